using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class MezzanineFramingTests(TestMedia media) : IClassFixture<TestMedia>
{
    private static readonly FaceDetector _detector = new();

    [Theory]
    [InlineData("null", 640, 360)]
    [InlineData("scale=320:240", 320, 240)]
    [InlineData("crop=200:360:180:0", 200, 360)]
    [InlineData("crop=300:300:130:0", 300, 300)]
    [InlineData("pad=900:360:0:0:gray", 900, 360)]
    [InlineData("pad=640:1200:0:420:gray", 640, 1200)]
    public async Task The_face_is_whole_and_where_the_mapping_says(string filters, int width, int height)
    {
        string file = await media.FromPresenter("0.2", filters, "shape.mp4");
        VideoProperties video = new("h264", width, height, 25);
        FaceBox before = await FindFace(file, video, $"scale={width}:{height}", width, height);

        var framing = MezzanineFraming.Create(video, before);
        FaceBox after = await FindFace(
            file, video, framing.Filters, MezzanineFraming.Width, MezzanineFraming.Height);

        Vector2.Distance(framing.Map(before.Centre), after.Centre).ShouldBeLessThan(after.Height * 0.1f);
        after.Left.ShouldBeGreaterThan(0);
        (after.Left + after.Width).ShouldBeLessThan(MezzanineFraming.Width);
        after.Top.ShouldBeGreaterThan(after.Height * 0.2f, "The hair belongs in the picture.");
        (after.Top + after.Height).ShouldBeLessThan(MezzanineFraming.Height);
    }

    private static async Task<FaceBox> FindFace(
        string file, VideoProperties video, string filters, int width, int height)
    {
        await using var reader = SegmentReader.Open(
            new VideoSegment(file, video, FrameCount: 5), filters, "rgb24", CancellationToken.None);
        RgbFrame frame = new(width, height);
        (await reader.ReadAsync(frame.Pixels)).ShouldBeTrue();
        return _detector.Detect(frame, minimumScore: 0.35f).ShouldHaveSingleItem();
    }
}
