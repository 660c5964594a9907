using SkiaSharp;

namespace Understudy.MediaEngine.Scenes.Figures.Drawing;

internal sealed partial class Easel
{
    /// <summary>A shape with corners, by x and y of each.</summary>
    public SKPath Poly(params ReadOnlySpan<float> corners)
    {
        using SKPathBuilder builder = new();
        builder.AddPoly(Points(corners), true);
        return Keep(builder.Detach());
    }

    /// <summary>A closed shape without corners that goes through all points, by x and y of each.</summary>
    public SKPath Smooth(params ReadOnlySpan<float> through)
    {
        SKPoint[] points = Points(through);
        int count = points.Length;
        using SKPathBuilder builder = new();
        builder.MoveTo(points[0]);
        for (int i = 0; i < count; i++)
        {
            SKPoint before = points[(i + count - 1) % count], from = points[i], to = points[(i + 1) % count],
                after = points[(i + 2) % count];
            builder.CubicTo(
                from.X + (to.X - before.X) / 6,
                from.Y + (to.Y - before.Y) / 6,
                to.X - (after.X - from.X) / 6,
                to.Y - (after.Y - from.Y) / 6,
                to.X,
                to.Y);
        }
        builder.Close();
        return Keep(builder.Detach());
    }

    /// <summary>An ellipse.</summary>
    public SKPath Oval(float x, float y, float across, float up)
    {
        using SKPathBuilder builder = new();
        builder.AddOval(new SKRect(x - across, y - up, x + across, y + up), SKPathDirection.Clockwise);
        return Keep(builder.Detach());
    }

    /// <summary>A rectangle between two of its corners, round ones if a radius is given.</summary>
    public SKPath Rect(float left, float bottom, float right, float top, float round = 0)
    {
        using SKPathBuilder builder = new();
        builder.AddRoundRect(new SKRect(left, bottom, right, top), round, round, SKPathDirection.Clockwise);
        return Keep(builder.Detach());
    }

    /// <summary>A limb, a neck, a stem: a round tube that is so thick at each point of its bent middle line.</summary>
    /// <param name="line">x, y and the half thickness of each point.</param>
    public SKPath Tube(params ReadOnlySpan<float> line)
    {
        const int Steps = 6;
        int count = line.Length / 3, samples = (count - 1) * Steps + 1;
        Span<float> x = stackalloc float[samples], y = stackalloc float[samples], r = stackalloc float[samples];
        for (int i = 0; i < samples; i++)
        {
            int segment = Math.Min(i / Steps, count - 2);
            float t = i / (float)Steps - segment;
            x[i] = Through(line, segment, 0, t);
            y[i] = Through(line, segment, 1, t);
            r[i] = line[segment * 3 + 2] + (line[segment * 3 + 5] - line[segment * 3 + 2]) * t;
        }
        List<SKPoint> left = [], right = [];
        for (int i = 0; i < samples; i++)
        {
            int before = Math.Max(i - 1, 0), after = Math.Min(i + 1, samples - 1);
            float dx = x[after] - x[before], dy = y[after] - y[before], length = MathF.Max(MathF.Sqrt(dx * dx + dy * dy), 1e-6f);
            (dx, dy) = (dx / length, dy / length);
            if (i == 0) AddCap(right, x[i], y[i], r[i], MathF.Atan2(dx, -dy));
            left.Add(new SKPoint(x[i] - dy * r[i], y[i] + dx * r[i]));
            right.Add(new SKPoint(x[i] + dy * r[i], y[i] - dx * r[i]));
            if (i == samples - 1) AddCap(right, x[i], y[i], r[i], MathF.Atan2(-dx, dy));
        }
        left.Reverse();
        right.AddRange(left);
        using SKPathBuilder builder = new();
        builder.AddPoly([.. right], true);
        return Keep(builder.Detach());
    }

    // Half a circle, counter-clockwise from that angle.
    private static void AddCap(List<SKPoint> points, float x, float y, float radius, float from)
    {
        for (int i = 1; i < 6; i++)
        {
            (float sin, float cos) = MathF.SinCos(from + MathF.PI * i / 6);
            points.Add(new SKPoint(x + cos * radius, y + sin * radius));
        }
    }

    // Catmull-Rom: through all points, with the same direction before and after each.
    private static float Through(ReadOnlySpan<float> line, int segment, int part, float t)
    {
        int last = line.Length / 3 - 1;
        float a = line[Math.Max(segment - 1, 0) * 3 + part], b = line[segment * 3 + part], c = line[(segment + 1) * 3 + part],
            d = line[Math.Min(segment + 2, last) * 3 + part];
        return 0.5f * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
    }

    private static SKPoint[] Points(ReadOnlySpan<float> numbers)
    {
        var points = new SKPoint[numbers.Length / 2];
        for (int i = 0; i < points.Length; i++) points[i] = new SKPoint(numbers[i * 2], numbers[i * 2 + 1]);
        return points;
    }
}
