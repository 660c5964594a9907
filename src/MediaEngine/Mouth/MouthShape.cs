using System.Numerics;
using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Mouth;

/// <summary>
/// What one frame's landmarks and pose make of the lips, in the mouth's own coordinates: origin between the corners, u
/// along the mouth, v down the chin, unit half the mouth's width. Reused from frame to frame.
/// </summary>
internal sealed class MouthShape
{
    /// <summary>How far the warp reaches to each side.</summary>
    public const float Reach = 2.3f;

    private const int Steps = 256;
    private const float TableReach = 1.6f;
    private const float WidestGap = 0.47f;
    private const float Corner = 1;

    private readonly float[] _lower = new float[Steps + 1];
    private readonly float[] _shift = new float[Steps + 1];
    private readonly float[] _gap = new float[Steps + 1];
    private float _chin;
    private float _nose;
    private float _raise;
    private float _jaw;
    private float _wide;

    /// <summary>The middle of the mouth in pixels.</summary>
    public Vector2 Centre { get; private set; }

    /// <summary>The direction from the mouth's left to its right corner in the picture.</summary>
    public Vector2 Along { get; private set; }

    /// <summary>The direction from the nose to the chin.</summary>
    public Vector2 Down => new(-Along.Y, Along.X);

    /// <summary>Half the mouth's width in pixels; zero if the landmarks are unusable.</summary>
    public float HalfWidth { get; private set; }

    /// <summary>Lowest v that the warp touches.</summary>
    public float Bottom => _lower[Steps / 2] + (1.35f * ((_chin * 1.1f) - _lower[Steps / 2])) + 0.05f;

    /// <summary>Highest v that the warp touches.</summary>
    public float Top => MathF.Min(_nose, -0.8f) - 0.5f;

    /// <summary>Whether the lips part further than in the picture, so that the inside of the mouth must be drawn.</summary>
    public bool IsOpening => _jaw > 0;

    /// <summary>Whether the picture itself shows teeth.</summary>
    public bool ShowsTeeth { get; private set; }

    /// <summary>1 when lips that are apart in the picture touch, 0 when they stay apart or need no closing.</summary>
    public float Seam { get; private set; }

    /// <summary>Measures the landmarks and applies the pose.</summary>
    /// <param name="landmarks">The frame's 68 landmarks.</param>
    /// <param name="pose">The wanted shape.</param>
    /// <param name="strength">How much of the way to it to go, 0 to 1.</param>
    /// <returns>False if the mouth is too small or too distorted to be animated.</returns>
    public bool Set(ReadOnlySpan<Vector2> landmarks, MouthPose pose, float strength = 1)
    {
        Vector2 across = landmarks[54] - landmarks[48];
        HalfWidth = across.Length() / 2;
        if (HalfWidth < 6) return false;
        Centre = (landmarks[48] + landmarks[54]) / 2;
        Along = across / (2 * HalfWidth);
        _chin = Local(landmarks[8]).Y;
        _nose = Local(landmarks[33]).Y;
        if (_chin < 0.5f || _nose > -0.2f) return false;

        Span<Vector2> inner = stackalloc Vector2[5];
        Gather(landmarks, inner, [60, 67, 66, 65, 64]);
        FillLine(inner, _lower);
        Gather(landmarks, inner, [60, 61, 62, 63, 64]);
        FillLine(inner, _gap);
        float gap = 0;
        for (int i = 0; i <= Steps; i++)
        {
            _gap[i] = MathF.Max(0, _lower[i] - _gap[i]);
            gap = MathF.Max(gap, _gap[i]);
        }

        // Landmarks of closed lips are never quite closed; below this there is nothing to close.
        gap *= Smooth(0.05f, 0.18f, gap);
        ShowsTeeth = gap > 0.12f;
        if (ShowsTeeth) LowerLine();
        float wanted = Math.Clamp(pose.Open, 0, 1.2f) * WidestGap;
        _jaw = strength * Math.Clamp(wanted - gap, -gap, 0.6f);
        _raise = strength * -0.05f * Math.Clamp(pose.Open, 0, 1);
        _wide = strength * Math.Clamp(pose.Wide, -1, 1);
        Seam = Smooth(0.05f, 0.15f, gap) * (1 - Smooth(0.02f, 0.1f, gap + _jaw));
        FillShift(gap);
        return true;
    }

