using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class ClipScannerTests(TestMedia media) : IClassFixture<TestMedia>
{
    private const double AllFrames = double.PositiveInfinity;
    private const double KeyFramesOnly = 0;

    private static readonly FaceDetector _detector = new();

    [Theory]
    [InlineData(AllFrames)]
    [InlineData(KeyFramesOnly)]
    public async Task A_title_card_is_left_out(double decodedPixels)
    {
        string file = await media.FromPresenter(
            "5", "drawbox=t=fill:color=navy:enable='lt(t,2)'", "title.mp4", "-g", "10");

        VideoSegment segment = await Choose(file, decodedPixels);

        segment.Start.ShouldBe(2, tolerance: 0.3);
        (segment.FrameCount / 25.0).ShouldBe(3, tolerance: 0.3);
        (await FirstFaceAsync(segment)).ShouldNotBeNull("What is decoded is what was chosen.");
    }

    [Fact]
    public async Task The_part_with_a_second_person_is_left_out()
    {
        string file = await media.FromPresenter(
            "4.5",
            "split[a][b];[b]crop=320:360:160:0[c];[a]pad=960:360[d];[d][c]overlay=640:0:enable='gt(t,2.5)'",
            "guest.mp4");

        VideoSegment segment = await Choose(file, AllFrames);

        segment.Start.ShouldBe(0);
        (segment.FrameCount / 25.0).ShouldBe(2.5, tolerance: 0.3);
    }

    [Theory]
    [InlineData("lying", "upright", 480, 640)]
    [InlineData("upright", "lying", 640, 480)]
    public async Task Of_a_phone_that_is_turned_the_longer_part_is_taken_in_its_shape(
        string first, string second, int width, int height)
    {
        string file = await media.TurnedPhone(first, "1.6", second, "2.4");

        VideoSegment segment = await Choose(file, AllFrames);

        (segment.Video.Width, segment.Video.Height).ShouldBe((width, height));
        segment.Start.ShouldBe(1.6, tolerance: 0.3);
    }

    [Fact]
    public async Task A_face_that_is_never_seen_is_told_with_the_time_that_was_looked_at()
    {
        string file = await media.FromSource("testsrc2=size=320x180:rate=25:duration=3", "pattern.mp4");

        MediaRejectedException refusal = await Should.ThrowAsync<MediaRejectedException>(Choose(file, KeyFramesOnly));

        refusal.Code.ShouldBe(MediaRejection.NoFace);
        refusal.Message.ShouldContain("0:00.0 to 0:03.0");
    }

    private async Task<VideoSegment> Choose(string file, double decodedPixels)
    {
        MediaProbe probe = await MediaProber.ProbeAsync(file, MediaKind.Video, CancellationToken.None);
        return (await new ClipScanner(_detector, media.NewPath("temporary"), decodedPixels).ChooseAsync(
            file, probe.Video!, new RecordedProgress(), CancellationToken.None))[0];
    }

    private static async Task<FaceBox?> FirstFaceAsync(VideoSegment segment)
    {
        RgbFrame frame = new(640, 360);
        await using var reader = SegmentReader.Open(
            segment with { Skip = segment.Skip + 8 }, PictureFilters.Fit(segment.Video, 640, 360), "rgb24", CancellationToken.None);
        (await reader.ReadAsync(frame.Pixels)).ShouldBeTrue();
        return _detector.Detect(frame, FaceObserver.MinimumScore).Cast<FaceBox?>().FirstOrDefault();
    }
}
