using SkiaSharp;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Titles;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>Words in a film's picture: drawn once, and laid over each frame as planes of its own kind.</summary>
internal sealed class WordsPlate
{
    private const float Sharpness = 256;
    private const float Black = 16, LumaRange = 219, Grey = 128, ChromaRange = 224;

    private readonly int _width;
    private readonly int _height;
    private readonly int _top;
    private readonly int _bottom;
    private readonly Veil _luma;
    private readonly Veil _blue;
    private readonly Veil _red;

    private WordsPlate(int width, int height, ReadOnlySpan<byte> bgra)
    {
        (_width, _height) = (width, height);
        (_top, _bottom) = Extent(bgra, width, height);
        int rows = _bottom - _top;
        (_luma, _blue, _red) = (new Veil(rows * width), new Veil(rows * width / 4), new Veil(rows * width / 4));
        for (int y = 0; y < rows; y += 2)
            for (int x = 0; x < width; x += 2) SetBlock(bgra, x, y);
    }

    /// <summary>Draws words for frames of a size.</summary>
    /// <exception cref="Models.MediaRejectedException">They cannot be read in such a picture.</exception>
    public static WordsPlate Of(ShownWords words, int width, int height)
    {
        using SKBitmap drawn = TitlePainter.Paint(
            new TitleRequest { Text = words.Text, Colour = words.Colour, Width = width, Height = height });
        return new WordsPlate(width, height, drawn.GetPixelSpan());
    }

    /// <summary>Lays the words over a yuv420p frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="strength">0 for nothing to 1 for all of it, and more.</param>
    public void Apply(Span<byte> frame, float strength)
    {
        int part = (int)(Math.Clamp(strength, 0, 1) * Sharpness);
        if (part == 0) return;
        int pixels = _width * _height;
        _luma.Apply(frame.Slice(_top * _width, (_bottom - _top) * _width), part);
        int from = _top * _width / 4, length = (_bottom - _top) * _width / 4;
        _blue.Apply(frame.Slice(pixels + from, length), part);
        _red.Apply(frame.Slice(pixels + (pixels / 4) + from, length), part);
    }

    // Four pixels share their colour. BT.709, limited range; the drawing's own values are times their opacity already.
    private void SetBlock(ReadOnlySpan<byte> bgra, int x, int y)
    {
        float opacity = 0, blue = 0, red = 0;
        for (int n = 0; n < 4; n++)
        {
            int at = (y + n / 2) * _width + x + n % 2;
            ReadOnlySpan<byte> pixel = bgra.Slice((_top * _width + at) * 4, 4);
            float b = pixel[0] / 255f, g = pixel[1] / 255f, r = pixel[2] / 255f, a = pixel[3] / 255f;
            float luma = 0.2126f * r + 0.7152f * g + 0.0722f * b;
            _luma.Set(at, a, Black * a + LumaRange * luma);
            opacity += a / 4;
            blue += (b - luma) / 1.8556f / 4;
            red += (r - luma) / 1.5748f / 4;
        }
        int chroma = y / 2 * (_width / 2) + x / 2;
        _blue.Set(chroma, opacity, Grey * opacity + ChromaRange * blue);
        _red.Set(chroma, opacity, Grey * opacity + ChromaRange * red);
    }

    // The rows that have something in them, an even number from an even one on.
    private static (int Top, int Bottom) Extent(ReadOnlySpan<byte> bgra, int width, int height)
    {
        int top = 0, bottom = height;
        while (top < bottom && IsEmpty(bgra, top, width)) top++;
        while (bottom > top && IsEmpty(bgra, bottom - 1, width)) bottom--;
        return (top & ~1, (bottom + 1) & ~1);
    }

    private static bool IsEmpty(ReadOnlySpan<byte> bgra, int row, int width) =>
        bgra.Slice(row * width * 4, width * 4).IndexOfAnyExcept((byte)0) < 0;

    // What is left of a plane's values, and what is added to them; both of 256.
    private sealed class Veil(int length)
    {
        private readonly ushort[] _opacity = new ushort[length];
        private readonly ushort[] _added = new ushort[length];

        public void Set(int at, float opacity, float added)
        {
            _opacity[at] = (ushort)(opacity * Sharpness);
            _added[at] = (ushort)Math.Clamp(added * Sharpness, 0, ushort.MaxValue);
        }

        public void Apply(Span<byte> plane, int part)
        {
            for (int i = 0; i < plane.Length; i++)
            {
                int opacity = _opacity[i] * part >> 8;
                if (opacity == 0) continue;
                plane[i] = (byte)Math.Min(255, (plane[i] * (256 - opacity) + (_added[i] * part >> 8)) >> 8);
            }
        }
    }
}
