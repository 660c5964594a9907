using System.Numerics;

namespace Understudy.MediaEngine.Mouth;

/// <summary>
/// Moves the mouth in yuv420p frames. The displacement is computed at the nodes of a coarse grid around the mouth and
/// interpolated between them; nothing outside that box is touched. Not safe for concurrent use; keeps its buffers, so
/// a run of frames allocates nothing.
/// </summary>
/// <param name="width">Frame width in pixels, even.</param>
/// <param name="height">Frame height in pixels, even.</param>
public sealed class MouthWarp(int width, int height)
{
    /// <summary>Luma pixels between two nodes.</summary>
    internal const int Cell = 4;

    /// <summary>On how many places of a face the colour of its skin is measured.</summary>
    internal const int SkinPlaces = 5;

    private const float Still = 1 / 32f;

    private readonly MouthShape _shape = new();
    private MouthShape.Node[] _nodes = [];
    private CellKind[] _kinds = [];
    private byte[] _copy = [];
    private int _left;
    private int _top;
    private int _columns;
    private int _rows;

    private enum CellKind : byte
    {
        Still,
        Upper,
        Lower,
        Mixed,
    }

    /// <summary>The size in bytes of the frames to pass to <see cref="Apply"/>.</summary>
    public int FrameSize => width * height * 3 / 2;

    /// <summary>Gives the mouth of a frame another shape, in place.</summary>
    /// <param name="frame">Y, U and V planes one after the other.</param>
    /// <param name="landmarks">The frame's 68 landmarks, in its pixels.</param>
    /// <param name="pose">The wanted shape.</param>
    /// <param name="strength">How much of the way from the picture's own shape to go, 0 to 1.</param>
    public void Apply(Span<byte> frame, ReadOnlySpan<Vector2> landmarks, MouthPose pose, float strength = 1)
    {
        if (frame.Length != FrameSize) throw new ArgumentException($"A frame has {FrameSize} bytes.", nameof(frame));
        if (!_shape.Set(landmarks, pose, strength) || !PlaceBox()) return;

        FillNodes();
        ClassifyCells();
        int luma = width * height;
        MouthInterior interior = new(Skin(frame, landmarks), !_shape.ShowsTeeth);
        WarpPlane(frame[..luma], 0, interior);
        WarpPlane(frame.Slice(luma, luma / 4), 1, interior);
        WarpPlane(frame.Slice(luma + (luma / 4), luma / 4), 2, interior);
    }

    private bool PlaceBox()
    {
        (Vector2 low, Vector2 high) = MouthBox.Extent(_shape);
        _left = Math.Max(0, (int)low.X) & ~(Cell - 1);
        _top = Math.Max(0, (int)low.Y) & ~(Cell - 1);
        _columns = (Math.Min(width, (int)high.X) - _left) / Cell;
        _rows = (Math.Min(height, (int)high.Y) - _top) / Cell;
        return _columns > 1 && _rows > 1;
    }

    private void FillNodes()
    {
        int stride = _columns + 1;
        if (_nodes.Length < stride * (_rows + 1)) _nodes = new MouthShape.Node[stride * (_rows + 1)];
        for (int row = 0; row <= _rows; row++)
        {
            for (int column = 0; column <= _columns; column++)
            {
                Vector2 pixel = new(_left + (column * Cell), _top + (row * Cell));
                _shape.Map(_shape.Local(pixel), out _nodes[(row * stride) + column]);
            }
        }
    }

    private void ClassifyCells()
    {
        if (_kinds.Length < _columns * _rows) _kinds = new CellKind[_columns * _rows];
        float still = Still / _shape.HalfWidth;
        float margin = 2.5f / _shape.HalfWidth;
        int stride = _columns + 1;
        for (int row = 0; row < _rows; row++)
        {
            for (int column = 0; column < _columns; column++)
            {
                int at = (row * stride) + column;
                ReadOnlySpan<MouthShape.Node> corners =
                    [_nodes[at], _nodes[at + 1], _nodes[at + stride], _nodes[at + stride + 1]];
                _kinds[(row * _columns) + column] = Classify(corners, still, margin);
            }
        }
    }

