using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Finishing;

/// <summary>
/// Turns pictures into frames for the encoder: planes of brightness and of two colour differences (BT.709, limited range,
/// yuv420p),
/// with the corners, the grain, the bars and the grading on the way, since they cost next to nothing there.
/// </summary>
/// <param name="finish">What is done to all frames.</param>
/// <param name="width">Pixels across a frame; a picture may be wider, and is cut at both sides then.</param>
/// <param name="height">Pixels down.</param>
internal sealed unsafe class FrameConverter(Finish finish, int width, int height)
{
    private const int Black = 16;
    private const int Colourless = 128;

    /// <summary>Converts a picture.</summary>
    /// <param name="picture">A picture of the frame's height.</param>
    /// <param name="frame">Width × height × 1.5 bytes.</param>
    /// <param name="index">The frame's number, for the grain.</param>
    public void Convert(Picture picture, Span<byte> frame, int index)
    {
        int bar = (int)(finish.Bar * height) & ~1;
        int left = (picture.Stage.PixelWidth - width) / 2 & ~1;
        int wide = picture.Stage.PixelWidth;
        Span<byte> luma = frame[..(width * height)];
        Span<byte> blue = frame.Slice(width * height, width * height / 4);
        Span<byte> red = frame[(width * height * 5 / 4)..];
        Span<byte> row = stackalloc byte[wide + 16];
        Span<byte> otherRow = stackalloc byte[wide + 16];
        Span<ushort> corners = stackalloc ushort[wide + 16];
        for (int x = 0; x < corners.Length; x++)
        {
            float aside = 2f * x / wide - 1;
            corners[x] = (ushort)(aside * aside * finish.Vignette * 128);
        }
        Dice dice = new((uint)index * 7919u + 13);
        int shiftX = finish.GrainMoves ? dice.Below(256) & ~31 : 0;
        int shiftY = finish.GrainMoves ? dice.Below(256) : 0;
        for (int y = 0; y < height; y++)
        {
            if (y < bar || y >= height - bar)
            {
                luma.Slice(y * width, width).Fill(Black);
                continue;
            }
            float down = 2f * y / height - 1;
            ushort edge = (ushort)(256 - down * down * finish.Vignette * 128);
            ConvertLuma(picture.RowAt(y), row, corners, edge, ((y + shiftY) & 255) * 256, shiftX);
            if (finish.Grade is { } grade) Replace(row, grade.Luma);
            row.Slice(left, width).CopyTo(luma[(y * width)..]);
        }
        for (int y = 0; y < height; y += 2)
        {
            Span<byte> blues = blue.Slice(y / 2 * (width / 2), width / 2);
            Span<byte> reds = red.Slice(y / 2 * (width / 2), width / 2);
            if (y < bar || y >= height - bar || finish.Grade is { Saturation: 0 })
            {
                blues.Fill(Colourless);
                reds.Fill(Colourless);
                continue;
            }
            ConvertChroma(picture.RowAt(y), picture.RowAt(y + 1), row, otherRow, wide);
            row.Slice(left / 2, width / 2).CopyTo(blues);
            otherRow.Slice(left / 2, width / 2).CopyTo(reds);
            if (finish.Grade is { } grade) GradeChroma(grade, luma.Slice(y * width, width), blues, reds);
        }
    }

    private void ConvertLuma(uint* pixels, Span<byte> row, Span<ushort> corners, ushort edge, int grainRow, int grainColumn)
    {
        // Of 128: blue 8, green 79, red 23.
        Vector256<ushort> blueRed = Vector256.Create(23u << 16 | 8).AsUInt16();
        Vector256<ushort> green = Vector256.Create(79u).AsUInt16();
        fixed (byte* target = row)
        fixed (ushort* corner = corners)
        fixed (sbyte* grain = finish.Grain)
        {
            for (int x = 0; x < row.Length - 16; x += 16)
            {
                var value = Vector256.Narrow(Sums(pixels + x), Sums(pixels + x + 8));
                value = (value + Vector256.Create((ushort)64)) >> 7;
                if (finish.Vignette > 0) value = (value * (Vector256.Create(edge) - Vector256.Load(corner + x))) >> 8;
                Vector256<short> whole = (value + Vector256.Create((ushort)Black)).AsInt16();
                if (grain != null)
                {
                    var own = Vector128.Load(grain + grainRow + ((x + grainColumn) & 255));
                    (Vector128<short> low, Vector128<short> high) = Vector128.Widen(own);
                    whole = Vector256.Max(whole + Vector256.Create(low, high), Vector256<short>.Zero);
                }
                var bytes = Vector256.Narrow(
                    Vector256.Min(whole, Vector256.Create((short)255)).AsUInt16(), Vector256<ushort>.Zero);
                bytes.GetLower().Store(target + x);
            }
        }

        Vector256<uint> Sums(uint* at)
        {
            var mask = Vector256.Create(0x00FF00FFu);
            var eight = Vector256.Load(at);
            Vector256<uint> sum = ((eight & mask).AsUInt16() * blueRed + ((eight >> 8) & mask).AsUInt16() * green).AsUInt32();
            return (sum + (sum >> 16)) & Vector256.Create(0xFFFFu);
        }
    }

