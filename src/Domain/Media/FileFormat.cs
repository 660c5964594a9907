namespace Understudy.Domain.Media;

/// <summary>
/// A format of files, recognized by how a file begins: neither its name nor what its sender says of it counts. What exactly
/// is in a container, and whether it is whole, only a probe can tell.
/// </summary>
/// <param name="Name">Its short name, which is also the extension: <c>mp4</c>.</param>
/// <param name="MediaType">Its MIME type.</param>
/// <param name="Family">What formats have in common whose files are of one make, e.g. <c>mp4</c> and <c>mov</c>.</param>
/// <param name="IsPicture">Whether it is one of pictures, and not of recordings.</param>
public sealed record FileFormat(string Name, string MediaType, string Family, bool IsPicture = false)
{
    /// <summary>How many bytes of a file's beginning are enough to recognize it.</summary>
    public const int HeadBytes = 4096;

    private const string IsoFamily = "iso";
    private const string MatroskaFamily = "matroska";

    /// <summary>A JPEG image.</summary>
    public static FileFormat Jpeg { get; } = new("jpg", "image/jpeg", "jpeg", IsPicture: true);

    /// <summary>A PNG image.</summary>
    public static FileFormat Png { get; } = new("png", "image/png", "png", IsPicture: true);

    /// <summary>A GIF image, which may move.</summary>
    public static FileFormat Gif { get; } = new("gif", "image/gif", "gif", IsPicture: true);

    /// <summary>A WebP image.</summary>
    public static FileFormat WebP { get; } = new("webp", "image/webp", "webp", IsPicture: true);

    /// <summary>An MP4 recording.</summary>
    public static FileFormat Mp4 { get; } = new("mp4", "video/mp4", IsoFamily);

    /// <summary>A QuickTime recording.</summary>
    public static FileFormat Mov { get; } = new("mov", "video/quicktime", IsoFamily);

    /// <summary>An MP4 recording of sound.</summary>
    public static FileFormat M4a { get; } = new("m4a", "audio/mp4", IsoFamily);

    /// <summary>A WebM recording.</summary>
    public static FileFormat WebM { get; } = new("webm", "video/webm", MatroskaFamily);

    /// <summary>A Matroska recording.</summary>
    public static FileFormat Mkv { get; } = new("mkv", "video/x-matroska", MatroskaFamily);

    /// <summary>An AVI recording.</summary>
    public static FileFormat Avi { get; } = new("avi", "video/x-msvideo", "avi");

    /// <summary>A WAV recording.</summary>
    public static FileFormat Wav { get; } = new("wav", "audio/wav", "wav");

    /// <summary>An MP3 recording.</summary>
    public static FileFormat Mp3 { get; } = new("mp3", "audio/mpeg", "mp3");

    /// <summary>An Ogg recording.</summary>
    public static FileFormat Ogg { get; } = new("ogg", "audio/ogg", "ogg");

    /// <summary>A FLAC recording.</summary>
    public static FileFormat Flac { get; } = new("flac", "audio/flac", "flac");

    /// <summary>A bare AAC recording.</summary>
    public static FileFormat Aac { get; } = new("aac", "audio/aac", "aac");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FileFormat> All { get; } =
        [Jpeg, Png, Gif, WebP, Mp4, Mov, M4a, WebM, Mkv, Avi, Wav, Mp3, Ogg, Flac, Aac];

    // Of the same containers, under the names that tell what is in them.
    private static readonly Dictionary<string, FileFormat> _otherTypes = new(StringComparer.Ordinal)
    {
        ["audio/webm"] = WebM,
        ["audio/x-matroska"] = Mkv,
        ["video/ogg"] = Ogg,
        ["application/ogg"] = Ogg,
        ["audio/x-flac"] = Flac,
    };

    /// <summary>The format that a MIME type names, or null when none of these.</summary>
    public static FileFormat? OfType(string? mediaType) => Media.MediaType.Parse(mediaType) is { } type
        ? All.FirstOrDefault(format => format.MediaType == type.Name) ?? _otherTypes.GetValueOrDefault(type.Name)
        : null;

    /// <summary>The format of a file that begins so, or null when it is none of these.</summary>
    /// <param name="head">Its first <see cref="HeadBytes"/> bytes, or all there are.</param>
    public static FileFormat? Of(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        [0x1A, 0x45, 0xDF, 0xA3, ..] => head.IndexOf("webm"u8) is > 0 and < 64 ? WebM
            : head.IndexOf("matroska"u8) is > 0 and < 64 ? Mkv
            : null,
        _ when head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) => Gif,
        _ when head.StartsWith("OggS"u8) => Ogg,
        _ when head.StartsWith("fLaC"u8) => Flac,
        _ when head.StartsWith("ID3"u8) => AfterTag(head),
        _ when head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) => OfRiff(head),
        _ when head.Length >= 12 && IsIso(head[4..8]) => OfIso(head),
        [0xFF, ..] => OfFrames(head),
        _ => null,
    };

    private static FileFormat? OfRiff(ReadOnlySpan<byte> head) =>
        head.Length < 12 ? null
        : head[8..].StartsWith("WAVE"u8) ? Wav
        : head[8..].StartsWith("AVI "u8) ? Avi
        : head[8..].StartsWith("WEBP"u8) ? WebP
        : null;

    // QuickTime is older than the box that tells the brand, and its files may begin with others.
    private static bool IsIso(ReadOnlySpan<byte> type) => type.SequenceEqual("ftyp"u8) || type.SequenceEqual("moov"u8) ||
        type.SequenceEqual("mdat"u8) || type.SequenceEqual("wide"u8) || type.SequenceEqual("free"u8) ||
        type.SequenceEqual("skip"u8) || type.SequenceEqual("pnot"u8);

    private static FileFormat? OfIso(ReadOnlySpan<byte> head)
    {
        if (!head[4..].StartsWith("ftyp"u8)) return Mov;
        ReadOnlySpan<byte> brand = head[8..];
        if (brand.StartsWith("qt  "u8)) return Mov;
        if (brand.StartsWith("M4A "u8) || brand.StartsWith("M4B "u8)) return M4a;
        // Pictures in the same container.
        return brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif1"u8) ||
            brand.StartsWith("msf1"u8) || brand.StartsWith("avi"u8)
                ? null
                : Mp4;
    }

    // The tag says how long it is; behind it come frames, or FLAC. A long one, with a cover, is almost always an MP3's.
    private static FileFormat? AfterTag(ReadOnlySpan<byte> head)
    {
        if (head.Length < 10) return null;
        int length = 10 + ((head[6] & 0x7F) << 21) + ((head[7] & 0x7F) << 14) + ((head[8] & 0x7F) << 7) + (head[9] & 0x7F);
        if (length + 4 > head.Length) return Mp3;
        ReadOnlySpan<byte> behind = head[length..];
        return behind.StartsWith("fLaC"u8) ? Flac : OfFrames(behind) ?? Mp3;
    }

    // ISO 11172-3: eleven ones, the version, the layer, the bit rate, the sampling rate. ADTS has a layer of its own.
    private static FileFormat? OfFrames(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || head[0] != 0xFF || (head[1] & 0xE0) != 0xE0) return null;
        int version = (head[1] >> 3) & 3, layer = (head[1] >> 1) & 3;
        if ((head[1] & 0xF6) == 0xF0) return ((head[2] >> 2) & 15) < 13 ? Aac : null;
        bool isFrame = version != 1 && layer == 1 && head[2] >> 4 is > 0 and < 15 && ((head[2] >> 2) & 3) != 3;
        return isFrame ? Mp3 : null;
    }
}
