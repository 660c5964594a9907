using System.Numerics;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>
/// Cuts people out of a picture: they on one sheet, and on another one behind it the rest, in which what they hid is filled in.
/// The colours of both are found at half the size, where holes and edges need no more.
/// </summary>
internal sealed unsafe class CutOut
{
    // Of the mask's 256 places: the hole is wider than the cut, or a halo of the person stays behind.
    private const int HoleMargin = 7;

    private readonly SKBitmap _picture;
    private readonly CancellationToken _cancellationToken;
    private readonly int _width;
    private readonly int _height;
    private readonly float[] _mask;
    private readonly PersonMask _hole;
    private readonly Vector4[] _inside;
    private readonly Vector4[] _behind;

    /// <summary>Looks for where to cut.</summary>
    /// <param name="picture">Opaque BGRA.</param>
    /// <param name="mask">Where people are in it.</param>
    /// <param name="cancellationToken">Ends it, between its steps.</param>
    public CutOut(SKBitmap picture, PersonMask mask, CancellationToken cancellationToken)
    {
        _picture = picture;
        _cancellationToken = cancellationToken;
        _width = picture.Width / 2;
        _height = picture.Height / 2;
        mask = mask.Surer();
        _hole = mask.Wider(HoleMargin);
        var colours = new Vector4[_width * _height];
        float[] coarse = new float[_width * _height];
        for (int y = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++)
            {
                colours[y * _width + x] = Half(x, y);
                coarse[y * _width + x] = mask.At((x + 0.5f) / _width, (y + 0.5f) / _height);
            }
        }
        float[] guide = [.. colours.Select(pixel => (pixel.Z * 0.2126f + pixel.Y * 0.7152f + pixel.X * 0.0722f) / 255)];
        cancellationToken.ThrowIfCancellationRequested();
        _mask = EdgeFilter.Apply(coarse, guide, _width, _height, Math.Max(2, _width / 90));
        _inside = [.. colours.Select((pixel, n) => pixel * Eight.Step(0.7f, 0.95f, Math.Min(coarse[n], _mask[n])))];
        _behind = [.. colours.Select((pixel, n) => pixel * Outside(n))];
        cancellationToken.ThrowIfCancellationRequested();
        PushPull.Fill(_inside, _width, _height);
        cancellationToken.ThrowIfCancellationRequested();
        PushPull.Fill(_behind, _width, _height);
    }

    /// <summary>Lays the people on a sheet, and what is behind them on another one.</summary>
    public void Paint(Sheet people, Sheet rest)
    {
        for (int y = 0; y < Math.Min(people.Height, _picture.Height); y++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            uint* row = (uint*)_picture.GetAddress(0, y);
            for (int x = 0; x < Math.Min(people.Width, _picture.Width); x++)
            {
                Vector4 seen = Pixel(row[x]);
                float likely = At(_mask, x, y);
                float alpha = Eight.Step(0.25f, 0.8f, likely);
                // Towards the edge the background shines through: there the colour comes from farther inside.
                var own = Vector4.Lerp(Colour(_inside, x, y), seen, Eight.Step(0.6f, 0.95f, likely));
                people.RowAt(y)[x] = Pack(own, alpha);
                float known = OutsideAt((x + 0.5f) / _picture.Width, (y + 0.5f) / _picture.Height);
                rest.RowAt(y)[x] = known < 1 ? Pack(Vector4.Lerp(Colour(_behind, x, y), seen, known), 1) : row[x] | 0xFF000000u;
            }
        }
    }

    private float Outside(int n) => OutsideAt((n % _width + 0.5f) / _width, (n / _width + 0.5f) / _height);

    private float OutsideAt(float x, float y) => 1 - Eight.Step(0.04f, 0.2f, _hole.At(x, y));

    private Vector4 Half(int x, int y)
    {
        uint* above = (uint*)_picture.GetAddress(2 * x, 2 * y);
        uint* below = (uint*)_picture.GetAddress(2 * x, 2 * y + 1);
        return (Pixel(above[0]) + Pixel(above[1]) + Pixel(below[0]) + Pixel(below[1])) / 4;
    }

    private (int At, int Right, int Below, float X, float Y) Place(int x, int y)
    {
        float across = Math.Clamp((x - 0.5f) / 2, 0, _width - 1);
        float down = Math.Clamp((y - 0.5f) / 2, 0, _height - 1);
        (int left, int top) = ((int)across, (int)down);
        return (top * _width + left, left < _width - 1 ? 1 : 0, top < _height - 1 ? _width : 0, across - left, down - top);
    }

    private float At(float[] values, int x, int y)
    {
        (int at, int right, int below, float across, float down) = Place(x, y);
        return float.Lerp(
            float.Lerp(values[at], values[at + right], across),
            float.Lerp(values[at + below], values[at + below + right], across),
            down);
    }

    private Vector4 Colour(Vector4[] pixels, int x, int y)
    {
        (int at, int right, int below, float across, float down) = Place(x, y);
        return Vector4.Lerp(
            Vector4.Lerp(pixels[at], pixels[at + right], across),
            Vector4.Lerp(pixels[at + below], pixels[at + below + right], across),
            down);
    }

    private static Vector4 Pixel(uint pixel) => new(pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255, 1);

    private static uint Pack(Vector4 colour, float alpha)
    {
        colour = Vector4.Clamp(colour, Vector4.Zero, new Vector4(255)) * alpha + new Vector4(0.5f);
        return (uint)(alpha * 255 + 0.5f) << 24 | (uint)colour.Z << 16 | (uint)colour.Y << 8 | (uint)colour.X;
    }
}
