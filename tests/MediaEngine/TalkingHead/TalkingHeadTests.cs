using System.Globalization;
using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Tests.Training;

namespace Understudy.MediaEngine.Tests.TalkingHead;

[Collection(TrainedPresenterGroup.Name)]
public sealed class TalkingHeadTests(SpokenPresenter presenter) : IClassFixture<SpokenPresenter>
{
    [Fact]
    public async Task The_video_has_the_promised_form()
    {
        TalkingHeadResult result = presenter.English;
        JsonElement probe = await RenderedVideo.ProbeAsync(result.Video);
        JsonElement picture = Stream(probe, "video");
        JsonElement sound = Stream(probe, "audio");

        (picture.GetProperty("codec_name").GetString(), picture.GetProperty("width").GetInt32(),
            picture.GetProperty("height").GetInt32(), picture.GetProperty("r_frame_rate").GetString())
            .ShouldBe(("h264", 1280, 720, "25/1"));
        (sound.GetProperty("codec_name").GetString(), sound.GetProperty("sample_rate").GetString()).ShouldBe(("aac", "48000"));
        (result.Width, result.Height).ShouldBe((1280, 720));
        result.Size.ShouldBe(new FileInfo(result.Video).Length);
        result.Duration.ShouldBe(Seconds(probe.GetProperty("format").GetProperty("duration")), 0.05);
        Seconds(picture.GetProperty("duration")).ShouldBe(Seconds(sound.GetProperty("duration")), 0.05);
        byte[] head = new byte[64];
        await using FileStream file = File.OpenRead(result.Video);
        await file.ReadExactlyAsync(head);
        head.AsSpan().IndexOf("moov"u8).ShouldBeGreaterThan(0, "the index stands before the media");
    }

    [Fact]
    public async Task It_lasts_as_long_as_the_speech_and_is_as_loud_as_every_other()
    {
        SynthesizedSpeech speech = await SpeechSynthesizers.For(Language.English)
            .SynthesizeAsync(SpokenPresenter.Text, BaseVoice.High, CancellationToken.None);

        double expected = TalkingHeadRenderer.Lead + speech.Audio.Duration + TalkingHeadRenderer.Tail;
        (presenter.English.Duration / expected).ShouldBeInRange(0.98, 1.02);
        (await RenderedVideo.LoudnessAsync(presenter.English.Video)).ShouldBe(-16, 1.5);
    }

    [Fact]
    public async Task The_mouth_moves_with_the_sound()
    {
        TalkingHeadResult result = presenter.English;
        PcmAudio sound = await RenderedVideo.SoundAsync(result.Video, presenter.NewPath("sound.wav"));
        float[] spoken = await RenderedVideo.MouthOpeningAsync(result.Video, result.Duration, loop: false);
        float[] untouched = await RenderedVideo.MouthOpeningAsync(presenter.Model.Mezzanine720, result.Duration, loop: true);
        float[] loudness = sound.Envelope(spoken.Length, RenderedVideo.MouthRate, lead: 0);

        double moved = RenderedVideo.Correlation(spoken, loudness);
        double still = RenderedVideo.Correlation(untouched, loudness);

        moved.ShouldBeGreaterThan(0.4);
        moved.ShouldBeGreaterThan(Math.Abs(still) + 0.25);
    }

    [Fact]
    public async Task The_speech_can_be_understood()
    {
        string wav = presenter.NewPath("speech.wav");
        await RenderedVideo.SoundAsync(presenter.English.Video, wav);

        string[] heard = await RenderedVideo.TranscribeAsync(wav);

        string[] said = SpokenPresenter.Text.ToLowerInvariant().Replace(",", "").Replace(".", "").Split(' ');
        RenderedVideo.WordErrorRate(said, heard).ShouldBeLessThanOrEqualTo(0.3, string.Join(' ', heard));
    }

    [Fact]
    public async Task Captions_cover_the_speech()
    {
        string[] blocks = (await File.ReadAllTextAsync(presenter.English.WebVtt)).Trim().Split("\n\n");
        string subRip = await File.ReadAllTextAsync(presenter.English.SubRip);

        blocks[0].ShouldBe("WEBVTT");
        string text = string.Join(' ', blocks.Skip(1).SelectMany(block => block.Split('\n').Skip(1)));
        text.ShouldBe(SpokenPresenter.Text);
        double[] times =
        [
            .. blocks.Skip(1).SelectMany(block => block.Split('\n')[0].Split(" --> "))
                .Select(time => TimeSpan.Parse(time, CultureInfo.InvariantCulture).TotalSeconds),
        ];
        times.ShouldBe(times.Order());
        times[0].ShouldBeInRange(0.2, 1);
        times[^1].ShouldBeInRange(presenter.English.Duration - 1, presenter.English.Duration);
        subRip.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(blocks.Length - 1);
    }