    /// <summary>Where the picture at (u, v) comes from, for skin of the upper and of the lower lip.</summary>
    public void Map(Vector2 at, out Node node)
    {
        float u = at.X;
        float v = at.Y;
        float near = MathF.Exp((-0.7f * u * u) - (1.1f * (v - 0.1f) * (v - 0.1f)));
        float window = 1 - Smooth(Reach - 0.5f, Reach - 0.05f, MathF.Abs(u));
        float stretch = 1 + (0.13f * _wide * near * (_wide < 0 ? 1.25f : 1));
        float source = u + (((u / stretch) - u) * window);
        float lower = Look(_lower, source);
        float shift = Look(_shift, source);
        float raise = _raise * Bow(source);

        float upper = v - (raise * (1 - Smooth(0.15f, 0.9f, (lower - v) / (lower - _nose + 0.001f))));
        float below = v - shift;
        if (v > lower + shift)
        {
            // Four rounds invert "where does the chin go" to "where did it come from".
            below = v;
            float wide = source / 1.5f;
            float breadth = MathF.Exp(-wide * wide * wide * wide);
            for (int round = 0; round < 4; round++)
                below = v - (window * Jaw(MathF.Max(below, lower), lower, shift, breadth));
            below = MathF.Max(below, lower);
        }

        node = new Node(source - u, upper - v, below - v, v - lower - shift, v - lower - raise, source);
    }

    /// <summary>0 below <paramref name="from"/>, 1 above <paramref name="to"/>, smooth between.</summary>
    public static float Smooth(float from, float to, float value)
    {
        float x = Math.Clamp((value - from) / (to - from), 0, 1);
        return x * x * (3 - (2 * x));
    }

    /// <summary>Pixels to the mouth's own coordinates.</summary>
    public Vector2 Local(Vector2 pixel)
    {
        Vector2 offset = pixel - Centre;
        return new Vector2(Vector2.Dot(offset, Along), Vector2.Dot(offset, Down)) / HalfWidth;
    }

    private void Gather(ReadOnlySpan<Vector2> landmarks, Span<Vector2> points, ReadOnlySpan<int> indices)
    {
        for (int i = 0; i < indices.Length; i++)
            points[i] = Local(landmarks[indices[i]]);
    }

    /// <summary>The landmarks lie on the lip's bright edge; a little lower no tooth sticks to the lip.</summary>
    private void LowerLine()
    {
        for (int i = 0; i <= Steps; i++)
            _lower[i] += 0.03f * Bow(((2f * i / Steps) - 1) * TableReach);
    }

    private void FillShift(float gap)
    {
        for (int i = 0; i <= Steps; i++)
        {
            float u = ((2f * i / Steps) - 1) * TableReach;
            _shift[i] = _jaw >= 0 ? _jaw * Bow(u) : _jaw / gap * _gap[i];
        }
    }

    /// <summary>The downward shift of a point under the lip line: the lip's own at the line, the jaw's at the chin,
    /// none at the neck. The jaw is as broad as said: 1 in the middle, less to the sides.</summary>
    private float Jaw(float v, float lower, float shift, float breadth)
    {
        float t = (v - lower) / ((_chin * 1.1f) - lower);
        float chin = Smooth(0, 0.5f, t);
        return ((shift * (1 - chin)) + (0.6f * _jaw * breadth * chin)) * (1 - Smooth(0.8f, 1.35f, t));
    }

    private static float Bow(float u) => MathF.Abs(u) < Corner ? MathF.Pow(1 - (u * u), 1.4f) : 0;

    private static void FillLine(ReadOnlySpan<Vector2> points, float[] table)
    {
        for (int i = 0; i <= Steps; i++)
        {
            float u = ((2f * i / Steps) - 1) * TableReach;
            int right = 1;
            while (right < points.Length - 1 && u > points[right].X)
                right++;
            Vector2 a = points[right - 1];
            Vector2 b = points[right];
            table[i] = a.Y + ((b.Y - a.Y) * Math.Clamp((u - a.X) / MathF.Max(b.X - a.X, 1e-4f), 0, 1));
        }

        // Lips have no kinks where landmarks happen to lie.
        for (int round = 0; round < 3; round++)
            Soften(table);
    }

    private static void Soften(float[] table)
    {
        const int Radius = 8;
        Span<float> original = stackalloc float[Steps + 1];
        table.CopyTo(original);
        float sum = 0;
        for (int i = -Radius; i <= Radius; i++)
            sum += original[Math.Max(0, i)];
        for (int i = 0; i <= Steps; i++)
        {
            table[i] = sum / ((2 * Radius) + 1);
            sum += original[Math.Min(Steps, i + Radius + 1)] - original[Math.Max(0, i - Radius)];
        }
    }

    private static float Look(float[] table, float u)
    {
        float at = Math.Clamp((u / TableReach) + 1, 0, 1.9999f) * (Steps / 2f);
        int i = (int)at;
        return table[i] + ((table[i + 1] - table[i]) * (at - i));
    }

    /// <summary>The warp at one point.</summary>
    /// <param name="Aside">Horizontal displacement of both lips.</param>
    /// <param name="Upper">Vertical displacement of the upper lip's skin.</param>
    /// <param name="Lower">Vertical displacement of the lower lip's skin.</param>
    /// <param name="BelowEdge">Distance under the lower lip's inner edge; negative above it.</param>
    /// <param name="BelowTop">Distance under the upper border of the drawn cavity.</param>
    /// <param name="Source">u in the unwarped picture.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Node(
        float Aside, float Upper, float Lower, float BelowEdge, float BelowTop, float Source);
}
