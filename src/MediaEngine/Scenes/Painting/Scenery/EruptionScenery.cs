using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Fire and smoke out of a volcano.</summary>
internal static class EruptionScenery
{
    private const float Parallax = 0.07f;

    /// <summary>Adds it, if the shot has it.</summary>
    public static void AddIfWanted(SceneBuilder scene)
    {
        (float centre, float top) = ConePainter.Summit(scene);
        top += 34;
        int seed = scene.Seed(62);
        if (scene.Shot.Any("eruption", "smoke", "fire")) scene.Add(Plume(scene, centre, top, seed), isSoft: true);
        if (!scene.Shot.Any("eruption", "fire")) return;
        scene.Add(new Light(
            Parallax,
            time => (x, y) =>
            {
                Vector256<float> dx = x - Eight.Of(centre);
                Vector256<float> dy = y - Eight.Of(top);
                Vector256<float> glow = Vector256.Exp((dx * dx + dy * dy) * -0.00007f) * (0.5f + 0.08f * MathF.Sin(time * 7));
                // Streams of lava down the slope.
                Vector256<float> streams = Noise.Fractal(dx / (dy * 0.5f + Eight.Of(60)) * 7f, dy * 0.01f
                    - Eight.Of(time * 0.06f), 4, seed);
                Vector256<float> lava = Eight.Step(0.6f, 0.72f, streams) * Eight.Step(-4f, 6f, dy) * Vector256.Exp(dy * -0.013f)
                    * Eight.Step(1f, 0.5f, Vector256.Abs(dx) / (dy * 1.2f + Eight.Of(34)));
                return (Colours.Of(Colour.Hex(0xFF5A18)).Mix(Colour.Hex(0xFFD070), lava * 0.7f), Eight.Saturate(glow + lava));
            },
            top - 200,
            scene.Horizon));
        Dice dice = scene.Dice(63);
        (float Phase, float X, float Up, float Size)[] sparks =
        [
            .. Enumerable.Range(0, 150).Select(_ => (dice.Float(), dice.Between(-70, 70), dice.Between(90, 240),
                dice.Between(1.2f, 3f))),
        ];
        scene.Add(new Drawing(picture =>
        {
            foreach ((float phase, float side, float up, float size) in sparks)
            {
                float age = (phase + picture.Time / 1.9f) % 1;
                float rise = 4 * up * age * (1 - age * 0.82f) / 1.22f;
                (float x, float y, float scale) = picture.Project(centre + side * age, top - rise, Parallax);
                picture.Spot(x, y, size * scale, Colour.Hex(age < 0.4f ? 0xFFE08C : 0xFF7830), 1 - age, isLight: true);
            }
        }));
    }

    private static Sheet Plume(SceneBuilder scene, float centre, float top, int seed)
    {
        Sheet sheet = new(scene.Stage, Parallax, spareX: 40,
            spareY: 60)
        { Drift = time => (Math.Min(time * 1.6f, 38), Math.Max(time * -3, -58)) };
        Atmosphere air = scene.Shot.Air;
        Colour dark = Colour.Hex(0x3A3436).Times(0.3f + 0.7f * air.Light);
        sheet.Shade(
            (x, y) =>
            {
                Vector256<float> up = Eight.Of(top) - y;
                Vector256<float> half = Eight.Of(20) + up * 0.42f;
                Vector256<float> lean = up * up * 0.0008f;
                Vector256<float> puffs = Vector256.Abs(Noise.Fractal(x * 0.012f, y * 0.012f, 5, seed) - Eight.Of(0.5f)) * 2.4f;
                Vector256<float> side = Vector256.Abs(x - Eight.Of(centre) - lean) / half + puffs * 0.55f;
                Vector256<float> body = Eight.Step(1.1f, 0.75f, side) * Eight.Step(-6f, 10f, up) * Eight.Step(420f, 160f, up);
                Vector256<float> fire = Vector256.Exp(up * -0.014f) * Eight.Saturate(Eight.Of(1) - puffs);
                return (Colours.Of(dark).Mix(air.CloudShade, puffs * 0.8f).Mix(Colour.Hex(0xFF7A30), fire * 0.7f), body * 0.93f);
            },
            -70,
            top + 12);
        return sheet;
    }
}
