using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>
/// A picture of which every row has its own depth: the sky is far, the ground nearer the lower it is. Each row is scaled and
/// moved by itself.
/// </summary>
/// <param name="sheet">The picture, as near as its nearest row; it is disposed of with it.</param>
/// <param name="far">The parallax of the sky.</param>
/// <param name="horizon">Where the ground begins, in units.</param>
internal sealed unsafe class DepthRamp(Sheet sheet, float far, float horizon) : IPart
{
    // The sky's upper edge is a little farther than the horizon.
    private const float SkyPart = 0.1f;

    private static readonly Vector256<int> _lanes = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
    private static readonly Vector256<int> _lower = Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3);
    private static readonly Vector256<int> _upper = Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7);

    /// <inheritdoc/>
    public void Paint(Picture picture)
    {
        Stage stage = picture.Stage;
        for (int y = 0; y < stage.PixelHeight; y++)
        {
            float height = y / stage.Scale;
            (float scale, float left, float top) = picture.Camera.View(DepthAt(height), stage.Centre);
            float row = Math.Clamp(((height - top) / scale + sheet.MarginY) * sheet.Scale, 0, sheet.Height - 1.001f);
            // In 65536ths of a pixel, so that all machines agree.
            int from = (int)((-left / scale + sheet.MarginX) * sheet.Scale * 65536);
            PaintRow(picture.RowAt(y), stage.PixelWidth, sheet.RowAt((int)row), (ushort)((row - (int)row) * 128), from,
                (int)(65536 / scale));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => sheet.Dispose();

    private float DepthAt(float height)
    {
        float near = sheet.Parallax;
        float part = height < horizon
            ? SkyPart * height / horizon
            : SkyPart + (1 - SkyPart) * (height - horizon) / (Stage.Height - horizon);
        return far + (near - far) * part;
    }

    private void PaintRow(uint* target, int width, uint* source, ushort below, int from, int step)
    {
        var down = Vector256.Create(below);
        var last = Vector256.Create(sheet.Width - 2);
        for (int x = 0; x < width; x += 8)
        {
            Vector256<int> place = Vector256.Create(from) + (_lanes + Vector256.Create(x)) * step;
            var at = Vector256.Min(Vector256.Max(place >> 16, Vector256<int>.Zero), last);
            Vector256<int> part = (place & Vector256.Create(0xFFFF)) >> 9;
            part |= part << 16;
            Vector256<ushort> lower = Vector256.Shuffle(part, _lower).AsUInt16();
            Vector256<ushort> upper = Vector256.Shuffle(part, _upper).AsUInt16();
            Vector256<byte> above = Across(source);
            Pixels.Mix(above, Across(source + sheet.Stride), down, down).AsUInt32().Store(target + x);

            Vector256<byte> Across(uint* row) => Pixels.Mix(
                Gather.Pixels(row, at).AsByte(), Gather.Pixels(row, at + Vector256<int>.One).AsByte(), lower, upper);
        }
    }
}
