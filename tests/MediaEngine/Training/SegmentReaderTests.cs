using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

/// <summary>What a file says about time must not multiply its frames.</summary>
public sealed class SegmentReaderTests(TestMedia media) : IClassFixture<TestMedia>
{
    private const int Width = 64;
    private const int Height = 36;
    private const string Counter = "testsrc=size=64x36:rate=25:duration=3";

    [Fact]
    public async Task A_picture_that_begins_after_its_sound_is_three_seconds_long_all_the_same()
    {
        string picture = await media.FromSource(Counter, "picture.mp4");
        string file = await media.FromSource(
            "sine=duration=40", "late.mp4", "-itsoffset", "30", "-i", picture, "-map", "1:v", "-map", "0:a", "-c:v", "copy");

        (MediaProbe probe, List<byte[]> frames) = await ReadAll(file);

        probe.Duration.ShouldBe(3, tolerance: 0.05);
        probe.Video!.Times.Start.ShouldBe(30, tolerance: 0.05);
        frames.Count.ShouldBe(75);
        ShouldMove(frames);
    }

    [Fact]
    public async Task A_sound_that_is_longer_does_not_lengthen_the_picture()
    {
        string file = await media.FromSource(Counter, "long.mp4", "-f", "lavfi", "-i", "sine=duration=30");

        (MediaProbe probe, List<byte[]> frames) = await ReadAll(file);

        probe.Duration.ShouldBe(3, tolerance: 0.05);
        frames.Count.ShouldBe(75);
    }

    [Theory]
    [InlineData("hole.mp4", "PTS+if(gt(T,1),600/TB,0)")]
    [InlineData("hole.webm", "PTS+if(gt(T,1),600/TB,0)")]
    public async Task A_hole_in_the_times_is_not_filled(string name, string times)
    {
        string file = await media.FromSource(Counter, name, "-vf", $"setpts='{times}'", "-fps_mode", "passthrough");

        (MediaProbe probe, List<byte[]> frames) = await ReadAll(file);

        probe.Duration.ShouldBe(3, tolerance: 0.1);
        frames.Count.ShouldBeInRange(73, 75);
        ShouldMove(frames);
    }

    [Fact]
    public async Task Few_frames_a_second_are_held_for_as_long_as_they_were_shown()
    {
        string file = await media.FromSource("testsrc=size=64x36:rate=10:duration=3", "slow.mp4");

        (_, List<byte[]> frames) = await ReadAll(file);

        frames.Count.ShouldBe(75);
    }

    [Fact]
    public async Task A_single_frame_is_too_short_and_the_message_says_what_is()
    {
        string file = await media.FromSource(
            "testsrc=size=64x36:rate=25:duration=0.04", "still.mp4", "-f", "lavfi", "-i", "sine=duration=30");

        MediaRejectedException refusal = await Should.ThrowAsync<MediaRejectedException>(
            new VideoTrainer(media.NewPath("temporary")).TrainAsync(
                file, media.NewPath("model"), progress: null, CancellationToken.None));

        refusal.Code.ShouldBe(MediaRejection.TooShort);
        refusal.Message.ShouldContain("The picture lasts 0.04 seconds, the sound 30.");
    }

    [Fact]
    public async Task A_cover_that_is_not_marked_as_one_is_not_the_video()
    {
        string cover = await media.FromSource("color=red:size=64x64", "cover.jpg", "-frames:v", "1");
        string file = await media.FromSource(
            Counter, "covered.mp4", "-i", cover, "-map", "1:v", "-map", "0:v", "-c:v:0", "copy");

        (MediaProbe probe, List<byte[]> frames) = await ReadAll(file);

        probe.Video!.Stream.ShouldBe(1);
        frames.Count.ShouldBe(75);
    }

    [Fact]
    public async Task No_more_frames_are_written_than_are_asked_for()
    {
        string file = await media.FromSource(Counter, "three.mp4");

        (await ReadAll(file, limit: 20)).Frames.Count.ShouldBe(20);
    }

    private static async Task<(MediaProbe Probe, List<byte[]> Frames)> ReadAll(string file, int limit = 1000)
    {
        MediaProbe probe = await MediaProber.ProbeAsync(file, MediaKind.Video, CancellationToken.None);
        await using var reader = SegmentReader.Open(
            new VideoSegment(file, probe.Video!, limit),
            PictureFilters.Fit(probe.Video!, Width, Height),
            "gray",
            CancellationToken.None);
        List<byte[]> frames = new();
        byte[] frame = new byte[Width * Height];
        while (await reader.ReadAsync(frame))
            frames.Add([.. frame]);
        return (probe, frames);
    }

    private static void ShouldMove(List<byte[]> frames)
    {
        int longest = 0;
        for (int i = 1, held = 0; i < frames.Count; i++)
        {
            held = frames[i].SequenceEqual(frames[i - 1]) ? held + 1 : 0;
            longest = Math.Max(longest, held);
        }

        longest.ShouldBeLessThan(5, "The picture is frozen.");
    }
}
