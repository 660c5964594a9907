using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Probing;

public sealed class MediaProberTests(TestMedia media) : IClassFixture<TestMedia>
{
    private const string Picture = "testsrc=size=320x240:rate=25:duration=2.5";
    private const string Still = "testsrc=size=320x240:rate=25:duration=0.04";
    private const string Tone = "sine=frequency=200:duration=2.5";

    [Theory]
    [InlineData("clip.mp4", "mp4")]
    [InlineData("clip.mov", "mp4")]
    [InlineData("clip.mkv", "matroska")]
    [InlineData("clip.avi", "avi")]
    public async Task Videos_of_every_accepted_family_are_described(string name, string container)
    {
        MediaProbe probe = await Probe(await media.FromSource(Picture, name), MediaKind.Video);

        probe.Container.ShouldBe(container);
        probe.Duration.ShouldBe(2.5, tolerance: 0.05);
        probe.Video.ShouldNotBeNull();
        (probe.Video.Width, probe.Video.Height).ShouldBe((320, 240));
        probe.Video.FrameRate.ShouldBe(25, tolerance: 0.1);
        probe.AudioCodec.ShouldBeNull();
    }

    [Theory]
    [InlineData("voice.mp3", "mp3")]
    [InlineData("voice.wav", "wav")]
    [InlineData("voice.m4a", "mp4")]
    [InlineData("voice.aac", "aac")]
    [InlineData("voice.webm", "matroska")]
    [InlineData("voice.w64", "wav")]
    [InlineData("voice.mp2", "mp3")]
    public async Task Sounds_of_every_accepted_family_are_described(string name, string container)
    {
        MediaProbe probe = await Probe(await media.FromSource(Tone, name), MediaKind.Audio);

        probe.Container.ShouldBe(container);
        probe.Duration.ShouldBe(2.5, tolerance: 0.1);
        probe.Video.ShouldBeNull();
        probe.AudioCodec.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_duration_of_a_recording_from_a_browser_is_measured()
    {
        string file = await media.FromSource(Picture, "browser.webm", "-c:v", "libvpx", "-cpu-used", "8", "-live", "1");

        (await Probe(file, MediaKind.Video)).Duration.ShouldBe(2.5, tolerance: 0.1);
    }

    [Fact]
    public async Task A_video_filmed_upright_is_described_as_it_is_shown()
    {
        string lying = await media.FromSource(Picture, "lying.mp4");
        string upright = await media.Convert(lying, "upright.mp4", "-c", "copy", "-metadata:s:v", "rotate=90");

        MediaProbe probe = await Probe(upright, MediaKind.Video);

        (probe.Video!.Width, probe.Video.Height).ShouldBe((240, 320));
    }

    [Fact]
    public async Task A_video_with_oblong_pixels_is_described_as_it_is_shown()
    {
        string file = await media.FromSource(Picture, "anamorphic.avi", "-vf", "setsar=4/3");

        MediaProbe probe = await Probe(file, MediaKind.Video);

        (probe.Video!.Width, probe.Video.Height).ShouldBe((427, 240));
    }

    [Fact]
    public async Task A_video_is_not_taken_for_a_voice_recording_nor_the_reverse()
    {
        await ShouldBeRejected(
            await media.FromSource(Picture, "clip.mp4"), MediaKind.Audio, MediaRejection.WrongContent);
        await ShouldBeRejected(
            await media.FromSource(Tone, "voice.m4a"), MediaKind.Video, MediaRejection.WrongContent);
    }

    [Fact]
    public async Task The_cover_picture_of_a_song_does_not_make_it_a_video()
    {
        string cover = await media.FromSource("color=red:size=64x64", "cover.png", "-frames:v", "1");
        string song = await media.FromSource(
            Tone, "song.mp3", "-i", cover, "-map", "0:a", "-map", "1:v", "-disposition:v", "attached_pic");

        (await Probe(song, MediaKind.Audio)).Container.ShouldBe("mp3");
    }

    [Theory]
    [InlineData("song.m4a", "mp4", "libx264", "yuv420p")]
    [InlineData("song.m4a", "mp4", "mjpeg", "yuvj420p")]
    [InlineData("song.m4a", "mp4", "png", "rgb24")]
    [InlineData("song.webm", "webm", "libvpx", "yuv420p")]
    [InlineData("song.mp3", "mp3", "png", "rgb24")]
    public async Task A_picture_that_does_not_move_does_not_make_a_song_a_video(
        string name, string muxer, string codec, string pixels)
    {
        string song = await media.FromSource(
            Tone, name, "-f", "lavfi", "-i", Still, "-map", "1:v", "-map", "0:a", "-c:v", codec,
            "-pix_fmt", pixels, "-f", muxer);

        MediaProbe probe = await Probe(song, MediaKind.Audio);

        probe.Duration.ShouldBe(2.5, tolerance: 0.1);
        probe.Video.ShouldBeNull();
    }

    [Fact]
    public async Task Two_pictures_are_a_video()
    {
        string film = await media.FromSource(
            Tone, "film.mp4", "-f", "lavfi", "-i", Still.Replace("0.04", "0.08", StringComparison.Ordinal));

        await ShouldBeRejected(film, MediaKind.Audio, MediaRejection.WrongContent);
    }

    [Fact]
    public async Task The_duration_is_that_of_the_sound_however_late_it_begins()
    {
        string cover = await media.FromSource(Still, "cover.mp4");
        foreach (string muxer in new[] { "mp4", "webm" })
        {
            string file = await media.Convert(
                cover, "late.m4a", "-itsoffset", "30", "-f", "lavfi", "-i", Tone, "-map", "0:v", "-map", "1:a", "-f", muxer);

            (await Probe(file, MediaKind.Audio)).Duration.ShouldBe(2.5, tolerance: 0.1, muxer);
        }
    }

    [Theory]
    [InlineData("", MediaRejection.CorruptFile)]
    [InlineData("Dear sir or madam, here is my video.", MediaRejection.WrongContent)]
    [InlineData("\u0001\u0002\u0003 neither text nor a recording \u0000", MediaRejection.CorruptFile)]
    [InlineData("\u001aEß£ begins like WebM and goes on like nothing", MediaRejection.CorruptFile)]
    [InlineData("0000ftypmp42 begins like MP4 and goes on like nothing", MediaRejection.CorruptFile)]
    public async Task What_is_no_recording_is_refused(string content, string code)
    {
        string file = media.NewPath("upload.mp4");
        await File.WriteAllBytesAsync(file, System.Text.Encoding.Latin1.GetBytes(content));

        await ShouldBeRejected(file, MediaKind.Video, code);
    }

    [Fact]
    public async Task A_playlist_never_opens_the_files_that_it_names()
    {
        string target = await media.FromSource(Picture, "target.mp4");

        await ShouldBeRejected(
            media.Text($"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:2.5,\n{target}\n#EXT-X-ENDLIST\n", "list.mp4"),
            MediaKind.Video,
            MediaRejection.WrongContent);
        await ShouldBeRejected(
            media.Text($"ffconcat version 1.0\nfile '{target}'\n", "concat.mp4"),
            MediaKind.Video,
            MediaRejection.WrongContent);
    }

    [Fact]
    public async Task The_tools_themselves_refuse_a_playlist()
    {
        string target = await media.FromSource(Picture, "target.mp4");
        string list =
            media.Text($"#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:2.5,\n{target}\n#EXT-X-ENDLIST\n", "list.m3u8");
        string[] describe = ["-loglevel", "error", "-show_entries", "stream=width"];

        (await ChildProcess.ReadTextAsync(FFmpeg.ProbeTool, [.. describe, list], CancellationToken.None))
            .ShouldContain("width=320", customMessage: "Without the whitelists it is opened.");
        await Should.ThrowAsync<MediaToolException>(ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool, [.. describe, .. FFmpeg.UntrustedInput(list)], CancellationToken.None));
    }

