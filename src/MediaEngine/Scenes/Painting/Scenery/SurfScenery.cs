using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Waves with crests of foam, and the foam that runs up a beach.</summary>
internal static class SurfScenery
{
    private static readonly (float Parallax, float Y, float Height, float Length, float Foam)[] _waves =
    [
        (0.2f, 22, 9, 70, 0.5f), (0.3f, 46, 17, 130, 0.75f), (0.5f, 105, 30, 210, 1), (0.7f, 172, 44, 300, 1),
            (1, 268, 60, 430, 1),
    ];

    /// <summary>Adds a rough sea; what floats is between its waves.</summary>
    public static void AddWaves(SceneBuilder scene, CastPlacer cast)
    {
        for (int n = 0; n < _waves.Length; n++)
        {
            AddWave(scene, n);
            if (n == 2) cast.AddWater();
        }
    }

    /// <summary>Adds the line of foam at the upper edge of a beach.</summary>
    public static void AddFoam(SceneBuilder scene, Slab beach)
    {
        const int Places = 64;
        float width = scene.Stage.Width + 2 * beach.Sheet.MarginX;
        float[] edge = [.. Enumerable.Range(0, Places + 2).Select(n => beach.TopAt(n * width / Places - beach.Sheet.MarginX))];
        float light = 0.3f + 0.7f * scene.Shot.Air.Light;
        int seed = scene.Seed(71);
        for (int layer = 0; layer < 2; layer++)
        {
            float phase = layer * 2.1f;
            Sheet foam = new(scene.Stage, beach.Sheet.Parallax, spareX: 14, spareY: 24)
            {
                Drift = time => (MathF.Sin(time * 0.5f + phase) * 8, MathF.Sin(time * 0.8f + phase) * 11 - 4),
            };
            float lift = layer * 15;
            foam.Shade(
                (x, y) =>
                {
                    Vector256<float> at = (x + Eight.Of(beach.Sheet.MarginX)) * (Places / width);
                    Vector256<float> top = Interpolated(edge, at);
                    Vector256<float> noise = Noise.Fractal(x * 0.02f, y * 0.05f, 4, seed + layer);
                    Vector256<float> off = y - top + Eight.Of(lift) + (noise - Eight.Of(0.5f)) * 26f;
                    Vector256<float> line = Eight.Step(-7f, -1f, off) * Eight.Step(16f, 1f, off);
                    Vector256<float> lace = Eight.Step(0.4f, 0.62f, Noise.Fractal(x * 0.06f, y * 0.12f, 4, seed + 7));
                    return (Colours.Of(Colour.White.Times(light).Mix(scene.Shot.Air.Sun, 0.1f)), line
                        * (lace * 0.75f + Eight.Of(0.2f)));
                },
                edge.Min() - 60,
                edge.Max() + 50);
            scene.Add(foam, isSoft: true);
        }
    }

    private static Vector256<float> Interpolated(float[] table, Vector256<float> at)
    {
        Span<float> values = stackalloc float[8];
        for (int i = 0; i < 8; i++)
        {
            float place = Math.Clamp(at[i], 0, table.Length - 1.01f);
            values[i] = float.Lerp(table[(int)place], table[(int)place + 1], place - (int)place);
        }
        return Vector256.Create<float>(values);
    }

    private static void AddWave(SceneBuilder scene, int number)
    {
        (float parallax, float below, float high, float length, float foam) = _waves[number];
        Atmosphere air = scene.Shot.Air;
        float light = 0.2f + 0.8f * air.Light;
        float near = number / 4f;
        Colour crest = Colour.Hex(0x5A8088).Mix(Colour.Hex(0x3C5A62), near).Mix(air.Horizon, 0.25f * (1 - near)).Times(light);
        Colour body = Colour.Hex(0x34525C).Mix(Colour.Hex(0x102028), near).Mix(air.Zenith, 0.2f).Times(light);
        Colour white = new Colour(0.88f, 0.92f, 0.94f).Times(light).Mix(air.Sun, 0.12f);
        int seed = scene.Seed(72 + number);
        float level = scene.Horizon + below;
        Sheet sheet = new(scene.Stage, parallax, spareX: 190 + 40 * number, spareY: 24)
        {
            Drift = time => (
                MathF.Sin(time * 0.8f + number * 1.9f) * 26 - Math.Min(time * (6 + number * 3), 150 + 30 * number) + 60,
                MathF.Sin(time * 1.25f + number * 2.3f) * high * 0.2f),
        };
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> u = x * (1 / length);
                Vector256<float> rise = Vector256<float>.One
                    - Vector256.Abs(Noise.Gradient(u + Eight.Of(number * 7.3f), Eight.Of(number * 3.1f), seed)) * 2.1f;
                rise = rise * rise * high + Noise.Fractal(x * (4 / length), Eight.Of(number), 3, seed) * (high * 0.35f);
                Vector256<float> depth = y - (Eight.Of(level) - rise);
                Vector256<float> down = Eight.Saturate(depth * (1 / (high * 2.2f)));
                Vector256<float> grain = Noise.Fractal(x * (0.8f / high), depth * (2.6f / high) - u, 5, seed + 40);
                Vector256<float> crests = Eight.Step(high * 0.5f, high * 1.15f, rise);
                Vector256<float> spray = Eight.Step(high * 0.28f, 0f, depth + (grain - Eight.Of(0.5f)) * (high * 0.6f))
                    * (crests * 0.9f + Eight.Of(0.12f)) * foam;
                Vector256<float> lace = Eight.Step(0.64f, 0.74f,
                    Noise.Fractal(x * (6 / length), depth * (5f / high) - u * 2f, 4, seed + 60))
                    * (Vector256<float>.One - down) * (0.4f * foam);
                Vector256<float> shade = (grain - Eight.Of(0.5f)) * 0.35f * (Vector256<float>.One - down * 0.5f)
                    + Vector256<float>.One;
                Colours colour = Colours.Of(crest).Mix(body, down).Times(shade, shade, shade).Mix(white,
                    Eight.Saturate(spray + lace));
                return (colour, Eight.Saturate(depth + Eight.Of(0.5f)));
            },
            level - high * 2);
        scene.Add(sheet);
    }
}
