using System.Numerics;
using System.Runtime.InteropServices;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Mouth;

/// <summary>A part of a picture, in pixels; all four are even.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MouthBox(int Left, int Top, int Width, int Height)
{
    private const int Cell = MouthWarp.Cell;

    /// <summary>The size in bytes of the part as yuv420p.</summary>
    public int Bytes => Width * Height * 3 / 2;

    /// <summary>
    /// The part of a picture, in whole cells, outside of which no frame of a track is read or changed: <see cref="MouthWarp"/>
    /// makes of that part alone what it makes of it in the whole picture.
    /// </summary>
    /// <param name="track">The landmarks in pixels of the picture.</param>
    /// <param name="width">Width of the picture in pixels, even.</param>
    /// <param name="height">Height of the picture in pixels, even.</param>
    public static MouthBox Around(FaceTrack track, int width, int height)
    {
        MouthShape shape = new();
        Vector2 low = new(width, height);
        Vector2 high = Vector2.Zero;
        Span<Vector2> skin = stackalloc Vector2[MouthWarp.SkinPlaces];
        for (int i = 0; i < track.FrameCount; i++)
        {
            if (!shape.Set(track[i], default)) continue;
            (Vector2 from, Vector2 to) = Extent(shape);
            MouthWarp.PlaceSkin(track[i], skin);
            foreach (Vector2 place in skin)
                (from, to) = (Vector2.Min(from, place), Vector2.Max(to, place));
            (low, high) = (Vector2.Min(low, from), Vector2.Max(high, to));
        }

        int left = Math.Clamp((int)low.X, 0, width - Cell) & ~(Cell - 1);
        int top = Math.Clamp((int)low.Y, 0, height - Cell) & ~(Cell - 1);
        return new MouthBox(left, top, Cells(high.X - left, width - left), Cells(high.Y - top, height - top));

        static int Cells(float length, int most) =>
            Math.Min(most, Math.Max(1, (int)MathF.Ceiling((Math.Min(length, most) + 1) / Cell)) * Cell);
    }

    /// <summary>The corners of what the warp reaches, in pixels.</summary>
    public static (Vector2 Low, Vector2 High) Extent(MouthShape shape)
    {
        Vector2 across = shape.Along * (MouthShape.Reach * shape.HalfWidth);
        Vector2 up = shape.Centre + (shape.Down * (shape.Top * shape.HalfWidth));
        Vector2 down = shape.Centre + (shape.Down * (shape.Bottom * shape.HalfWidth));
        return (
            Vector2.Min(Vector2.Min(up - across, up + across), Vector2.Min(down - across, down + across)),
            Vector2.Max(Vector2.Max(up - across, up + across), Vector2.Max(down - across, down + across)));
    }
}