    [Fact]
    public async Task Pictures_and_unsupported_formats_are_named()
    {
        await ShouldBeRejected(
            await media.FromSource(Picture, "still.png", "-frames:v", "1"), MediaKind.Video, MediaRejection.WrongContent);
        await ShouldBeRejected(
            await media.FromSource(Tone, "voice.flac"), MediaKind.Audio, MediaRejection.Unsupported);
    }

    [Fact]
    public async Task A_video_whose_end_is_missing_is_corrupt()
    {
        string whole = await media.FromSource(Picture, "whole.mp4");

        await ShouldBeRejected(media.Truncated(whole, 0.6), MediaKind.Video, MediaRejection.CorruptFile);
    }

    [Fact]
    public async Task Tags_of_any_size_are_not_even_asked_for()
    {
        // Each of these characters takes six in JSON.
        string tags = media.Text(";FFMETADATA1\ncomment=" + new string('\u0001', 4_000_000) + "\n", "tags.txt");
        string song = await media.FromSource(Tone, "song.m4a", "-i", tags, "-map_metadata", "1");
        new FileInfo(song).Length.ShouldBeGreaterThan(4_000_000);

        (await Probe(song, MediaKind.Audio)).Duration.ShouldBe(2.5, tolerance: 0.1);
    }

    [Fact]
    public async Task Absurdly_large_pictures_are_refused()
    {
        string file = await media.FromSource("color=black:size=8200x32:rate=5:duration=0.4", "wide.mp4");

        await ShouldBeRejected(file, MediaKind.Video, MediaRejection.TooLarge);
    }

    private static Task<MediaProbe> Probe(string file, MediaKind kind) =>
        MediaProber.ProbeAsync(file, kind, CancellationToken.None);

    private static async Task ShouldBeRejected(string file, MediaKind kind, string code)
    {
        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(Probe(file, kind));
        rejection.Code.ShouldBe(code);
        rejection.Message.ShouldEndWith(".");
    }
}
