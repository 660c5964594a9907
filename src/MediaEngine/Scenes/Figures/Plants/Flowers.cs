using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Plants;

/// <summary>Flowers and grasses, a handful at a time, as they stand in a meadow.</summary>
internal static class Flowers
{
    private static readonly int[] _meadow = [0xF0648A, 0xF4D03A, 0xF6F2E8, 0x9A6AD0, 0xE8503A, 0x5A8AE0];

    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = Swaying(new()
    {
        ["flower"] = Bunch(1, 0.66f, 11, (easel, top) => Daisy(easel, top, easel.OwnOf(_meadow))),
        ["sunflower"] = Bunch(1.9f, 2.1f, 5, Sunflower),
        ["rose"] = Bunch(1, 0.86f, 7, Rose),
        ["tulip"] = Bunch(0.86f, 0.56f, 10, Tulip),
        ["lavender"] = Bunch(0.86f, 0.74f, 24, Lavender),
        ["poppy"] = Bunch(1, 0.72f, 9, Poppy),
        ["grass"] = Bunch(1.2f, 0.52f, 60, null),
        ["reed"] = Bunch(1.9f, 2.5f, 16, Plume),
        ["wheat"] = Bunch(1, 1.06f, 26, Ear),
        ["lotus"] = new(1.5f, 0.66f, Lotus) { Footing = Footing.Water, Variety = 0.2f },
        ["dandelion-seeds"] = Bunch(0.6f, 0.46f, 5, Clock),
    });

    // A meadow has hundreds: they move only where a prompt says that they do.
    private static Dictionary<string, Drawn> Swaying(Dictionary<string, Drawn> still)
    {
        foreach ((string id, Drawn drawn) in still.Where(plant => plant.Key != "lotus").ToArray())
            still[$"{id}/swaying"] = drawn with { IsLively = true };
        return still;
    }

    // Stems from the ground, each with something at its top, that the wind moves.
    private static Drawn Bunch(float width, float height, int stems, Action<Easel, float>? head) => new(width, height, easel =>
    {
        Colour leaf = head is null ? easel.OwnOf(0x5A8A3A, 0x6E9A44) : Colour.Hex(head == Ear ? 0xC8A04A : 0x5A8A40);
        float broad = stems > 12 ? 0.35f : 0.55f;
        for (int i = 0; i < stems; i++)
        {
            float x = (i * 0.618f % 1 - 0.5f) * width * 0.66f, tall = height * easel.Between(0.62f, 0.82f),
                lean = easel.Between(-0.06f, 0.06f) * height;
            float wind = MathF.Sin(easel.Time * 1.9f + x * 2 / width + easel.Between(0, 0.6f)) * 0.035f * height,
                lit = easel.Between(0.35f, 0.95f), thin = height * 0.011f;
            if (head is null)
            {
                tall *= easel.Between(0.5f, 1.12f);
                float bend = lean * 4 + wind;
                easel.Flat(easel.Tube(x, 0.015f * height, thin, x + bend * 0.3f, tall * 0.55f, thin * 0.9f, x + bend, tall,
                    thin * 0.15f), leaf.Times(easel.Between(0.7f, 1.25f)), lit);
                continue;
            }
            easel.Line(leaf.Times(easel.Between(0.75f, 1.1f)), lit, thin, x, 0.01f, x + (lean + wind) * 0.35f, tall * 0.5f,
                x + lean + wind, tall);
            for (int side = -1; side <= 1; side += 2)
            {
                if (stems > 12 && i % 2 == 0) continue;
                float y = tall * easel.Between(0.1f, 0.5f), extent = height * easel.Between(0.1f, 0.17f);
                easel.Flat(easel.Smooth(x, y, x + side * extent * 0.6f, y + extent * (1.25f - broad), x + side * extent,
                    y + extent * 1.2f, x + side * extent * 0.5f, y + extent * (0.25f + 0.55f * (1 - broad))),
                    leaf.Times(easel.Between(0.7f, 1.2f)), lit);
            }
            using (easel.At(x + lean + wind, tall, -(lean + wind) / height * 120)) head(easel, height);
        }
    })
    { Variety = 0.2f };

    private static void Petals(Easel easel, int count, float inner, float outer, float half, Colour colour, float turn,
        float flat = 0.8f)
    {
        for (int i = 0; i < count; i++)
        {
            (float sin, float cos) = MathF.SinCos(turn + i * MathF.Tau / count);
            float lit = Math.Clamp(0.7f + cos * easel.Side * 0.25f + sin * 0.2f, 0.2f, 1), middle = (inner + outer) * 0.6f;
            easel.Flat(easel.Smooth(
                cos * inner, sin * inner * flat, cos * middle - sin * half, (sin * middle + cos * half) * flat, cos * outer,
                sin * outer * flat, cos * middle + sin * half, (sin * middle - cos * half) * flat),
                colour.Times(0.9f + i % 2 * 0.1f), lit);
        }
    }

