using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;
using Understudy.MediaEngine.Scenes.Figures.People;

namespace Understudy.MediaEngine.Scenes.Figures.Things;

/// <summary>What there is where people celebrate or meet.</summary>
internal static class Gatherings
{
    private static readonly Colour[] _paper =
        [Colour.Hex(0xE8402E), Colour.Hex(0xF4A83A), Colour.Hex(0xF4E2A8), Colour.Hex(0xE86A8A), Colour.Hex(0x6AB4D8)];

    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["festival"] = new(12.4f, 4.6f, Lanterns) { IsLively = true, Variety = 0.06f },
        ["wedding"] = new(3.6f, 3.1f, Couple) { Variety = 0.05f },
        ["fountain"] = new(7.5f, 4, Fountain) { IsLively = true },
    };

    private static void Lanterns(Easel easel)
    {
        for (int side = -1; side <= 1; side += 2)
        {
            easel.Solid(easel.Rect(side * 5.9f - 0.07f, 0, side * 5.9f + 0.07f, 4.4f), Colour.Hex(0x6A4A34), 0);
            easel.Solid(easel.Oval(side * 5.9f, 4.45f, 0.13f, 0.13f), Colour.Hex(0xD8A838));
        }
        for (int row = 0; row < 2; row++)
        {
            float top = 4.2f - row * 0.95f;
            for (int i = 0; i < 10; i++)
            {
                float from = -5.9f + i * 1.18f, x = from + 0.59f;
                easel.Line(Colour.Hex(0x2E2420), 0.4f, 0.025f, from, Sag(from, top), from + 1.18f, Sag(from + 1.18f, top));
                float swing = MathF.Sin(easel.Time * 1.6f + x * 0.8f + row) * 0.05f, y = Sag(x, top) - 0.38f;
                Colour paper = easel.Tint ?? _paper[(i + row * 2) % _paper.Length];
                SKPath lantern = easel.Oval(x + swing, y, 0.24f, 0.27f);
                easel.Solid(lantern, paper, 0.06f);
                easel.Shine(lantern, paper.Mix(Colour.Hex(0xFFD890), 0.5f), 0.15f + 0.75f * easel.Darkness);
                easel.Halo(x + swing, y, 0.42f, paper, 0.5f * easel.Darkness);
                for (int rib = -1; rib <= 1; rib++)
                    easel.Line(paper.Times(0.6f), 0.5f, 0.016f, x + swing - 0.22f, y + rib * 0.1f, x + swing + 0.22f,
                        y + rib * 0.1f);
                easel.Flat(easel.Rect(x + swing - 0.1f, y + 0.24f, x + swing + 0.1f, y + 0.3f), Colour.Hex(0x2A2220), 0.5f);
                if (i % 3 == row) easel.Glow(x, y, 1.8f, Colour.Hex(0xFFB860), 0.1f);
            }
        }
    }

    private static float Sag(float x, float top) => top - 0.75f * (1 - x * x / 35);

    private static void Couple(Easel easel)
    {
        Colour[] flowers = [Colour.Hex(0xF8E8EC), Colour.Hex(0xF4B4C8), Colour.White, Colour.Hex(0x6A9A5A)];
        for (int i = 0; i < 260; i++)
        {
            float around = easel.Between(0, MathF.PI), away = 1.5f + easel.Between(-0.14f, 0.14f), x = MathF.Cos(around) * away;
            float y = 1.35f + MathF.Sin(around) * away;
            if (easel.Chance(0.42f)) (x, y) = (MathF.Sign(x) * (1.5f + easel.Between(-0.13f, 0.13f)), easel.Between(0.06f, 1.4f));
            easel.Spot(x, y, 0.065f, 0.055f, flowers[easel.Below(4)],
                Math.Clamp(0.6f + easel.Side * x * 0.2f + easel.Between(-0.2f, 0.2f), 0.2f, 1));
        }
        Colour dress = easel.Own(0xFAF7F0), suit = Colour.Hex(0x24262E);
        using (easel.At(-0.26f, 0, scale: 1.78f))
        {
            Clothes groom = Clothes.Any(easel) with { Top = suit, Legs = suit, Skirt = 0.12f, SkirtColour = suit, Flare = 0.1f };
            new Body(easel, Pose.Standing with { NearArm = (18, 62) }, groom).Draw();
        }
        using (easel.At(0.3f, 0, scale: 1.66f, mirrored: true))
        {
            Clothes bride = Clothes.Woman(easel) with
            {
                Top = dress,
                SkirtColour = dress,
                Skirt = 0.49f,
                Flare = 0.42f,
                Hair = HairStyle.Bun,
                BareArms = true,
                Hat = Veil
            };
            Body body = new(easel, Pose.Standing with { NearArm = (16, 74) }, bride);
            body.Draw();
            for (int i = 0; i < 9; i++)
                easel.Spot(body.NearHand.X + easel.Between(-0.04f, 0.04f), body.NearHand.Y + easel.Between(-0.02f, 0.05f),
                    0.022f, 0.02f, flowers[i % 3], 0.9f);
        }
    }

    private static void Veil(Easel easel) => easel.Flat(
        easel.Smooth(0, 0.15f, -0.06f, 0.12f, -0.1f, -0.1f, -0.16f, -0.4f, -0.06f, -0.38f, -0.03f, -0.05f, -0.02f, 0.1f),
        Colour.White, 0.9f, 0.6f);

    private static void Fountain(Easel easel)
    {
        Colour stone = easel.Own(0xB8B0A4), water = Colour.Hex(0xBCE0F4);
        easel.Solid(easel.Smooth(-3.1f, 0.7f, -3, 0.04f, 0, 0, 3, 0.04f, 3.1f, 0.7f), stone, 0.04f);
        easel.Flat(easel.Oval(0, 0.72f, 3.1f, 0.22f), stone.Times(1.05f), 0.9f);
        easel.Flat(easel.Oval(0, 0.7f, 2.85f, 0.16f), Colour.Hex(0x6AA8CC), 0.8f);
        easel.Solid(easel.Smooth(-0.32f, 0.65f, -0.2f, 1.3f, -0.24f, 1.9f, 0.24f, 1.9f, 0.2f, 1.3f, 0.32f, 0.65f), stone, 0.06f);
        easel.Solid(easel.Smooth(-1.5f, 2.1f, -0.8f, 1.76f, 0, 1.7f, 0.8f, 1.76f, 1.5f, 2.1f), stone, 0.05f);
        easel.Flat(easel.Oval(0, 2.1f, 1.5f, 0.11f), water, 0.8f);
        easel.Solid(easel.Smooth(-0.14f, 2.1f, -0.1f, 2.7f, 0.1f, 2.7f, 0.14f, 2.1f), stone, 0.06f);
        for (int i = 0; i < 240; i++)
        {
            // Drops fly as drops do; those of the lower basin only fall.
            float age = (i * 0.618f + easel.Time * 0.8f) % 1, side = (i % 9 - 4) / 4f;
            bool upper = i % 3 != 0;
            float x = upper ? side * age * 1.25f : MathF.Sign(side + 0.01f) * (1.4f + age * 0.55f) + side * 0.12f;
            float y = upper ? 2.72f + 4.6f * age - 5.3f * age * age : 2.1f + 0.25f * age - 1.65f * age * age;
            easel.Spot(x, y, 0.028f, 0.055f, water, 1, 0.75f);
        }
        for (int i = 0; i < 5; i++)
        {
            float age = (i / 5f + easel.Time * 0.5f) % 1;
            easel.Flat(easel.Oval((i - 2) * 0.9f, 0.7f, 0.2f + age * 0.4f, 0.02f + age * 0.03f), Colour.White, 1,
                0.5f * (1 - age));
        }
    }
}
