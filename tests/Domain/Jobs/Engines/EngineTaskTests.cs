using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Tests.Jobs.Engines;

/// <summary>What an engine can do, on its way to an engine elsewhere.</summary>
public sealed class EngineTaskTests
{
    private static readonly MediaKey _folder = new(MediaKey.Library, "made/ann/job/");
    private static readonly MediaKey _source = new(MediaKey.Uploads, "clips/ann/clip.mp4");

    private static readonly EngineTask[] _tasks =
    [
        new EngineTask.TrainLooks { Output = _folder, Source = _source },
        new EngineTask.TrainVoice { Output = _folder, Source = _source },
        new EngineTask.TalkingHead
        {
            Output = _folder,
            Looks = _folder,
            Voice = _folder,
            Text = "Good morning.",
            Language = Language.English,
            Resolution = Resolution.P720,
            Watermark = true,
        },
        new EngineTask.PaintFilm
        {
            Output = _folder,
            Prompt = "嵐の灯台",
            Style = "anime",
            Size = new PictureSize(1280, 720),
            Seconds = 5,
            Seed = long.MaxValue,
            Words = new ShownWords("灯台", 0xFF0000),
            Watermark = false,
        },
        new EngineTask.AnimateImages
        {
            Output = _folder,
            Images = new List<MediaKey> { _source },
            Prompt = "Slowly closer",
            Size = new PictureSize(720, 1280),
            Seconds = 5,
            Seed = 1,
            Watermark = false,
        },
        new EngineTask.AssembleFilm { Output = _folder, Picture = _source, Music = _source, Watermark = true },
        new EngineTask.SyncLips
        {
            Output = _folder,
            Source = _source,
            Sound = _source,
            Title = "Title",
            NeedsFace = false,
            Container = "webm",
            Quality = "low",
            Watermark = true,
        },
        new EngineTask.ComposeMusic { Output = _folder, Prompt = "slow piano", Seconds = 30, Seed = 7 },
        new EngineTask.Speak { Output = _folder, Text = "Buenos días.", Language = "es", Profile = _folder, Sample = _source },
        new EngineTask.Transcribe { Output = _folder, Source = _source },
        new EngineTask.Dub
        {
            Output = _folder,
            Source = _source,
            IsFilm = true,
            Language = "es",
            Sample = _source,
            Kept = _folder,
            Segments = new List<DubbedSegment> { new(0.5, 2.25, "Buenos días.") },
        },
        new EngineTask.ExtractAudio { Output = _folder, Source = _source, Format = "wav", SampleRate = 16000 },
        new EngineTask.Preview { Output = _folder, Source = _source },
    ];

    [Theory]
    [InlineData("\"english\"", "\"p720\"", Language.English, Resolution.P720)]
    [InlineData("\"en\"", "{\"width\":1280,\"height\":720}", Language.English, Resolution.P720)]
    [InlineData("\"ja\"", "{\"width\":1920,\"height\":1080}", Language.Japanese, Resolution.P1080)]
    [InlineData("\"japanese\"", "\"p1080\"", Language.Japanese, Resolution.P1080)]
    public void A_talking_head_takes_old_words_and_those_of_other_tasks(
        string language, string resolution, Language spoken, Resolution seen)
    {
        EngineTask? task = JsonSerializer.Deserialize<EngineTask>(TalkingHead(language, resolution), DocumentJson.Options);
        EngineTask.TalkingHead video = task.ShouldBeOfType<EngineTask.TalkingHead>();
        (video.Language, video.Resolution).ShouldBe((spoken, seen));
    }

    [Theory]
    [InlineData("\"es\"", "\"p720\"")]
    [InlineData("1", "\"p720\"")]
    [InlineData("\"en\"", "{\"width\":640,\"height\":360}")]
    [InlineData("\"en\"", "720")]
    public void A_talking_head_of_another_kind_is_no_task(string language, string resolution) =>
        Should.Throw<JsonException>(
            () => JsonSerializer.Deserialize<EngineTask>(TalkingHead(language, resolution), DocumentJson.Options));

    private static string TalkingHead(string language, string resolution) =>
        $"{{\"do\":\"talkingHead\",\"output\":\"library/a/\",\"looks\":\"library/b/\",\"voice\":\"library/c/\",\"text\":\"Hello.\","
        + $"\"language\":{language},\"resolution\":{resolution},\"watermark\":false}}";

    [Fact]
    public void Every_kind_of_task_arrives_as_it_was_sent()
    {
        foreach (EngineTask task in _tasks)
        {
            byte[] sent = EngineMessages.Write(new EngineAssignment(
                new EngineOrder(new JobReference("ann", "job", "clone", "any"), "lane", task, TimeSpan.FromHours(1)), 1, _folder));
            EngineTask arrived = EngineMessages.ReadAssignment(sent).Order.Task;
            arrived.ShouldBeOfType(task.GetType());
            arrived.ShouldBeEquivalentTo(task);
        }
    }

    [Fact]
    public void No_kind_of_task_is_missing_here_or_without_a_name_on_the_wire()
    {
        Type[] kinds = [.. typeof(EngineTask).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(EngineTask)))];
        _tasks.Select(task => task.GetType()).ShouldBe(kinds, ignoreOrder: true);
        typeof(EngineTask).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
            .Cast<JsonDerivedTypeAttribute>().Select(each => each.DerivedType).ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public void Work_of_an_unknown_kind_is_no_work()
    {
        byte[] strange = Encoding.UTF8.GetBytes(
            """{"order":{"job":{"ownerId":"a","jobId":"b","product":"c","kind":"d"},"lane":"e","task":{"do":"paintFence"}},"attempt":1}""");
        Should.Throw<Exception>(() => EngineMessages.ReadAssignment(strange))
            .ShouldBeOfType<System.Text.Json.JsonException>();
    }
}