    [Fact]
    public async Task The_file_says_that_it_is_made_by_ai_and_a_hostile_title_is_only_a_title()
    {
        JsonElement tags = (await RenderedVideo.ProbeAsync(presenter.English.Video)).GetProperty("format").GetProperty("tags");

        tags.GetProperty("description").GetString().ShouldBe(AiMark.TalkingVideo(null).Description);
        tags.GetProperty("comment").GetString().ShouldNotBeNull().ShouldContain(SourceTypes.CompositeWithTrained);
        tags.GetProperty("title").GetString().ShouldBe("Title=1;#[out]\\ 'x' -y encoder=evil [CHAPTER]");
        tags.TryGetProperty("encoder", out JsonElement encoder).ShouldBeFalse(encoder.ToString());
    }

    [Fact]
    public void Progress_counts_every_frame()
    {
        RenderProgress[] reports = [.. presenter.Progress.Where(report => report.FramesTotal > 0)];

        int total = (int)Math.Round(presenter.English.Duration * VideoModelFiles.FrameRate);
        reports.Select(report => report.FramesDone).ShouldBe(Enumerable.Range(1, total));
        reports.ShouldAllBe(report => report.FramesTotal == total);
    }

    [Fact]
    public async Task The_watermark_is_there_only_when_asked_for()
    {
        // Before the first word, the mouth is closed in both.
        TalkingHeadResult marked = await presenter.RenderAsync("Hi.", Language.English, watermark: true);

        byte[] without = await RenderedVideo.PictureAsync(presenter.English.Video, 0.2, 1280, 720);
        byte[] with = await RenderedVideo.PictureAsync(marked.Video, 0.2, 1280, 720);
        MeanDifference(without, with, 960, 666, 290, 30).ShouldBeGreaterThan(20);
        MeanDifference(without, with, 0, 0, 900, 600).ShouldBeLessThan(1.5);
    }

    [Fact]
    public async Task Japanese_is_spoken_in_full_hd()
    {
        const string Text = "<OK>ですか？";

        TalkingHeadResult result = await presenter.RenderAsync(Text, Language.Japanese, Resolution.P1080);

        JsonElement picture = Stream(await RenderedVideo.ProbeAsync(result.Video), "video");
        (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()).ShouldBe((1920, 1080));
        result.Duration.ShouldBeInRange(1.2, 4);
        (await RenderedVideo.LoudnessAsync(result.Video)).ShouldBe(-16, 1.5);
        (await File.ReadAllTextAsync(result.WebVtt)).ShouldContain("&lt;OK&gt;ですか？");
        new FileInfo(result.Thumbnail).Length.ShouldBeGreaterThan(3000);
    }

    [Fact]
    public async Task A_cancelled_render_leaves_nothing_behind()
    {
        string folder = presenter.NewFolder();
        using CancellationTokenSource cancelling = new();
        CancelAtFrame progress = new(10, cancelling);

        await Should.ThrowAsync<OperationCanceledException>(() => presenter.RenderAsync(
            SpokenPresenter.Text, Language.English, folder: folder, progress: progress, cancellationToken: cancelling.Token));

        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        CommandLinesNaming(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_broken_model_fails_the_render_and_leaves_nothing_behind()
    {
        string folder = presenter.NewFolder();
        VideoModelFiles broken = new(presenter.NewFolder());
        File.Copy(presenter.Model.FaceTrack, broken.FaceTrack);
        await File.WriteAllTextAsync(broken.Mezzanine720, "not a video");
        TalkingHeadRequest request = new(
            broken, new VoiceProfile(120, -20, -60, 10, BaseVoice.Low), "Hello.", Language.English, Resolution.P720);

        await Should.ThrowAsync<MediaToolException>(
            () => TalkingHeadRenderer.RenderAsync(request, folder, null, CancellationToken.None));

        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        CommandLinesNaming(folder).ShouldBeEmpty();
    }

    private static JsonElement Stream(JsonElement probe, string type) => probe.GetProperty("streams").EnumerateArray()
        .Single(stream => stream.GetProperty("codec_type").GetString() == type);

    private static double Seconds(JsonElement value) => double.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static double MeanDifference(byte[] a, byte[] b, int left, int top, int width, int height) =>
        Enumerable.Range(top, height)
            .SelectMany(y => Enumerable.Range((y * 1280) + left, width))
            .Average(i => Math.Abs(a[i] - b[i]));

    private static string[] CommandLinesNaming(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _))
            .Select(process => Path.Combine(process, "cmdline"))
            .Select(ReadIfAlive)
            .Where(commandLine => commandLine.Contains(folder)),
    ];

    private static string ReadIfAlive(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }

    private sealed class CancelAtFrame(int frame, CancellationTokenSource cancelling) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value)
        {
            if (value.FramesDone == frame) cancelling.Cancel();
        }
    }
}