    private static void Daisy(Easel easel, float height, Colour colour)
    {
        float size = height * easel.Between(0.085f, 0.13f);
        Petals(easel, 9, size * 0.2f, size, size * 0.26f, colour, easel.Between(0, 1));
        easel.Flat(easel.Oval(0, 0, size * 0.32f, size * 0.26f), Colour.Hex(0xE8B030), 0.9f);
    }

    private static void Sunflower(Easel easel, float height)
    {
        float size = height * easel.Between(0.1f, 0.135f);
        Colour gold = easel.Own(0xF6C02A);
        Petals(easel, 17, size * 0.4f, size, size * 0.15f, gold.Times(0.85f), 0.1f, 0.95f);
        Petals(easel, 17, size * 0.35f, size * 0.86f, size * 0.15f, gold, 0.28f, 0.95f);
        easel.Solid(easel.Oval(0, 0, size * 0.48f, size * 0.46f), Colour.Hex(0x4A2E1A), 0.05f);
        for (int i = 0; i < 40; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * 2.4f);
            float away = MathF.Sqrt(i / 40f) * size * 0.44f;
            easel.Spot(cos * away, sin * away, size * 0.03f, size * 0.03f, Colour.Hex(0x8A5A2A), 0.7f);
        }
    }

    private static void Rose(Easel easel, float height)
    {
        float size = height * easel.Between(0.075f, 0.1f);
        Colour own = easel.OwnOf(0xC82436, 0xD83A5A, 0xF4B8C4);
        easel.Flat(easel.Poly(-size * 0.6f, -size * 0.4f, 0, -size * 1.2f, size * 0.6f, -size * 0.4f), Colour.Hex(0x4A7A38),
            0.5f);
        Petals(easel, 6, size * 0.1f, size * 1.15f, size * 0.6f, own.Times(0.75f), 0.2f, 0.85f);
        Petals(easel, 5, size * 0.05f, size * 0.85f, size * 0.48f, own.Times(0.9f), 0.7f, 0.85f);
        Petals(easel, 4, 0, size * 0.52f, size * 0.34f, own, 1.2f, 0.85f);
        easel.Line(own.Times(0.5f), 0.5f, size * 0.1f, -size * 0.14f, 0, 0, size * 0.16f, size * 0.16f, 0.02f * size, 0,
            -size * 0.12f);
    }

    private static void Tulip(Easel easel, float height)
    {
        float size = height * 0.1f;
        Colour own = easel.OwnOf(0xE03A3A, 0xF4C83A, 0xF08AB0, 0x9A4AB0, 0xF6F0E6, 0xF07A2E);
        easel.Solid(easel.Smooth(-size * 0.85f, size * 0.4f, -size * 0.75f, size * 1.7f, -size * 0.2f, size * 0.9f, 0,
            size * 0.2f), own.Times(0.85f), 0.05f);
        easel.Solid(easel.Smooth(size * 0.85f, size * 0.4f, size * 0.75f, size * 1.7f, size * 0.2f, size * 0.9f, 0,
            size * 0.2f), own.Times(0.85f), 0.05f);
        easel.Solid(easel.Smooth(-size * 0.75f, size * 0.35f, -size * 0.5f, size * 1.1f, 0, size * 1.85f, size * 0.5f,
            size * 1.1f, size * 0.75f, size * 0.35f, 0, -size * 0.15f), own, 0.07f);
    }

    private static void Lavender(Easel easel, float height)
    {
        Colour own = easel.OwnOf(0x8A6AC8, 0x7A5AB8, 0x9A7AD8);
        for (int i = 0; i < 14; i++)
        {
            float y = -height * 0.12f + i * height * 0.021f, wide = height * 0.022f * (1.2f - i / 16f),
                lit = easel.Between(0.5f, 1);
            easel.Spot((i % 2 * 2 - 1) * wide, y, height * 0.018f, height * 0.013f, own.Times(easel.Between(0.8f, 1.25f)), lit);
        }
    }

    private static void Poppy(Easel easel, float height)
    {
        float size = height * easel.Between(0.1f, 0.14f);
        Colour own = easel.OwnOf(0xE0301E, 0xE84A2A);
        Petals(easel, 4, 0, size, size * 0.78f, own.Times(0.85f), easel.Between(0, 1), 0.75f);
        Petals(easel, 3, 0, size * 0.75f, size * 0.6f, own, easel.Between(0, 1), 0.75f);
        easel.Flat(easel.Oval(0, 0, size * 0.24f, size * 0.18f), Colour.Hex(0x1E1418), 0.5f);
        easel.Spot(0, size * 0.02f, size * 0.08f, size * 0.07f, Colour.Hex(0x9AB070), 0.8f);
    }

    private static void Plume(Easel easel, float height)
    {
        Colour own = easel.OwnOf(0xE0CCA0, 0xD8BC90, 0xE8DCC0);
        for (int i = 0; i < 22; i++)
        {
            float y = -height * 0.1f + i * height * 0.0105f, side = i % 2 * 2 - 1,
                extent = height * 0.05f * MathF.Sin(MathF.PI * (i + 3) / 26f);
            easel.Line(own.Times(easel.Between(0.8f, 1.1f)), easel.Between(0.55f, 1), height * 0.005f, 0, y,
                side * extent * 0.6f, y + extent * 0.35f, side * extent, y + extent * 0.05f);
        }
    }

    private static void Ear(Easel easel, float height)
    {
        Colour own = easel.OwnOf(0xE0B450, 0xD8A840, 0xECC870);
        for (int i = 0; i < 9; i++)
        {
            float y = -height * 0.03f + i * height * 0.019f, side = i % 2 * 2 - 1, lit = easel.Between(0.6f, 1);
            easel.Flat(easel.Oval(side * height * 0.012f, y, height * 0.011f, height * 0.017f),
                own.Times(easel.Between(0.85f, 1.15f)), lit);
            easel.Line(own.Mix(Colour.White, 0.3f), lit, height * 0.0025f, side * height * 0.014f, y, side * height * 0.035f,
                y + height * 0.055f);
        }
    }

    private static void Clock(Easel easel, float height)
    {
        float size = height * easel.Between(0.12f, 0.15f);
        Colour white = easel.Own(0xF6F6F2);
        for (int i = 0; i < 46; i++)
        {
            (float sin, float cos) = MathF.SinCos(i * 2.4f);
            float away = size * MathF.Sqrt((i + 6) / 52f);
            easel.Line(white, 0.8f, height * 0.003f, 0, 0, cos * away, sin * away);
            easel.Spot(cos * away, sin * away, height * 0.009f, height * 0.009f, white, 0.9f, 0.8f);
        }
        easel.Spot(0, 0, size * 0.16f, size * 0.16f, Colour.Hex(0x8A6A48), 0.6f);
    }

    private static void Lotus(Easel easel)
    {
        Colour own = easel.OwnOf(0xF4A8C4, 0xF8E4EC, 0xE878A8), pad = Colour.Hex(0x4E8A54);
        for (int i = 0; i < 4; i++)
        {
            float x = -0.46f + i * 0.3f, y = 0.06f + i % 2 * 0.03f;
            easel.Solid(easel.Oval(x, y, 0.27f, 0.055f), pad.Times(easel.Between(0.8f, 1.15f)), 0.06f);
            easel.Line(pad.Times(0.6f), 0.4f, 0.012f, x, y, x + 0.24f, y + 0.015f);
        }
        Bloom(0.05f, 0.12f, 1);
        Bloom(-0.44f, 0.08f, 0.55f);

        void Bloom(float x, float y, float size)
        {
            using (easel.At(x, y, scale: size))
            {
                for (int row = 0; row < 3; row++)
                {
                    int count = 7 - row * 2;
                    for (int i = 0; i < count; i++)
                    {
                        float part = i / (count - 1f) * 2 - 1, angle = part * (1.25f - row * 0.25f), extent = 0.36f + row * 0.06f;
                        (float sin, float cos) = MathF.SinCos(angle);
                        float lit = Math.Clamp(0.6f + part * easel.Side * 0.3f + row * 0.1f, 0.15f, 1);
                        easel.Flat(easel.Smooth(
                            0, 0, sin * extent * 0.5f - cos * 0.075f, cos * extent * 0.5f + sin * 0.075f, sin * extent,
                            cos * extent + 0.02f, sin * extent * 0.5f + cos * 0.075f, cos * extent * 0.5f - sin * 0.075f),
                            own.Mix(Colour.White, row * 0.2f), lit);
                    }
                }
                easel.Spot(0, 0.08f, 0.06f, 0.05f, Colour.Hex(0xF0C84A), 0.9f);
            }
        }
    }
}
