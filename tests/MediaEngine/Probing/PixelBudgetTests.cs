using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Probing;

public sealed class PixelBudgetTests(TestMedia media) : IClassFixture<TestMedia>
{
    [Theory]
    [InlineData(1920, 1080, 60, 3600)]
    [InlineData(1080, 1920, 240, 600)]
    [InlineData(3840, 2160, 60, 900)]
    [InlineData(3840, 2160, 120, 300)]
    [InlineData(7680, 4320, 30, 300)]
    public void What_phones_and_cameras_record_is_within_it(int width, int height, double rate, double duration) =>
        Should.NotThrow(() => PixelBudget.Require(width, height, rate, duration));

    [Theory]
    [InlineData(8192, 8192, 1, 1, "8192×8192, 68 million pixels; at most 36 million")]
    [InlineData(3840, 2160, 240, 10, "3840×2160 pixels 240 times a second, 1,991 million pixels a second; at most 1,000 million")]
    [InlineData(640, 480, 15_360, 10, "4,719 million pixels a second; at most 1,000 million")]
    [InlineData(3840, 2160, 60, 3600, "for 3600 seconds, 1,791,591 million pixels in all; at most 500,000 million")]
    public void What_costs_more_is_told_the_numbers(int width, int height, double rate, double duration, string numbers)
    {
        MediaRejectedException rejection =
            Should.Throw<MediaRejectedException>(() => PixelBudget.Require(width, height, rate, duration));

        rejection.Code.ShouldBe(MediaRejection.TooLarge);
        rejection.Message.ShouldContain(numbers);
        rejection.Message.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("8192x8192:rate=25", "1", "8192×8192")]
    [InlineData("2560x1440:rate=1000", "6", "1000 times a second")]
    public async Task A_small_file_that_costs_much_is_refused(string source, string frames, string numbers)
    {
        string file = await media.FromSource(
            $"color=black:size={source}", "costly.mp4", "-frames:v", frames, "-preset", "ultrafast", "-threads", "1");

        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(
            MediaProber.ProbeAsync(file, MediaKind.Video, CancellationToken.None));

        rejection.Code.ShouldBe(MediaRejection.TooLarge);
        rejection.Message.ShouldContain(numbers);
    }

    [Fact]
    public async Task What_counts_are_the_pixels_that_are_coded_whatever_shape_they_are_shown_in()
    {
        string file = await media.FromSource(
            "color=black:size=8192x1024:rate=200", "narrow.mp4",
            "-vf", "setsar=1/128", "-frames:v", "3", "-preset", "ultrafast", "-threads", "1");

        (await Should.ThrowAsync<MediaRejectedException>(
            MediaProber.ProbeAsync(file, MediaKind.Video, CancellationToken.None))).Message.ShouldContain("8192×1024");
    }

    [Fact]
    public async Task A_huge_cover_beside_the_sound_is_never_decoded()
    {
        string cover = await media.FromSource("color=black:size=8193x8192,format=gray", "cover.png", "-frames:v", "1");
        string song = await media.FromSource(
            "sine=duration=2.5", "song.mp3", "-i", cover, "-map", "0:a", "-map", "1:v", "-c:v", "copy",
            "-disposition:v", "attached_pic");
        string[] describe = ["-loglevel", "quiet", "-show_entries", "stream=codec_name,width", "-of", "csv=p=0"];

        (await MediaProber.ProbeAsync(song, MediaKind.Audio, CancellationToken.None)).AudioCodec.ShouldBe("mp3");
        (await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool, [.. describe, .. FFmpeg.UntrustedInput(song)], CancellationToken.None))
            .ShouldContain("png,0", customMessage: "Its width was not even taken in.");
    }
}
