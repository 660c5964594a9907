using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class InterlaceDetectorTests(TestMedia media) : IClassFixture<TestMedia>
{
    private const string Moving = "fps=50,crop=480:360:x='80+75*sin(2*PI*t*1.2)':y=0";
    private const string Interlaced = Moving + ",tinterlace=interleave_top,setfield=";

    [Theory]
    [InlineData("top field first", Interlaced + "tff", "+ildct+ilme", true)]
    [InlineData("bottom field first", Moving + ",tinterlace=interleave_bottom,setfield=bff", "+ildct+ilme", true)]
    [InlineData("fields called whole frames", Interlaced + "prog", "-ildct-ilme", true)]
    [InlineData("whole frames called fields", Moving + ",fps=25,setfield=tff", "+ildct+ilme", false)]
    [InlineData("whole frames", Moving + ",fps=25", "-ildct-ilme", false)]
    public async Task Fields_are_woven_apart_and_whole_frames_are_left_alone(
        string what, string filters, string flags, bool fields)
    {
        string file = await media.FromPresenter("0.8", filters, "camcorder.mp4", "-flags", flags, "-qp", "15");
        MediaProbe probe = await MediaProber.ProbeAsync(file, MediaKind.Video, CancellationToken.None);
        VideoSegment segment = new(file, probe.Video!, FrameCount: 20);

        VideoSegment examined = await InterlaceDetector.ExamineAsync(segment, CancellationToken.None);

        (examined.Deinterlacing is not null).ShouldBe(fields, what);
        if (fields) (await CombsAsync(examined)).ShouldBeLessThan(await CombsAsync(segment) / 2, what);
    }

    /// <summary>How much each line differs from both of its neighbours, which are of the other field.</summary>
    private static async Task<double> CombsAsync(VideoSegment segment)
    {
        const int Width = 480, Height = 360;
        await using var reader = SegmentReader.Open(
            segment, PictureFilters.Fit(segment.Video, Width, Height), "gray", CancellationToken.None);
        byte[] frame = new byte[Width * Height];
        double combs = 0.0;
        while (await reader.ReadAsync(frame))
        {
            for (int i = Width; i < frame.Length - Width; i++)
                combs += Math.Max(0, (frame[i] - frame[i - Width]) * (frame[i] - frame[i + Width]));
        }

        return combs;
    }
}
