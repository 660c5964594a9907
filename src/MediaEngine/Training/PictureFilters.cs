using System.Globalization;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Training;

/// <summary>
/// ffmpeg's filters that make frames of one kind out of those of an upload. Frames may change their size from one to
/// the next, and only setpts, fps, trim, scale and pad bear that, so <see cref="Fit"/> comes before all others.
/// </summary>
internal static class PictureFilters
{
    /// <summary>Shapes that differ by less are the same one, rounded.</summary>
    public const double SameShape = 0.02;

    /// <summary>Diffuse white of HDR in candela a square metre, by ITU-R BT.2408.</summary>
    private const int HdrWhite = 203;

    private static readonly string[] _primaries = ["bt709", "bt470bg", "smpte170m", "bt2020", "smpte431", "smpte432"];

    private static readonly string[] _transfers =
    [
        "bt709", "bt470m", "bt470bg", "smpte170m", "iec61966-2-1", "bt2020-10", "bt2020-12", "smpte2084", "arib-std-b67",
    ];

    private static readonly string[] _matrices = ["bt709", "bt470bg", "smpte170m", "gbr", "bt2020nc", "bt2020c"];

    /// <summary>
    /// Times without holes and without steps back: each frame follows the one before it as the file says, or, where
    /// that is no sensible time, as the next frame of an ordinary video.
    /// </summary>
    public static string EvenTimes { get; } =
        "settb=AVTB,setpts='if(isnan(PREV_OUTPTS),0,PREV_OUTPTS+"
        + Format($"if(gt(PTS-PREV_INPTS,0)*lte((PTS-PREV_INPTS)*TB,{PictureTimes.LongestStep}),PTS-PREV_INPTS,")
        + Format($"{PictureTimes.UsualStep}/TB))'");

    /// <summary>Makes whole frames of pairs of fields.</summary>
    /// <param name="video">The uploaded video.</param>
    /// <param name="parity">Which field is the first one: tff, bff, or auto for what each frame says.</param>
    public static string Deinterlace(VideoProperties video, string parity) =>
        // The scaling changes nothing unless a frame has another size, which bwdif would not survive.
        Format($"scale={video.CodedWidth}:{video.CodedHeight},bwdif=mode=send_frame:parity={parity}:deint=all");

    /// <summary>Turns frames upright and fits them, whatever their shape, into a canvas without squeezing them.</summary>
    /// <param name="video">The uploaded video.</param>
    /// <param name="width">The canvas as it is seen, an even number of pixels.</param>
    /// <param name="height">The canvas as it is seen, an even number of pixels.</param>
    /// <param name="surround">The colour around frames of another shape.</param>
    public static string Fit(VideoProperties video, int width, int height, string surround = "black")
    {
        (int w, int h) = video.Orientation.SwapsSides ? (height, width) : (width, height);
        string shape = Format($"lt(abs(dar/{(double)w / h:0.######}-1),{SameShape})");
        return Format($"scale=w='if({shape},{w},max(2,2*round(min({w},{h}*dar)/2)))'")
               + Format($":h='if({shape},{h},max(2,2*round(min({h},{w}/dar)/2)))'")
               + $":eval=frame:flags=bicubic{ScaledColours(video)}"
               + Format($",pad={w}:{h}:-1:-1:eval=frame:color={surround},setsar=1")
               + (video.Orientation.Filters.Length == 0 ? "" : "," + video.Orientation.Filters);
    }

    /// <summary>Makes BT.709 in limited range of the colours that <see cref="Fit"/> leaves.</summary>
    public static string Colours(VideoProperties video)
    {
        PictureColours colours = video.Colours;
        if (!colours.IsWide) return "format=yuv420p";

        string given = Format($"zscale=pin={Known(colours.Primaries, _primaries, "bt2020")}")
            + $":tin={Known(colours.Transfer, _transfers, "bt709")}"
            + $":min={Known(colours.Matrix, _matrices, colours.Primaries is "bt2020" or null ? "bt2020nc" : "bt709")}"
            + $":rin={(colours.FullRange ? "full" : "limited")}";
        const string Wanted = "t=bt709:m=bt709:r=limited,format=yuv420p";
        // Up to four fifths of white nothing changes; what is brighter is rolled off instead of cut.
        return colours.IsHdr
            ? Format($"{given}:t=linear:npl={HdrWhite},format=gbrpf32le,zscale=p=bt709,")
              + $"tonemap=mobius:param=0.8:peak=5:desat=0,zscale={Wanted}"
            : $"{given}:p=bt709:{Wanted}";
    }

    /// <summary>HD video that does not tell its colour matrix uses BT.709, as all players assume.</summary>
    private static string ScaledColours(VideoProperties video)
    {
        if (video.Colours.IsWide) return "";
        string matrix = video.Colours.Matrix is null && video.Height >= 720 ? ":in_color_matrix=bt709" : "";
        return matrix + ":out_color_matrix=bt709:out_range=tv";
    }

    private static string Known(string? value, string[] known, string otherwise) =>
        value is not null && known.Contains(value) ? value : otherwise;

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
