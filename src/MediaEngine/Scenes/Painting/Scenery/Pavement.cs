using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Paved ground, flat up to the horizon.</summary>
internal static class Pavement
{
    private const float Parallax = 0.45f;

    /// <summary>All of it, with a road in its middle where there is one.</summary>
    public static Sheet Paint(SceneBuilder scene)
    {
        Sheet sheet = new(scene.Stage, Parallax);
        Atmosphere air = scene.Shot.Air;
        int seed = scene.Seed(45);
        bool hasRoad = scene.Shot.Land.Backdrop == Backdrop.City || scene.Shot.Land.Track == Track.Road;
        float middle = scene.Stage.Centre;
        var stone = Colour.Hex(0x8E8A86);
        sheet.Shade(
            (x, y) =>
            {
                var below = Vector256.Max(y - Eight.Of(scene.Horizon), Eight.Of(0.5f));
                Vector256<float> distance = Eight.Of(100) / below;
                Vector256<float> across = (x - Eight.Of(middle)) / below;
                Vector256<float> grain = Noise.Fractal(across * 9f, distance * 9f, 4, seed);
                Vector256<float> light = (Eight.Of(0.62f) + grain * 0.5f) * (air.Light * 0.8f + 0.1f);
                Vector256<float> slabs = Vector256.Max(Joint(across * 2.2f), Joint(distance * 4f))
                    * Eight.Step(scene.Horizon + 40, scene.Horizon + 120, y);
                Colours colour = Colours.Of(stone).Mix(stone.Times(0.6f), slabs * 0.5f);
                if (hasRoad)
                {
                    var side = Vector256.Abs(across);
                    Vector256<float> road = Eight.Step(1.52f, 1.5f, side);
                    Vector256<float> kerb = Eight.Step(1.66f, 1.62f, side) - road;
                    Vector256<float> dash = Eight.Step(0.03f, 0.022f, side) * Eight.Step(0.42f, 0.46f, Fraction(distance * 1.4f));
                    colour = colour.Mix(Colour.Hex(0xB4B0AC), kerb).Mix(Colour.Hex(0x4A4A50), road).Mix(Colour.Hex(0xE8E4D4),
                        dash);
                }
                colour = colour.Times(light * (0.5f + 0.5f * air.Sun.R), light * (0.5f + 0.5f * air.Sun.G), light
                    * (0.5f + 0.5f * air.Sun.B));
                Vector256<float> haze = Vector256.Exp(below * -0.022f) * 0.8f;
                return (colour.Mix(air.Haze, haze), Eight.Saturate(y - Eight.Of(scene.Horizon)));
            },
            scene.Horizon);
        return sheet;
    }

    /// <summary>Only kerbs at both sides, for ground that shines between them.</summary>
    public static Sheet Kerb(SceneBuilder scene)
    {
        Sheet sheet = new(scene.Stage, Parallax);
        Atmosphere air = scene.Shot.Air;
        int seed = scene.Seed(46);
        float middle = scene.Stage.Centre;
        sheet.Shade(
            (x, y) =>
            {
                var below = Vector256.Max(y - Eight.Of(scene.Horizon), Eight.Of(0.5f));
                var side = Vector256.Abs((x - Eight.Of(middle)) / below);
                Vector256<float> grain = Noise.Fractal(side * 9f, Eight.Of(900) / below, 3, seed);
                Colours colour = Colours.Of(air.Haze.Times(0.42f)).Mix(air.Haze.Times(0.2f), grain);
                return (colour, Eight.Step(3.1f, 3.2f, side) * Eight.Of(0.75f)
                    * Eight.Step(scene.Horizon, scene.Horizon + 14, y));
            },
            scene.Horizon);
        return sheet;
    }

    private static Vector256<float> Joint(Vector256<float> at) =>
        Eight.Step(0.47f, 0.5f, Vector256.Abs(Fraction(at) - Eight.Of(0.5f)));

    private static Vector256<float> Fraction(Vector256<float> at) => at - Vector256.Floor(at);
}
