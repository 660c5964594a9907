using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.MediaEngine.Assets;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Assets;

public sealed class AssetProberTests(TestMedia media) : IClassFixture<TestMedia>
{
    private static readonly MediaKey _key = new(MediaKey.Uploads, "assets/ann/file");

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.png")]
    [InlineData("a.gif")]
    [InlineData("a.webp")]
    public async Task A_picture_has_a_size(string name)
    {
        string file = await media.FromSource("testsrc2=size=64x48", name, "-frames:v", "1");
        AssetContent content = (await ProbeAsync(file)).Value.ShouldNotBeNull();
        content.ShouldBe(new AssetContent(AssetKind.Image, name[2..]) { Width = 64, Height = 48 });
    }

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.mov")]
    [InlineData("a.webm", "-c:v", "libvpx", "-deadline", "realtime")]
    [InlineData("a.mkv")]
    [InlineData("a.avi")]
    public async Task A_video_has_a_size_and_a_length(string name, params string[] options)
    {
        string file = await media.FromSource("testsrc2=size=64x48:rate=25", name, ["-t", "2", .. options]);
        AssetContent content = (await ProbeAsync(file)).Value.ShouldNotBeNull();
        content.Kind.ShouldBe(AssetKind.Video);
        content.Format.ShouldBe(name[2..]);
        (content.Width, content.Height).ShouldBe((64, 48));
        content.DurationSeconds!.Value.ShouldBe(2, tolerance: 0.1);
        content.FrameRate!.Value.ShouldBe(25, tolerance: 0.5);
        content.HasSound.ShouldBeFalse();
    }

    [Theory]
    [InlineData("a.wav")]
    [InlineData("a.mp3")]
    [InlineData("a.m4a")]
    [InlineData("a.ogg", "-c:a", "libvorbis")]
    [InlineData("a.flac")]
    [InlineData("a.aac")]
    [InlineData("a.webm", "-c:a", "libopus")]
    public async Task A_sound_has_a_length(string name, params string[] options)
    {
        string file = await media.FromVoice("3", name, options);
        AssetContent content = (await ProbeAsync(file)).Value.ShouldNotBeNull();
        content.Kind.ShouldBe(AssetKind.Audio);
        content.Format.ShouldBe(name[2..]);
        content.DurationSeconds!.Value.ShouldBe(3, tolerance: 0.2);
        content.HasSound.ShouldBeTrue();
        content.Width.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_browser_recorded_without_a_length_is_measured()
    {
        string file = await media.FromVoice("3", "a.webm", "-c:a", "libopus", "-live", "1");
        (await ProbeAsync(file)).Value!.DurationSeconds!.Value.ShouldBe(3, tolerance: 0.2);
    }

    [Fact]
    public async Task A_picture_that_moves_is_one_with_sound_too()
    {
        string file = await media.Convert(TestMedia.Presenter, "a.mp4", "-t", "1", "-c", "copy");
        AssetContent content = (await ProbeAsync(file)).Value.ShouldNotBeNull();
        content.Kind.ShouldBe(AssetKind.Video);
        content.Width!.Value.ShouldBeGreaterThan(content.Height!.Value);
    }

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.png")]
    [InlineData("a.mp3")]
    public async Task What_only_begins_like_one_is_refused(string name)
    {
        FileFormat format = FileFormat.All.First(each => each.Name == name[2..]);
        byte[] head = format.Family switch
        {
            "iso" => [.. "\0\0\0\u0018ftypisom"u8],
            "png" => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A],
            _ => [.. "ID3"u8, 3, 0, 0, 0, 0, 0, 1],
        };
        string file = media.NewPath(name);
        await File.WriteAllBytesAsync(file, [.. head, .. new byte[5000]]);
        (await ProbeAsync(file)).Problem.ShouldBeOfType<FileRefused>().Reason.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_file_is_read_as_what_it_begins_like_and_as_nothing_else()
    {
        // A list of other files, in the coat of a picture.
        string file = media.NewPath("a.png");
        await File.WriteAllTextAsync(file, $"ffconcat version 1.0\nfile {TestMedia.Voice}\n");
        AssetProber prober = new(new OneFile(file), media.NewPath("work"));
        (await prober.ProbeAsync(_key, FileFormat.Png, CancellationToken.None)).Problem.ShouldBeOfType<FileRefused>();
        (await prober.ProbeAsync(_key, FileFormat.Mp4, CancellationToken.None)).Problem.ShouldBeOfType<FileRefused>();
    }

    /// <summary>Probes a file as what it begins like.</summary>
    private async Task<Result<AssetContent>> ProbeAsync(string path)
    {
        byte[] head = new byte[FileFormat.HeadBytes];
        await using FileStream file = File.OpenRead(path);
        int length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false);
        FileFormat format = FileFormat.Of(head.AsSpan(0, length)).ShouldNotBeNull();
        return await new AssetProber(new OneFile(path), media.NewPath("work")).ProbeAsync(_key, format, CancellationToken.None);
    }
}
