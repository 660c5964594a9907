using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Scenes;
using Understudy.MediaEngine.Scenes.Film;
using Understudy.MediaEngine.Tests.TalkingHead;

namespace Understudy.MediaEngine.Tests.Scenes.Film;

/// <summary>Whole films, small ones.</summary>
public sealed class FilmMakerTests : IDisposable
{
    private static readonly FilmRequest _lake = new("A boat on a lake at sunset, birds", 320, 180, 1) { Seed = 7 };
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(320, 180, 1.5, 24, 36)]
    [InlineData(180, 320, 0.5, 30, 15)]
    [InlineData(210, 210, 1.02, 24, 24)]
    public async Task A_film_has_the_size_and_the_length_that_were_asked_for(
        int width, int height, double seconds, int rate, int frames)
    {
        FilmResult result = await Make(_lake with { Width = width, Height = height, Seconds = seconds, FrameRate = rate });
        JsonElement probe = await RenderedVideo.ProbeAsync(result.Video);
        JsonElement picture = probe.GetProperty("streams").EnumerateArray().ShouldHaveSingleItem();

        (picture.GetProperty("codec_name").GetString(), picture.GetProperty("width").GetInt32(),
            picture.GetProperty("height").GetInt32(), picture.GetProperty("pix_fmt").GetString(),
            picture.GetProperty("color_space").GetString()).ShouldBe(("h264", width, height, "yuv420p", "bt709"));
        (picture.GetProperty("nb_frames").GetString(), result.Frames).ShouldBe(($"{frames}", frames));
        double duration = double.Parse(picture.GetProperty("duration").GetString()!, CultureInfo.InvariantCulture);
        duration.ShouldBe((double)frames / rate, 0.001);
        result.Size.ShouldBe(new FileInfo(result.Video).Length);
        new FileInfo(result.Thumbnail).Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_film_says_of_itself_that_it_is_made()
    {
        FilmResult result = await Make(_lake with { Seconds = 0.5, Title = "Evening; at=sea" });
        JsonElement tags = (await RenderedVideo.ProbeAsync(result.Video)).GetProperty("format").GetProperty("tags");

        tags.GetProperty("title").GetString().ShouldBe("Evening; at=sea");
        tags.GetProperty("comment").GetString().ShouldNotBeNull().ShouldContain("digitalsourcetype/algorithmicMedia");
        tags.GetProperty("description").GetString().ShouldNotBeNull().ShouldContain("AI-generated");
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_film_and_another_one_another()
    {
        FilmRequest request = _lake with { Seconds = 0.5 };
        byte[] first = await Hash(request);

        (await Hash(request)).ShouldBe(first);
        (await Hash(request with { Seed = 8 })).ShouldNotBe(first);
        (await Hash(request with { Watermark = true })).ShouldNotBe(first);
    }

    [Fact]
    public async Task The_report_tells_what_was_understood_and_what_was_not()
    {
        FilmResult result = await Make(new FilmRequest("A quokka and a red boat on a lake, a house in the sea", 160, 128,
            0.5)
        { Seed = 3 });
        JsonElement report = JsonDocument.Parse(await File.ReadAllTextAsync(result.Scene)).RootElement;

        report.GetProperty("prompt").GetString().ShouldBe("A quokka and a red boat on a lake, a house in the sea");
        (report.GetProperty("language").GetString(), report.GetProperty("seed").GetInt32(),
            report.GetProperty("style").GetString())
            .ShouldBe(("en", 3, "realistic"));
        report.GetProperty("engine").GetString().ShouldBe(FilmMaker.EngineVersion);
        report.GetProperty("notUnderstood").EnumerateArray().Select(word => word.GetString()).ShouldBe(["quokka"]);
        JsonElement boat = report.GetProperty("understood").EnumerateArray().First(word => word.GetProperty("concept").GetString() == "boat");
        (boat.GetProperty("words").GetString(), boat.GetProperty("colour").GetString()).ShouldBe(("boat", "red"));
        report.GetProperty("nothingUnderstood").GetBoolean().ShouldBeFalse();
        report.GetProperty("shots").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_cancelled_film_leaves_nothing()
    {
        using CancellationTokenSource cancel = new();
        Progress progress = new(part =>
        {
            if (part > 0.02) cancel.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(
            () => FilmMaker.MakeAsync(_lake with { Seconds = 60 }, _folder.Path, progress, cancel.Token));

        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
        progress.Parts[^1].ShouldBeLessThan(0.5);
    }

    [Fact]
    public async Task Progress_goes_up_to_the_end()
    {
        Progress progress = new(_ => { });
        await FilmMaker.MakeAsync(_lake with { Seconds = 0.5 }, _folder.Path, progress, CancellationToken.None);

        progress.Parts.ShouldBeInOrder(SortDirection.Ascending);
        progress.Parts[^1].ShouldBe(1);
        progress.Parts.Count.ShouldBeGreaterThan(10);
    }

    [Theory]
    [InlineData(" ", 320, 180, 1, 24)]
    [InlineData("A lake", 321, 180, 1, 24)]
    [InlineData("A lake", 320, 64, 1, 24)]
    [InlineData("A lake", 4096, 180, 1, 24)]
    [InlineData("A lake", 320, 180, 0.2, 24)]
    [InlineData("A lake", 320, 180, 301, 24)]
    [InlineData("A lake", 320, 180, double.NaN, 24)]
    [InlineData("A lake", 320, 180, 1, 0)]
    public async Task What_is_not_made_is_refused(string prompt, int width, int height, double seconds, int rate)
    {
        MediaRejectedException rejected = await Should.ThrowAsync<MediaRejectedException>(
            () => Make(new FilmRequest(prompt, width, height, seconds) { FrameRate = rate }));

        rejected.Code.ShouldBe(MediaRejection.InvalidFilm);
    }

    private Task<FilmResult> Make(FilmRequest request) =>
        FilmMaker.MakeAsync(request, _folder.Path, new Progress(_ => { }), CancellationToken.None);

    private async Task<byte[]> Hash(FilmRequest request) =>
        SHA256.HashData(await File.ReadAllBytesAsync((await Make(request)).Video));

    private sealed class Progress(Action<double> heard) : IProgress<double>
    {
        public List<double> Parts { get; } = [];

        public void Report(double value)
        {
            Parts.Add(value);
            heard(value);
        }
    }
}
