using System.Text;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Probing;

/// <summary>
/// Judges a file by its beginning, so that what is plainly no recording gets a plain answer, and what is another kind of
/// file to other programs is not taken, even where a player would skip to the sound in it.
/// </summary>
internal static class FileSignature
{
    private const int HeaderLength = 512;

    /// <summary>So many bytes of neither zeros nor frames may precede a stream of frames: it may begin anywhere.</summary>
    private const int ToleratedGarbage = 64 * 1024;

    /// <summary>Binary files hardly begin with as many printable characters by chance.</summary>
    private const int TextLength = 6;

    private static readonly string[] _pictureBrands = ["heic", "heix", "heif", "mif1", "msf1", "avif", "avis"];

    private static readonly string[] _quickTimeAtoms =
    [
        "ftyp", "moov", "mdat", "wide", "free", "skip", "pnot", "styp", "moof", "sidx", "uuid", "udta", "junk", "pict",
        "ediw", "prfl", "prft", "emsg", "meta",
    ];

    // Bytes are told as Latin-1 characters.
    private static readonly string[] _pictures =
        ["\u00FF\u00D8\u00FF", "\u0089PNG", "GIF8", "II*\0", "MM\0*", "8BPS", "\0\0\u0001\0", "\0\0\0\u000CjP"];

    private static readonly string[] _unsupportedRecordings =
    [
        "OggS", "fLaC", "FLV", "0&\u00B2u", "FORM", ".snd", "caff", "#!AMR", "#!SILK", "MThd", ".RMF", "wvpk", "MPCK",
        "MP+", "TTA1", "MAC ", "RIFX", "\0\0\u0001\u00BA", "\0\0\u0001\u00B3",
    ];

    private static readonly string[] _otherFiles =
    [
        "PK\u0003\u0004", "PK\u0005\u0006", "Rar!", "7z\u00BC\u00AF", "\u001F\u008B", "BZh", "\u00FD7zXZ", "(\u00B5/\u00FD",
        "\u0004\"M\u0018", "MSCF", "LZIP", "!<arch>", "%PDF", "%!PS", "{\\rtf", "\u007FELF", "MZ", "\u00CA\u00FE\u00BA\u00BE",
        "\u00FE\u00ED\u00FA", "\u00CE\u00FA\u00ED\u00FE", "\u00CF\u00FA\u00ED\u00FE", "\u00D0\u00CF\u0011\u00E0", "SQLite",
        "\0asm", "FWS", "CWS", "ZWS", "wOFF", "wOF2", "OTTO", "\0\u0001\0\0\0",
    ];

    private static readonly string[] _textBeginnings = ["#!", "<", "\u00EF\u00BB\u00BF", "\u00FE\u00FF\0"];

    /// <summary>Throws unless the file begins like a recording of an accepted family.</summary>
    /// <exception cref="MediaRejectedException">It begins like something else.</exception>
    public static async Task RequireRecordingAsync(string file, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(file);
        byte[] buffer = new byte[ToleratedGarbage + MpegFrames.ChainLength];
        int length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length == 0)
            throw new MediaRejectedException(MediaRejection.CorruptFile, "The file is empty. Please upload it again.");

        string header = Text(buffer.AsSpan(0, Math.Min(length, HeaderLength)));
        RequireNothingElse(header);
        if (IsContainer(header)) return;

        if (await SkipZerosAsync(stream, buffer.AsMemory(0, length), cancellationToken) is var zeros and > 0)
        {
            stream.Position = zeros;
            length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            header = Text(buffer.AsSpan(0, Math.Min(length, HeaderLength)));
            RequireNothingElse(header);
        }

        if (header.StartsWith("ID3", StringComparison.Ordinal) || header.StartsWith("APETAGEX", StringComparison.Ordinal))
            return;

        if (BeginsLikeText(header))
        {
            throw new MediaRejectedException(
                MediaRejection.WrongContent, "This is a text file, not a recording. Please upload the recording itself.");
        }

        if (!MpegFrames.BeginWithin(buffer.AsSpan(0, length), ToleratedGarbage))
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "The file is not a recording that we can read, or it is damaged. Please export it again and upload it anew.");
        }
    }

    /// <summary>The position of the first byte that is not zero: some players and cutters pad the beginning.</summary>
    private static async Task<long> SkipZerosAsync(
        FileStream stream, ReadOnlyMemory<byte> beginning, CancellationToken cancellationToken)
    {
        long zeros = 0;
        byte[] block = new byte[ToleratedGarbage];
        while (!beginning.IsEmpty)
        {
            int first = beginning.Span.IndexOfAnyExcept((byte)0);
            if (first >= 0) return zeros + first;
            zeros += beginning.Length;
            beginning = block.AsMemory(0, await stream.ReadAsync(block, cancellationToken));
        }

        return zeros;
    }

    private static void RequireNothingElse(string header)
    {
        if (IsPicture(header))
        {
            throw new MediaRejectedException(
                MediaRejection.WrongContent, "This is a picture, not a recording. Please upload a video or audio file.");
        }

        if (IsContainer(header)) return;

        if (BeginsWithAny(header, _unsupportedRecordings) || IsTransportStream(header))
        {
            throw new MediaRejectedException(
                MediaRejection.Unsupported,
                "This format is not supported. Please upload MP4, MOV, AVI or WebM video, or MP3, WAV, M4A, AAC or WebM audio.");
        }

        if (BeginsWithAny(header, _otherFiles) || At(header, 257) == "usta")
        {
            throw new MediaRejectedException(
                MediaRejection.WrongContent,
                "This is an archive, a document or a program, not a recording. Please upload the recording itself.");
        }
    }

    private static bool IsPicture(string header) => IsContainer(header)
        ? At(header, 4) == "ftyp" && _pictureBrands.Contains(At(header, 8))
        : BeginsWithAny(header, _pictures)
        || (header.StartsWith("BM", StringComparison.Ordinal) && At(header, 6) == "\0\0\0\0")
        || (header.StartsWith("RIFF", StringComparison.Ordinal) && At(header, 8) == "WEBP");

    private static bool IsContainer(string header) => At(header, 0) switch
    {
        "\u001AE\u00DF\u00A3" => true,
        "RIFF" => At(header, 8) is "AVI " or "WAVE",
        "RF64" or "BW64" => At(header, 8) == "WAVE",
        // Sony Wave64 has GUIDs that begin with the names of RIFF's chunks.
        "riff" => At(header, 4) == ".\u0091\u00CF\u0011" && At(header, 24) == "wave",
        // A box begins with its size: one of less than 16 MB may look like anything.
        _ => _quickTimeAtoms.Contains(At(header, 4))
            && (header[0] == '\0' || Array.TrueForAll(
                [_pictures, _otherFiles, _textBeginnings], beginnings => !BeginsWithAny(header, beginnings))),
    };

    private static bool IsTransportStream(string header) =>
        header.Length > 376 && header[0] == 'G' && header[188] == 'G' && header[376] == 'G';

    private static bool BeginsLikeText(string header) =>
        BeginsWithAny(header, _textBeginnings)
        || (header.Length > 0 && header.Take(TextLength).All(value => value is (>= ' ' and < '\u007F') or '\t' or '\n' or '\r'))
        || (header.StartsWith("\u00FF\u00FE", StringComparison.Ordinal) && header.Length > 3 && header[3] == 0);

    private static bool BeginsWithAny(string header, string[] beginnings) =>
        Array.Exists(beginnings, beginning => header.StartsWith(beginning, StringComparison.Ordinal));

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private static string At(string header, int offset) => header.Length < offset + 4 ? "" : header.Substring(offset, 4);
}
