using System.Runtime.Intrinsics;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Rockets that rise and burst.</summary>
internal static class FireworksScenery
{
    private const float Parallax = 0.1f;
    private const float Rise = 0.9f;
    private const float Life = 2.6f;
    private static readonly Colour[] _colours =
        [.. new[] { 0xFF5A4A, 0xFFD060, 0x60C8FF, 0xC878FF, 0x6CFFA0, 0xFF80C0, 0xFFF0D0 }.Select(Colour.Hex)];

    /// <summary>Adds them, if the shot has them.</summary>
    public static void AddIfWanted(SceneBuilder scene)
    {
        if (!scene.Shot.Any("fireworks")) return;
        Dice dice = scene.Dice(64);
        int count = (int)(scene.Shot.Seconds * scene.Shot.Pace / 0.42) + 8;
        float width = scene.Stage.Width;
        Shell[] shells =
        [
            .. Enumerable.Range(0, count).Select(n => new Shell(
                n * 0.42f - 2, dice.Between(0.14f, 0.86f) * width, dice.Between(90, 250),
                    dice.Between(90, Math.Min(185, width * 0.2f)),
                _colours[dice.Below(_colours.Length)], _colours[dice.Below(_colours.Length)], dice.Below(3), dice.Next())),
        ];
        scene.Add(new Light(Parallax, time => Glow(shells, time), 0, scene.Horizon + 10));
        scene.Add(new Drawing(picture =>
        {
            foreach (Shell shell in shells)
            {
                float age = picture.Time - shell.Start;
                if (age is < -Rise or > Life) continue;
                if (age < 0) Climb(picture, shell, (age + Rise) / Rise, scene.Horizon);
                else Burst(picture, shell, age);
            }
        }));
    }

    private static Shader? Glow(Shell[] shells, float time)
    {
        Shell[] burning = [.. shells.Where(shell => time - shell.Start is > 0 and < 1.6f)];
        if (burning.Length == 0) return null;
        return (x, y) =>
        {
            var light = Colours.Of(default);
            foreach (Shell shell in burning)
            {
                Vector256<float> dx = (x - Eight.Of(shell.X)) * (1 / 300f);
                Vector256<float> dy = (y - Eight.Of(shell.Y)) * (1 / 300f);
                light = light.Add(shell.Colour, Vector256.Exp((dx * dx + dy * dy) * -1.3f)
                    * (MathF.Exp((time - shell.Start) * -2) * 0.6f));
            }
            return (light, Vector256<float>.One);
        };
    }

    private static void Climb(Picture picture, Shell shell, float way, float horizon)
    {
        for (int tail = 0; tail < 8; tail++)
        {
            float at = way - tail * 0.03f;
            if (at < 0) return;
            float y = horizon - (horizon - shell.Y) * (1 - (1 - at) * (1 - at));
            (float px, float py, float scale) = picture.Project(shell.X + (1 - at) * 30, y, Parallax);
            picture.Spot(px, py, 3.4f * scale, Colour.Hex(0xFFC880), 0.8f - tail * 0.09f, isLight: true);
        }
    }

    private static void Burst(Picture picture, Shell shell, float age)
    {
        Dice dice = new(shell.Seed);
        bool isRing = shell.Kind == 1;
        bool isWillow = shell.Kind == 2;
        int stars = isWillow ? 70 : 105;
        int tail = isWillow ? 12 : 7;
        float fade = MathF.Max(0, 1 - age / 2.4f);
        for (int star = 0; star < stars; star++)
        {
            float angle = dice.Between(0, MathF.Tau);
            float depth = isRing ? 0 : dice.Between(-1, 1);
            float speed = MathF.Sqrt(1 - depth * depth) * shell.Radius * dice.Between(isRing ? 1 : 0.82f, 1.04f);
            for (int n = 0; n < tail; n++)
            {
                float at = age - n * 0.035f;
                if (at < 0) break;
                float way = 1 - MathF.Exp(at * -2.6f);
                (float x, float y, float scale) = picture.Project(
                    shell.X + MathF.Cos(angle) * speed * way,
                    shell.Y + MathF.Sin(angle) * speed * way * (isRing ? 0.9f : 1) + 34 * at * at * (isWillow ? 1.8f : 1),
                    Parallax);
                float twinkle = age > 1.1f ? 0.55f + 0.45f * MathF.Sin(star * 7 + picture.Time * 40) : 1;
                Colour colour = n == 0 && age < 0.7f ? Colour.White : star % 3 == 0 ? shell.Other : shell.Colour;
                picture.Spot(
                    x, y, (n == 0 ? 3.6f : 2.5f) * scale, colour, 1.25f * fade * (1 - 0.8f * n / tail) * twinkle, isLight: true);
            }
        }
        if (age > 0.25f) return;
        (float centreX, float centreY, float size) = picture.Project(shell.X, shell.Y, Parallax);
        picture.Spot(centreX, centreY, 60 * size, Colour.White, (0.25f - age) * 3, isLight: true);
    }

    private sealed record Shell(float Start, float X, float Y, float Radius, Colour Colour, Colour Other, int Kind, uint Seed);
}
