namespace Understudy.MediaEngine.Probing;

/// <summary>What the numbers of a pixel mean, in ffmpeg's words; null is what the file does not tell.</summary>
/// <param name="Primaries">The colours of red, green and blue, for instance bt709 or bt2020.</param>
/// <param name="Transfer">How light becomes numbers, for instance bt709, arib-std-b67 (HLG) or smpte2084 (PQ).</param>
/// <param name="Matrix">How red, green and blue become luma and chroma, for instance bt709.</param>
/// <param name="FullRange">Whether black is 0 instead of 16.</param>
public sealed record PictureColours(string? Primaries, string? Transfer, string? Matrix, bool FullRange)
{
    private const string Hlg = "arib-std-b67";
    private const string Pq = "smpte2084";

    /// <summary>A file that tells nothing.</summary>
    public static PictureColours Untold { get; } = new(null, null, null, FullRange: false);

    /// <summary>Whether the picture is brighter than an ordinary screen shows.</summary>
    public bool IsHdr => Transfer is Hlg or Pq;

    /// <summary>Whether the picture has colours that an ordinary screen does not show.</summary>
    public bool IsWide => IsHdr || Primaries is "bt2020" or "smpte431" or "smpte432";

    internal static PictureColours Of(ProbedStream stream, ProbedFrame? frame)
    {
        string? transfer = Told(frame?.ColorTransfer) ?? Told(stream.ColorTransfer);
        string? primaries = Told(frame?.ColorPrimaries) ?? Told(stream.ColorPrimaries);
        // A screen for mastering and its light levels are told of PQ alone.
        if (transfer is null && IsMasteredForHdr(stream.SideDataList, frame?.SideDataList)) transfer = Pq;
        return new PictureColours(
            primaries,
            transfer,
            Told(frame?.ColorSpace) ?? Told(stream.ColorSpace),
            (Told(frame?.ColorRange) ?? Told(stream.ColorRange)) == "pc"
            || (frame?.PixFmt ?? stream.PixFmt)?.StartsWith("yuvj", StringComparison.Ordinal) == true);
    }

    private static bool IsMasteredForHdr(params ProbedSideData[]?[] lists) =>
        lists.Any(list => list?.Any(data =>
            data.SideDataType is "Mastering display metadata" or "Content light level metadata") == true);

    private static string? Told(string? value) => value is null or "unknown" or "reserved" ? null : value;
}
