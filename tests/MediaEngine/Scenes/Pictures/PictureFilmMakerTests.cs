using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using SkiaSharp;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Scenes.Film;
using Understudy.MediaEngine.Scenes.Pictures;
using Understudy.MediaEngine.Tests.TalkingHead;

namespace Understudy.MediaEngine.Tests.Scenes.Pictures;

/// <summary>Whole films of still pictures, small ones.</summary>
public sealed class PictureFilmMakerTests(Stills stills) : IClassFixture<Stills>, IDisposable
{
    private static readonly FilmRequest _film = new("Zoom in", 320, 180, 0.5) { Seed = 7 };
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 320, 180, 1.02, 24, 24)]
    [InlineData(3, 180, 320, 1.5, 30, 45)]
    [InlineData(2, 210, 210, 0.5, 8, 4)]
    public async Task A_film_has_the_size_and_the_length_that_were_asked_for(
        int pictures, int width, int height, double seconds, int rate, int frames)
    {
        string[] files = [.. Enumerable.Repeat(stills.Land, pictures)];
        FilmResult result = await MakeAsync(
            new FilmRequest("Pan left", width, height, seconds) { FrameRate = rate }, files);
        JsonElement probe = await RenderedVideo.ProbeAsync(result.Video);
        JsonElement picture = probe.GetProperty("streams").EnumerateArray().ShouldHaveSingleItem();

        (picture.GetProperty("codec_name").GetString(), picture.GetProperty("width").GetInt32(),
            picture.GetProperty("height").GetInt32()).ShouldBe(("h264", width, height));
        (picture.GetProperty("nb_frames").GetString(), result.Frames).ShouldBe(($"{frames}", frames));
        double.Parse(picture.GetProperty("duration").GetString()!, CultureInfo.InvariantCulture)
            .ShouldBe((double)frames / rate, 0.001);
        new FileInfo(result.Thumbnail).Length.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task A_film_says_of_itself_that_it_is_made()
    {
        FilmResult result = await MakeAsync(_film with { Title = "Evening" }, stills.Land);
        JsonElement tags = (await RenderedVideo.ProbeAsync(result.Video)).GetProperty("format").GetProperty("tags");

        tags.GetProperty("title").GetString().ShouldBe("Evening");
        tags.GetProperty("comment").GetString().ShouldNotBeNull().ShouldContain("digitalsourcetype/compositeSynthetic");
        tags.GetProperty("description").GetString().ShouldNotBeNull().ShouldContain("AI-generated");
    }

    [Fact]
    public async Task The_same_pictures_and_the_same_seed_make_the_same_film()
    {
        FilmRequest snow = _film with { Prompt = "Snow" };
        byte[] first = await HashAsync(snow, stills.Person);

        (await HashAsync(snow, stills.Person)).ShouldBe(first);
        (await HashAsync(snow with { Seed = 8 }, stills.Person)).ShouldNotBe(first);
        (await HashAsync(snow with { Watermark = true }, stills.Person)).ShouldNotBe(first);
        (await HashAsync(snow, stills.Land)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Pictures_are_joined_by_a_dissolve()
    {
        FilmResult result = await MakeAsync(
            new FilmRequest("Static shot", 160, 128, 2),
            stills.Plain(SKColors.Red), stills.Plain(SKColors.Lime), stills.Plain(SKColors.Blue));
        SKColor[] frames = await MeansAsync(result.Video, 160, 128);

        frames.Length.ShouldBe(48);
        Nearest(frames[0]).ShouldBe("red");
        Nearest(frames[15]).ShouldBe("red");
        // The second one begins at 16 of 48 frames, and the first one ends 8 frames later.
        frames[19].Red.ShouldBeInRange((byte)40, (byte)215);
        frames[19].Green.ShouldBeInRange((byte)40, (byte)215);
        Nearest(frames[28]).ShouldBe("green");
        frames[35].Blue.ShouldBeInRange((byte)40, (byte)215);
        Nearest(frames[47]).ShouldBe("blue");
    }

    [Fact]
    public async Task The_report_tells_what_was_seen_and_what_was_understood()
    {
        FilmResult result = await MakeAsync(
            _film with { Prompt = "Pan right over a red boat, quokka, rain at night. No people", Seconds = 1 },
            stills.Person,
            stills.Land);
        JsonElement report = JsonDocument.Parse(await File.ReadAllTextAsync(result.Scene)).RootElement;

        report.GetProperty("engine").GetString().ShouldBe(PictureFilmMaker.EngineVersion);
        (report.GetProperty("seed").GetInt32(), report.GetProperty("frames").GetInt32()).ShouldBe((7, 24));
        Concepts(report, "understood").ShouldBe(["pan-right", "boat", "rain", "night"], ignoreOrder: true);
        Concepts(report, "notPainted").ShouldBe(["boat"]);
        Concepts(report, "unwanted").ShouldBe(["person"]);
        report.GetProperty("notUnderstood").EnumerateArray().Select(word => word.GetString()).ShouldBe(["quokka"]);
        JsonElement[] shots = [.. report.GetProperty("shots").EnumerateArray()];
        shots.Select(shot => (shot.GetProperty("picture").GetInt32(), shot.GetProperty("camera").GetString(),
                shot.GetProperty("depth").GetString(), shot.GetProperty("faces").GetInt32(),
                shot.GetProperty("of").GetProperty("width").GetInt32()))
            .ShouldBe([(1, "PanRight", "people", 1, 640), (2, "PanRight", "ground", 0, 640)]);
        shots.Select(shot => shot.GetProperty("start").GetDouble()).ShouldBe([0, 0.5]);
    }

    [Fact]
    public async Task A_cancelled_film_leaves_nothing()
    {
        using CancellationTokenSource cancel = new();
        Progress progress = new(part =>
        {
            if (part > 0.02) cancel.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => PictureFilmMaker.MakeAsync(
            new PictureFilmRequest([stills.Land], _film with { Seconds = 60 }), _folder.Path, progress, cancel.Token));

        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
        progress.Parts[^1].ShouldBeLessThan(0.5);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_used_is_named()
    {
        string broken = stills.NewPath("broken.png");
        byte[] whole = await File.ReadAllBytesAsync(stills.Land);
        await File.WriteAllBytesAsync(broken, whole[..(whole.Length / 2)]);

        MediaRejectedException rejected = await Should.ThrowAsync<MediaRejectedException>(
            () => MakeAsync(_film, stills.Land, broken));

        (rejected.Code, rejected.Message).ShouldBe((MediaRejection.CorruptFile, "Picture 2 is damaged or incomplete."));
        Directory.EnumerateFileSystemEntries(_folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, 5, 24)]
    [InlineData(11, 5, 24)]
    [InlineData(3, 0.74, 24)]
    [InlineData(10, 9, 2)]
    public async Task So_many_pictures_in_so_short_a_film_are_refused(int pictures, double seconds, int rate)
    {
        MediaRejectedException rejected = await Should.ThrowAsync<MediaRejectedException>(() => MakeAsync(
            _film with { Seconds = seconds, FrameRate = rate }, [.. Enumerable.Repeat(stills.Land, pictures)]));

        rejected.Code.ShouldBe(MediaRejection.InvalidFilm);
    }

    [Fact]
    public async Task Ten_pictures_are_a_film()
    {
        SKColor[] colours = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.Gray, SKColors.Gold];
        FilmResult result = await MakeAsync(
            new FilmRequest("Static shot", 128, 128, 2.5),
            [.. colours.Concat(colours).Select(colour => stills.Plain(colour, 64, 64))]);

        result.Frames.ShouldBe(60);
    }

    private Task<FilmResult> MakeAsync(FilmRequest film, params string[] pictures) => PictureFilmMaker.MakeAsync(
        new PictureFilmRequest(pictures, film), _folder.Path, new Progress(_ => { }), CancellationToken.None);

    private async Task<byte[]> HashAsync(FilmRequest film, string picture) =>
        SHA256.HashData(await File.ReadAllBytesAsync((await MakeAsync(film, picture)).Video));

    private static IEnumerable<string?> Concepts(JsonElement report, string list) =>
        report.GetProperty(list).EnumerateArray().Select(word => word.GetProperty("concept").GetString());

    private static string Nearest(SKColor colour) =>
        colour.Red > 200 ? "red" : colour.Green > 200 ? "green" : colour.Blue > 200 ? "blue" : colour.ToString();

    private static async Task<SKColor[]> MeansAsync(string video, int width, int height)
    {
        List<SKColor> means = [];
        await using var decoder = ChildProcess.Start(
            FFmpeg.Tool,
            [.. FFmpeg.GlobalOptions, "-i", video, "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"],
            ChildStreams.Output,
            CancellationToken.None);
        byte[] frame = new byte[width * height * 3];
        while (await decoder.ReadBlockAsync(frame))
            means.Add(new SKColor(Mean(frame, 0), Mean(frame, 1), Mean(frame, 2)));
        return [.. means];
    }

    private static byte Mean(byte[] frame, int part) =>
        (byte)Enumerable.Range(0, frame.Length / 3).Average(n => frame[3 * n + part]);

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
