using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>What lies flat on the ground: roads and rails, furrows, rivers and ponds (which are holes, above the
/// water).</summary>
internal static class GroundMarks
{
    /// <summary>Paints them on a piece of land.</summary>
    public static void Paint(SceneBuilder scene, Slab slab)
    {
        Land land = scene.Shot.Land;
        if (land.Floor is Floor.Field or Floor.Paddy or Floor.Flowers or Floor.Gravel) Rows(scene, slab, land.Floor);
        if (land.Track != Track.None) Trail(scene, slab, land.Track);
        float river = land.Water switch
        {
            WaterBody.River => 1.05f,
            WaterBody.Stream => 0.42f,
            _ => 0,
        };
        if (river > 0) Cut(slab, (x, y) => Course(scene, x, y, river), scene.Horizon);
        if (land.Water == WaterBody.Pond) Cut(slab, (x, y) => Pond(scene, x, y), scene.Horizon);
        if (scene.Shot.Any("puddle")) Cut(slab, (x, y) => Puddles(scene, x, y), scene.Horizon);
    }

    // How far a winding way is aside, in its own half widths.
    private static Vector256<float> Aside(SceneBuilder scene, Vector256<float> x, Vector256<float> y, float halfWidth)
    {
        float bend = scene.Shot.Seed % 2 == 0 ? 1 : -1;
        var below = Vector256.Max(y - Eight.Of(scene.Horizon - 6), Eight.Of(1));
        Vector256<float> part = below * (1 / 300f);
        Vector256<float> swing = Noise.Fractal(Vector256.Sqrt(part) * 3.1f, Eight.Of(4), 2, scene.Seed(81)) - Eight.Of(0.5f);
        Vector256<float> middle = Eight.Of(scene.Stage.Centre) + swing * (Eight.Of(60) + part * 420f) * bend;
        return (x - middle) / (below * halfWidth + Eight.Of(2));
    }

    private static (Vector256<float> Hole, Vector256<float> Bank) Course(
        SceneBuilder scene, Vector256<float> x, Vector256<float> y, float width)
    {
        Vector256<float> side = Vector256.Abs(Aside(scene, x, y, width))
            + (Noise.Fractal(x * 0.02f, y * 0.06f, 3, scene.Seed(82)) - Eight.Of(0.5f)) * 0.3f;
        return (Eight.Step(1.02f, 0.96f, side), Eight.Step(1.22f, 1.02f, side));
    }

    private static (Vector256<float> Hole, Vector256<float> Bank) Pond(SceneBuilder scene, Vector256<float> x, Vector256<float> y)
    {
        Vector256<float> dx = (x - Eight.Of(scene.Stage.Centre)) * (1 / MathF.Min(470, scene.Stage.Width * 0.52f));
        Vector256<float> dy = (y - Eight.Of(scene.Horizon + 150)) * (1 / 105f);
        Vector256<float> far = Vector256.Sqrt(dx * dx + dy * dy)
            + (Noise.Fractal(x * 0.006f, y * 0.02f, 3, scene.Seed(83)) - Eight.Of(0.5f)) * 0.6f;
        return (Eight.Step(1.005f, 0.985f, far), Eight.Step(1.09f, 1f, far));
    }

    private static (Vector256<float> Hole, Vector256<float> Bank) Puddles(SceneBuilder scene, Vector256<float> x,
        Vector256<float> y)
    {
        var below = Vector256.Max(y - Eight.Of(scene.Horizon), Eight.Of(4));
        Vector256<float> pools = Noise.Fractal((x - Eight.Of(scene.Stage.Centre)) / below * 1.4f, Eight.Of(500) / below, 3,
            scene.Seed(84));
        return (Eight.Step(0.66f, 0.67f, pools), Eight.Step(0.62f, 0.66f, pools));
    }

    private static unsafe void Cut(
        Slab slab, Func<Vector256<float>, Vector256<float>, (Vector256<float> Hole, Vector256<float> Bank)> shape, float horizon)
    {
        Sheet sheet = slab.Sheet;
        for (int y = Math.Max(0, (int)((horizon - 20 + sheet.MarginY) * sheet.Scale)); y < sheet.Height; y++)
        {
            uint* row = sheet.RowAt(y);
            for (int x = 0; x < sheet.Width; x += 8)
            {
                Vector256<float> places = (Eight.Steps + Eight.Of(x)) * (1 / sheet.Scale) - Eight.Of(sheet.MarginX);
                (Vector256<float> hole, Vector256<float> bank) = shape(places, Eight.Of(y / sheet.Scale - sheet.MarginY));
                if (bank == Vector256<float>.Zero) continue;
                for (int i = 0; i < 8; i++)
                {
                    // The bank is darker, for it is wet.
                    int keep = (int)((1 - hole[i]) * 256);
                    int shade = (int)(keep * (1 - 0.45f * bank[i]));
                    uint pixel = row[x + i];
                    uint alpha = (pixel >> 24) * (uint)keep >> 8;
                    row[x + i] = alpha << 24 | Part(pixel, 16, shade) | Part(pixel, 8, shade) | Part(pixel, 0, shade);
                }
            }
        }

        static uint Part(uint pixel, int shift, int by) => ((pixel >> shift & 255) * (uint)by >> 8) << shift;
    }

    // Only what is already land is painted.
    private static void Overlay(SceneBuilder scene, Slab slab, Shader shader)
    {
        using Sheet over = new(scene.Stage, slab.Sheet.Parallax);
        over.Shade(shader, scene.Horizon - 20);
        for (int y = 0; y < over.Height; y++)
        {
            Span<uint> target = slab.Sheet.Row(y);
            Span<uint> own = over.Row(y);
            for (int x = 0; x < over.Width; x++)
                if (target[x] >= 0xFF000000u && own[x] != 0) target[x] = Pixels.Over(own[x], target[x]) | 0xFF000000u;
        }
    }

    private static void Trail(SceneBuilder scene, Slab slab, Track track)
    {
        Atmosphere air = scene.Shot.Air;
        float width = track == Track.Path ? 0.34f : 0.62f;
        int seed = scene.Seed(85);
        Overlay(scene, slab, (x, y) =>
        {
            Vector256<float> aside = Aside(scene, x, y, width);
            var below = Vector256.Max(y - Eight.Of(scene.Horizon - 6), Eight.Of(1));
            Vector256<float> distance = Eight.Of(300) / below;
            Vector256<float> along = distance - Vector256.Floor(distance);
            Vector256<float> grain = Noise.Fractal(aside * 3f, distance * 6f, 4, seed);
            Vector256<float> side = Vector256.Abs(aside) + (grain - Eight.Of(0.5f)) * (track == Track.Path ? 0.35f : 0.04f);
            Vector256<float> light = (Eight.Of(0.7f) + grain * 0.45f) * (air.Light * 0.85f + 0.1f);
            Colours colour = track switch
            {
                Track.Path => Colours.Of(Colour.Hex(0xA8865A)),
                Track.Railway => Rails(aside, distance),
                _ => Colours.Of(Colour.Hex(0x55555A))
                    .Mix(Colour.Hex(0xE8E4D8), Eight.Step(0.04f, 0.03f, Vector256.Abs(aside)) * Eight.Step(0.45f, 0.5f, along))
                    .Mix(Colour.Hex(0xD8D4C8), Eight.Step(0.03f, 0.02f, Vector256.Abs(Vector256.Abs(aside) - Eight.Of(0.92f)))),
            };
            colour = colour.Times(light * (0.5f + 0.5f * air.Sun.R), light * (0.5f + 0.5f * air.Sun.G), light
                * (0.5f + 0.5f * air.Sun.B));
            return (colour.Mix(air.Haze, Vector256.Exp(below * -0.02f) * 0.6f), Eight.Step(1.04f, 0.98f, side) * 0.96f);
        });
    }

    private static Colours Rails(Vector256<float> aside, Vector256<float> distance)
    {
        Vector256<float> sleeper = distance * 4f;
        Vector256<float> wood = Eight.Step(0.45f, 0.5f, sleeper - Vector256.Floor(sleeper))
            * Eight.Step(0.8f, 0.76f, Vector256.Abs(aside));
        Vector256<float> rail = Eight.Step(0.055f, 0.035f, Vector256.Abs(Vector256.Abs(aside) - Eight.Of(0.52f)));
        return Colours.Of(Colour.Hex(0x8A847C)).Mix(Colour.Hex(0x5A4634), wood).Mix(Colour.Hex(0xC8CCD4), rail);
    }

    private static void Rows(SceneBuilder scene, Slab slab, Floor floor)
    {
        Atmosphere air = scene.Shot.Air;
        int seed = scene.Seed(86);
        (Colour furrow, float strength, float density) = floor switch
        {
            Floor.Gravel => (Colour.Hex(0x8A8680), 0.45f, 7f),
            Floor.Paddy => (Colour.Hex(0x9CC8E0).Mix(air.Horizon, 0.5f), 0.6f, 3f),
            Floor.Flowers => (Colour.Hex(0x3E7030), 0.6f, 3.4f),
            _ => (Colour.Hex(0x5C4A2C), 0.5f, 4f),
        };
        Overlay(scene, slab, (x, y) =>
        {
            var below = Vector256.Max(y - Eight.Of(scene.Horizon - 8), Eight.Of(2));
            Vector256<float> across = (x - Eight.Of(scene.Stage.Centre * 1.2f)) / below * density
                + (Noise.Fractal(x * 0.004f, y * 0.01f, 3, seed) - Eight.Of(0.5f)) * 1.2f;
            Vector256<float> wave = Vector256.Abs(across - Vector256.Floor(across) - Eight.Of(0.5f)) * 2f;
            Vector256<float> grain = Noise.Fractal(x * 0.05f, y * 0.1f, 3, seed + 1);
            Vector256<float> line = Eight.Step(0.62f, 0.9f, wave + (grain - Eight.Of(0.5f)) * 0.3f);
            return (Colours.Of(furrow.Times(0.15f + 0.85f * air.Light)), line * strength
                * Eight.Step(scene.Horizon, scene.Horizon + 60, y));
        });
    }
}
