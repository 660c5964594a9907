using System.Buffers.Binary;
using Understudy.Domain.Media;

namespace Understudy.MediaEngine.Probing;

/// <summary>What a picture's header tells: known before anything is decoded.</summary>
internal static class PictureHeader
{
    /// <summary>The size in the header of a JPEG, PNG or WebP image, or null when there is none to be found.</summary>
    public static PictureSize? SizeIn(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89])) return OfPng(file);
        return file.StartsWith("RIFF"u8) ? OfWebP(file) : OfJpeg(file);
    }

    private static PictureSize? OfPng(ReadOnlySpan<byte> file) => file.Length < 24
        ? null
        : new(
            (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(file[16..])),
            (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(file[20..])));

    private static PictureSize? OfWebP(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30) return null;
        ReadOnlySpan<byte> chunk = file[12..16];
        if (chunk.SequenceEqual("VP8X"u8)) return new(Read24(file[24..]) + 1, Read24(file[27..]) + 1);
        if (chunk.SequenceEqual("VP8L"u8))
        {
            uint bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
            return new((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }
        return new(
            BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & 0x3FFF,
            BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & 0x3FFF);
    }

    private static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    // Segments follow each other, each with its length, until one that begins a frame.
    private static PictureSize? OfJpeg(ReadOnlySpan<byte> file)
    {
        for (int at = 2; at + 9 <= file.Length && file[at] == 0xFF;)
        {
            byte marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            bool beginsFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (beginsFrame)
                return new(
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }
        return null;
    }
}