    private static CellKind Classify(ReadOnlySpan<MouthShape.Node> corners, float still, float margin)
    {
        bool upper = true;
        bool lower = true;
        bool beside = true;
        float aside = 0;
        float up = 0;
        float down = 0;
        foreach (MouthShape.Node node in corners)
        {
            upper &= node.BelowEdge < -margin && node.BelowTop < -margin;
            lower &= node.BelowEdge > margin;
            beside &= MathF.Abs(node.Source) >= 1;
            aside = MathF.Max(aside, MathF.Abs(node.Aside));
            up = MathF.Max(up, MathF.Abs(node.Upper));
            down = MathF.Max(down, MathF.Abs(node.Lower));
        }

        if (beside && MathF.Max(aside, MathF.Max(up, down)) < still) return CellKind.Still;
        if (upper) return aside < still && up < still ? CellKind.Still : CellKind.Upper;
        if (lower) return aside < still && down < still ? CellKind.Still : CellKind.Lower;
        return CellKind.Mixed;
    }

    /// <summary>Places of the lower face that no beardless mouth darkens: cheeks beside the nose.</summary>
    internal static void PlaceSkin(ReadOnlySpan<Vector2> landmarks, Span<Vector2> places)
    {
        places[0] = (landmarks[31] + landmarks[2]) / 2;
        places[1] = (landmarks[35] + landmarks[14]) / 2;
        places[2] = (landmarks[31] + landmarks[3]) / 2;
        places[3] = (landmarks[35] + landmarks[13]) / 2;
        places[4] = landmarks[30];
    }

    /// <summary>The mean colour of the skin beside the mouth.</summary>
    private FaceColour Skin(ReadOnlySpan<byte> frame, ReadOnlySpan<Vector2> landmarks)
    {
        Span<Vector2> places = stackalloc Vector2[SkinPlaces];
        PlaceSkin(landmarks, places);
        int luma = width * height;
        float y = 0, blue = 0, red = 0;
        foreach (Vector2 place in places)
        {
            int column = Math.Clamp((int)place.X, 0, width - 1);
            int row = Math.Clamp((int)place.Y, 0, height - 1);
            int chroma = luma + (row / 2 * (width / 2)) + (column / 2);
            y += frame[(row * width) + column];
            blue += frame[chroma];
            red += frame[chroma + (luma / 4)];
        }

        return new FaceColour(y / places.Length, blue / places.Length, red / places.Length);
    }

    private void WarpPlane(Span<byte> pixels, int plane, MouthInterior interior)
    {
        int scale = plane == 0 ? 1 : 2;
        int cell = Cell / scale;
        int stride = width / scale;
        int boxWidth = _columns * cell;
        int boxHeight = _rows * cell;
        int origin = (_top / scale * stride) + (_left / scale);
        if (_copy.Length < boxWidth * boxHeight) _copy = new byte[_columns * Cell * _rows * Cell];
        for (int y = 0; y < boxHeight; y++)
            pixels.Slice(origin + (y * stride), boxWidth).CopyTo(_copy.AsSpan(y * boxWidth));

        PlaneSampler sampler = new(_copy, boxWidth, boxHeight);
        CellBlender blender = new(_shape, interior, plane, scale);
        for (int row = 0; row < _rows; row++)
        {
            for (int column = 0; column < _columns; column++)
            {
                CellKind kind = _kinds[(row * _columns) + column];
                if (kind == CellKind.Still) continue;
                int node = (row * (_columns + 1)) + column;
                CellCorners corners = new(
                    _nodes[node], _nodes[node + 1], _nodes[node + _columns + 1], _nodes[node + _columns + 2]);
                Span<byte> target = pixels[(origin + (row * cell * stride) + (column * cell))..];
                if (kind == CellKind.Mixed)
                    blender.Blend(target, stride, sampler, corners, column * cell, row * cell, cell);
                else
                    blender.Shift(target, stride, sampler, corners, column * cell, row * cell, cell, kind == CellKind.Lower);
            }
        }
    }
}