    private static void ConvertChroma(uint* above, uint* below, Span<byte> blues, Span<byte> reds, int wide)
    {
        fixed (byte* blue = blues, red = reds)
        {
            for (int x = 0; x < wide; x += 16)
            {
                (Vector256<short> blueRed, Vector256<short> green) = Squares(above + x, below + x);
                (Vector256<short> blueRedNext, Vector256<short> greenNext) = Squares(above + x + 8, below + x + 8);
                // Of 128: blue 56, green −43, red −13; and blue −5, green −51, red 56.
                Put(blue + x / 2, Difference(blueRed, green, 56, -13, -43), Difference(blueRedNext, greenNext, 56, -13, -43));
                Put(red + x / 2, Difference(blueRed, green, -5, 56, -51), Difference(blueRedNext, greenNext, -5, 56, -51));
            }
        }

        // The means of squares of four pixels, blue and red and green, in every other lane of 32 bits.
        static (Vector256<short> BlueRed, Vector256<short> Green) Squares(uint* above, uint* below)
        {
            var mask = Vector256.Create(0x00FF00FFu);
            var up = Vector256.Load(above);
            var down = Vector256.Load(below);
            return (Mean((up & mask) + (down & mask)), Mean(((up >> 8) & mask) + ((down >> 8) & mask)));
        }

        static Vector256<short> Mean(Vector256<uint> sums)
        {
            Vector256<ushort> four = (sums.AsUInt64() + (sums.AsUInt64() >> 32)).AsUInt16();
            return ((four + Vector256.Create((ushort)2)) >> 2).AsInt16();
        }

        static Vector256<ulong> Difference(Vector256<short> blueRed, Vector256<short> green, short ofBlue, short ofRed,
            short ofGreen)
        {
            Vector256<int> own = (blueRed * Vector256.Create((ushort)ofBlue | (int)ofRed << 16).AsInt16()).AsInt32();
            Vector256<int> greens = (green * Vector256.Create((int)(ushort)ofGreen).AsInt16()).AsInt32();
            Vector256<int> sum = ((own << 16) >> 16) + (own >> 16) + ((greens << 16) >> 16);
            Vector256<int> value = ((sum + Vector256.Create(64)) >> 7) + Vector256.Create(Colourless);
            return (value & Vector256.Create(255)).AsUInt64();
        }

        static void Put(byte* target, Vector256<ulong> first, Vector256<ulong> second)
        {
            var eight = Vector256.Narrow(first, second);
            var words = Vector256.Narrow(eight, Vector256<uint>.Zero);
            var bytes = Vector256.Narrow(words, Vector256<ushort>.Zero);
            *(ulong*)target = bytes.AsUInt64()[0];
        }
    }

    private static void Replace(Span<byte> row, byte[] table)
    {
        foreach (ref byte value in row) value = table[value];
    }

    private static void GradeChroma(Grade grade, ReadOnlySpan<byte> luma, Span<byte> blues, Span<byte> reds)
    {
        for (int x = 0; x < blues.Length; x++)
        {
            byte bright = luma[2 * x];
            blues[x] = Change(blues[x], grade.Blue[bright]);
            reds[x] = Change(reds[x], grade.Red[bright]);
        }

        byte Change(byte value, short tint) =>
            (byte)Math.Clamp(Colourless + ((value - Colourless) * grade.Saturation >> 8) + tint, 16, 240);
    }
}
