using System.Numerics;
using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Mouth;

/// <summary>The four nodes around a cell.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellCorners(
    MouthShape.Node TopLeft, MouthShape.Node TopRight, MouthShape.Node BottomLeft, MouthShape.Node BottomRight);

/// <summary>Bilinear reading of a copy of one plane's box, at 1/256 pixel.</summary>
internal readonly ref struct PlaneSampler(ReadOnlySpan<byte> pixels, int width, int height)
{
    private readonly ReadOnlySpan<byte> _pixels = pixels;

    /// <summary>The value at a place given in 1/256 pixels; outside the box its border continues.</summary>
    public int At(int x, int y)
    {
        x = Math.Clamp(x, 0, ((width - 1) << 8) - 1);
        y = Math.Clamp(y, 0, ((height - 1) << 8) - 1);
        int left = x >> 8;
        int top = y >> 8;
        int right = x & 255;
        int bottom = y & 255;
        int at = (top * width) + left;
        ReadOnlySpan<byte> upper = _pixels.Slice(at, 2);
        ReadOnlySpan<byte> lower = _pixels.Slice(at + width, 2);
        int a = (upper[0] << 8) + ((upper[1] - upper[0]) * right);
        int b = (lower[0] << 8) + ((lower[1] - lower[0]) * right);
        return ((a << 8) + ((b - a) * bottom) + 32768) >> 16;
    }
}

/// <summary>Fills the cells of one plane.</summary>
/// <param name="shape">The frame's mouth.</param>
/// <param name="interior">What is seen between the lips.</param>
/// <param name="plane">0 luma, 1 and 2 chroma.</param>
/// <param name="scale">Luma pixels to one of this plane.</param>
internal readonly struct CellBlender(MouthShape shape, MouthInterior interior, int plane, int scale)
{
    /// <summary>How much darker than skin the line between closed lips is.</summary>
    private const float SeamShade = 0.32f;

    private readonly float _pixel = scale / shape.HalfWidth;

    /// <summary>Half the breadth of the cavity's soft border: lips are round, not cut out.</summary>
    private readonly float _softness = MathF.Max(0.8f * scale / shape.HalfWidth, 0.014f);
    private readonly Vector2 _across = shape.Along * (256 * shape.HalfWidth / scale);
    private readonly Vector2 _down = shape.Down * (256 * shape.HalfWidth / scale);

    /// <summary>Chroma samples lie between luma samples.</summary>
    private readonly float _offset = scale == 1 ? 0 : 0.25f;

    /// <summary>A cell that shows skin of one lip only.</summary>
    public void Shift(
        Span<byte> target, int stride, PlaneSampler sampler, in CellCorners corners, int left, int top, int size, bool lower)
    {
        Vector2 topLeft = Displace(corners.TopLeft, lower);
        Vector2 topRight = Displace(corners.TopRight, lower);
        Vector2 bottomLeft = Displace(corners.BottomLeft, lower);
        Vector2 bottomRight = Displace(corners.BottomRight, lower);
        for (int y = 0; y < size; y++)
        {
            float fraction = (y + _offset) / size;
            var start = Vector2.Lerp(topLeft, bottomLeft, fraction);
            Vector2 step = (Vector2.Lerp(topRight, bottomRight, fraction) - start) / size;
            start += step * _offset;
            int sourceX = (left << 8) + (int)start.X;
            int sourceY = ((top + y) << 8) + (int)start.Y;
            int stepX = 256 + (int)step.X;
            int stepY = (int)step.Y;
            Span<byte> line = target.Slice(y * stride, size);
            for (int x = 0; x < line.Length; x++)
            {
                line[x] = (byte)sampler.At(sourceX, sourceY);
                sourceX += stepX;
                sourceY += stepY;
            }
        }
    }

    /// <summary>A cell on the lips' edges: both skins, the gap between them, and soft borders.</summary>
    public void Blend(
        Span<byte> target, int stride, PlaneSampler sampler, in CellCorners corners, int left, int top, int size)
    {
        for (int y = 0; y < size; y++)
        {
            float downward = (y + _offset) / size;
            MouthShape.Node start = Lerp(corners.TopLeft, corners.BottomLeft, downward);
            MouthShape.Node end = Lerp(corners.TopRight, corners.BottomRight, downward);
            Span<byte> line = target.Slice(y * stride, size);
            for (int x = 0; x < line.Length; x++)
            {
                MouthShape.Node here = Lerp(start, end, (x + _offset) / size);
                line[x] = (byte)Math.Clamp(Mix(sampler, here, (left + x) << 8, (top + y) << 8) + 0.5f, 0, 255);
            }
        }
    }

    private float Mix(PlaneSampler sampler, MouthShape.Node here, int x, int y)
    {
        float lower = MouthShape.Smooth(-0.8f * _pixel, 0.8f * _pixel, here.BelowEdge);
        float value = 0;
        if (lower < 1)
        {
            Vector2 shift = Displace(here, lower: false);
            value += (1 - lower) * sampler.At(x + (int)shift.X, y + (int)shift.Y);
        }

        if (lower > 0)
        {
            Vector2 shift = Displace(here, lower: true);
            value += lower * sampler.At(x + (int)shift.X, y + (int)shift.Y);
        }

        if (MathF.Abs(here.Source) >= 1) return value;
        if (shape.IsOpening)
        {
            float inside = MouthShape.Smooth(-_softness, 1.6f * _softness, here.BelowTop)
                * MouthShape.Smooth(-2 * _softness, 0.6f * _softness, -here.BelowEdge)
                * (1 - MouthShape.Smooth(0.6f, 0.95f, MathF.Abs(here.Source)));
            if (inside > 0)
                value += (interior.Colour(plane, here.Source, here.BelowTop, here.BelowTop - here.BelowEdge, _pixel) - value) * inside;
        }

        if (plane == 0 && shape.Seam > 0)
        {
            float distance = here.BelowEdge * 22;
            float shade = SeamShade * shape.Seam * MathF.Exp(-distance * distance)
                * (1 - MouthShape.Smooth(0.7f, 1, MathF.Abs(here.Source)));
            value -= (value - 16) * shade;
        }

        return value;
    }

    private Vector2 Displace(MouthShape.Node node, bool lower) =>
        (_across * node.Aside) + (_down * (lower ? node.Lower : node.Upper));

    private static MouthShape.Node Lerp(MouthShape.Node a, MouthShape.Node b, float t) => new(
        a.Aside + ((b.Aside - a.Aside) * t),
        a.Upper + ((b.Upper - a.Upper) * t),
        a.Lower + ((b.Lower - a.Lower) * t),
        a.BelowEdge + ((b.BelowEdge - a.BelowEdge) * t),
        a.BelowTop + ((b.BelowTop - a.BelowTop) * t),
        a.Source + ((b.Source - a.Source) * t));
}
