using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class PictureFiltersTests(OrdinaryVideo ordinary) : IClassFixture<OrdinaryVideo>
{
    private const int Width = OrdinaryVideo.Width;
    private const int Height = OrdinaryVideo.Height;
    private const string Linear = "zscale=t=linear:npl=203,format=gbrpf32le,";
    private const string TenBits = "format=yuv420p10le";

    private readonly TestMedia _media = ordinary.Media;

    [Theory]
    [InlineData("HLG", Linear + "zscale=p=2020:t=arib-std-b67:m=2020_ncl:r=tv:npl=203," + TenBits, "bt2020", "arib-std-b67", "bt2020nc", "tv")]
    [InlineData("PQ", Linear + "zscale=p=2020:t=smpte2084:m=2020_ncl:r=tv:npl=203," + TenBits, "bt2020", "smpte2084", "bt2020nc", "tv")]
    [InlineData("BT.2020", "zscale=p=2020:t=2020_10:m=2020_ncl:r=tv," + TenBits, "bt2020", "bt2020-10", "bt2020nc", "tv")]
    [InlineData("Display P3", "zscale=p=smpte432:t=709:m=709:r=tv,format=yuv420p", "smpte432", "bt709", "bt709", "tv")]
    [InlineData("full range", "scale=out_range=pc,format=yuv420p", "bt709", "bt709", "bt709", "pc")]
    public async Task Colours_are_those_of_an_ordinary_video(
        string what, string filters, string primaries, string transfer, string matrix, string range)
    {
        string other = await _media.FromPresenter(
            "0.2", $"{OrdinaryVideo.Filters},{filters}", "other.mp4", "-qp", "10",
            "-color_primaries", primaries, "-color_trc", transfer, "-colorspace", matrix, "-color_range", range);

        (double Brightness, double Colourfulness) expected = Measure(ordinary.Frame);
        (double Brightness, double Colourfulness) measured = Measure(await OrdinaryVideo.FirstFrameAsync(other));

        measured.Brightness.ShouldBe(expected.Brightness, tolerance: 2.5, customMessage: what);
        measured.Colourfulness.ShouldBe(expected.Colourfulness, tolerance: 1, customMessage: what);
    }

    [Fact]
    public void Metadata_of_mastering_mean_PQ_when_nothing_else_is_told()
    {
        ProbedStream stream = new(
            "video", "hevc", Duration: null, 1920, 1080, "1:1", "25/1", ColorSpace: null, Disposition: null,
            [new ProbedSideData("Mastering display metadata", Displaymatrix: null)]);

        PictureColours.Of(stream, frame: null).Transfer.ShouldBe("smpte2084");
    }

    [Theory]
    [InlineData("1 0 0 1", "", false)]
    [InlineData("-1 0 0 1", "hflip", false)]
    [InlineData("1 0 0 -1", "vflip", false)]
    [InlineData("-1 0 0 -1", "hflip,vflip", false)]
    [InlineData("0 1 -1 0", "transpose=clock", true)]
    [InlineData("0 -1 1 0", "transpose=cclock", true)]
    [InlineData("0 1 1 0", "transpose=cclock_flip", true)]
    [InlineData("0 -1 -1 0", "transpose=clock_flip", true)]
    public void Every_quarter_turn_and_flip_is_undone(string matrix, string filters, bool swapsSides)
    {
        string[] n = matrix.Split(' ');
        string printed = $"\n00000000: {n[0]} {n[1]} 0\n00000001: {n[2]} {n[3]} 0\n00000002: 0 0 1073741824\n";

        Orientation.Of(printed).ShouldBe(new Orientation(filters, swapsSides));
    }

    [Theory]
    [InlineData(90, "transpose=cclock")]
    [InlineData(180, "hflip,vflip")]
    [InlineData(270, "transpose=clock")]
    public async Task A_phone_held_in_any_way_gives_an_upright_picture(int rotation, string held)
    {
        // Held so, the camera stores the picture turned the other way, and the file tells how to turn it back.
        string back =
            held switch { "transpose=clock" => "transpose=cclock", "transpose=cclock" => "transpose=clock", _ => held };
        string stored = await _media.FromPresenter("0.2", $"scale={Width}:{Height},{back}", "stored.mp4");
        string file = await _media.Convert(stored, "held.mp4", "-c", "copy", $"-metadata:s:v", $"rotate={rotation}");

        byte[] frame = await OrdinaryVideo.FirstFrameAsync(file);

        frame.Zip(ordinary.Frame, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(4);
    }

    [Theory]
    [InlineData("scale=321:181")]
    [InlineData("scale=16:16,setsar=16/9")]
    [InlineData("scale=240:180,setsar=4/3")]
    public async Task A_frame_of_odd_size_or_oblong_pixels_fills_the_canvas(string filters)
    {
        string file = await _media.FromPresenter("0.2", $"{filters},format=yuv444p", "odd.avi", "-c:v", "ffv1");

        byte[] frame = await OrdinaryVideo.FirstFrameAsync(file);

        frame.Take(Width).Average(y => y).ShouldBeGreaterThan(32, "The uppermost line is black.");
        Enumerable.Range(0, Height).Average(y => frame[y * Width]).ShouldBeGreaterThan(32, "The left column is black.");
    }

    private static (double Brightness, double Colourfulness) Measure(byte[] frame) => (
        frame.Take(Width * Height).Average(y => y),
        frame.Skip(Width * Height).Average(c => Math.Abs(c - 128)));
}
