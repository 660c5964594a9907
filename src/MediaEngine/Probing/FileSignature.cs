using System.Text;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Probing;

/// <summary>Judges a file by its first bytes, so that what is plainly no recording gets a plain answer.</summary>
internal static class FileSignature
{
    private const int HeaderLength = 512;

    private static readonly string[] PictureBrands = ["heic", "heix", "heif", "mif1", "msf1", "avif", "avis"];
    private static readonly string[] QuickTimeAtoms = ["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"];

    /// <summary>Throws unless the file begins like a recording of an accepted family.</summary>
    /// <exception cref="MediaRejectedException">It begins like something else.</exception>
    public static async Task RequireRecordingAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var buffer = new byte[HeaderLength];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        RequireRecording(buffer.AsSpan(0, length));
    }

    internal static void RequireRecording(ReadOnlySpan<byte> header)
    {
        if (header.IsEmpty)
            throw new MediaRejectedException(MediaRejection.CorruptFile, "The file is empty. Please upload it again.");

        if (IsPicture(header))
        {
            throw new MediaRejectedException(
                MediaRejection.WrongContent, "This is a picture, not a recording. Please upload a video or audio file.");
        }

        if (header.StartsWith("OggS"u8) || header.StartsWith("fLaC"u8) || header.StartsWith("FLV"u8)
            || header.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75]))
        {
            throw new MediaRejectedException(
                MediaRejection.Unsupported,
                "This format is not supported. Please upload MP4, MOV, AVI or WebM video, or MP3, WAV, M4A, AAC or WebM audio.");
        }

        if (IsRecording(header))
            return;

        throw IsText(header)
            ? new MediaRejectedException(
                MediaRejection.WrongContent, "This is a text file, not a recording. Please upload the recording itself.")
            : new MediaRejectedException(
                MediaRejection.CorruptFile,
                "The file is not a recording that we can read, or it is damaged. Please export it again and upload it anew.");
    }

    private static bool IsPicture(ReadOnlySpan<byte> header) =>
        header.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || header.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || header.StartsWith("GIF8"u8)
        || header.StartsWith("II*\0"u8)
        || header.StartsWith("MM\0*"u8)
        || (header.StartsWith("BM"u8) && !IsText(header))
        || (header.StartsWith("RIFF"u8) && TextAt(header, 8) == "WEBP")
        || (TextAt(header, 4) == "ftyp" && PictureBrands.Contains(TextAt(header, 8)));

    private static bool IsRecording(ReadOnlySpan<byte> header) =>
        QuickTimeAtoms.Contains(TextAt(header, 4))
        || header.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])
        || (header.StartsWith("RIFF"u8) && TextAt(header, 8) is "AVI " or "WAVE")
        || header.StartsWith("ID3"u8)
        || IsAudioFrame(header);

    /// <summary>The eleven set bits of an MPEG frame, followed by layer III (MP3) or, for AAC, no layer.</summary>
    private static bool IsAudioFrame(ReadOnlySpan<byte> header) =>
        header.Length > 1 && header[0] == 0xFF && ((header[1] & 0xE6) == 0xE2 || (header[1] & 0xF6) == 0xF0);

    private static bool IsText(ReadOnlySpan<byte> header)
    {
        foreach (var value in header)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F)
                return false;
        }

        return true;
    }

    private static string TextAt(ReadOnlySpan<byte> header, int offset) =>
        header.Length < offset + 4 ? "" : Encoding.Latin1.GetString(header.Slice(offset, 4));
}
