using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.People;

/// <summary>People who are known by what they do, wear or carry.</summary>
internal static class Trades
{
    private const float Man = 1.76f, Woman = 1.66f;

    /// <summary>By concept and motion.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["hiker"] = Still(1.34f, 1.9f, easel => Hiker(easel, new Pose
        {
            Lean = 4,
            NearLeg = (10, -4),
            FarLeg = (-10, -14),
            NearArm = (34, 62)
        })),
        ["hiker/walking"] = Lively(1.4f, 1.9f, easel => Hiker(easel, Pose.Walking(easel.Time * 0.8f) with
        {
            Lean = 7,
            NearArm = (30, 62)
        })),
        ["fisherman"] = Lively(3.6f, 2.9f, Angler) with { Variety = 0.05f },
        ["astronaut"] = Still(1.1f, 2.06f, easel => Astronaut(easel, Pose.Standing with
        {
            NearArm = (-16, 4),
            FarArm = (24, 40)
        })),
        ["astronaut/walking"] = Lively(1.4f, 2.06f, easel => Astronaut(easel, Pose.Walking(easel.Time * 0.6f))),
        ["astronaut/floating"] = Lively(1.9f, 2.1f, Floating) with { Footing = Footing.Heaven },
        ["astronaut/flying"] = Lively(1.9f, 2.1f, Floating) with { Footing = Footing.Heaven },
        ["samurai"] = Lively(1.6f, 2.06f, easel => Samurai(easel, Pose.Standing with { NearArm = (18, 52), FarArm = (26, 60) })),
        ["samurai/walking"] = Lively(1.6f, 2.06f, easel => Samurai(easel, Pose.Walking(easel.Time * 0.8f) with
        {
            NearArm = (18,
        52)
        })),
        ["monk"] = Lively(0.9f, 1.96f, easel => Monk(easel, Pose.Standing with
        {
            NearArm = (14, 96),
            FarArm = (18, 100),
            Nod = 10
        })),
        ["monk/walking"] = Lively(1.1f, 1.96f, easel => Monk(easel, Pose.Walking(easel.Time * 0.7f) with
        {
            NearArm = (14, 96),
            FarArm = (18, 100)
        })),
        ["knight"] = Lively(1.3f, 2.3f, Knight),
        ["surfer"] = Lively(2.5f, 1.96f, Surfer) with { Footing = Footing.Water },
        ["skier"] = Lively(2.1f, 1.6f, Skier),
        ["dancer"] = Lively(1.5f, 2.06f, Dancer),
        ["farmer"] = Lively(1.5f, 1.9f, Farmer),
        ["umbrella"] = Still(1.3f, 2.2f, easel => UnderUmbrella(easel, Pose.Standing)),
        ["umbrella/walking"] = Lively(1.5f, 2.2f, easel => UnderUmbrella(easel, Pose.Walking(easel.Time * 0.9f))),
    };

    private static Drawn Lively(float width, float height, Action<Easel> paint) => new(width, height, paint)
    {
        IsLively = true,
        Variety = 0.06f
    };

    private static Drawn Still(float width, float height, Action<Easel> paint) => new(width, height, paint) { Variety = 0.06f };

    private static Body Person(Easel easel, Pose pose, Clothes clothes, float? hip = null)
    {
        Body body = new(easel, pose, clothes, hip);
        body.Draw();
        return body;
    }

    private static void Hiker(Easel easel, Pose pose)
    {
        Clothes clothes = Clothes.Any(easel) with { Hat = Hats.Cap, Shoes = Colour.Hex(0x5A3A24) };
        var pack = Colour.Hex(0xC8702E);
        using (easel.At(0, 0, scale: Man))
        {
            Body body = new(easel, pose, clothes);
            easel.Solid(easel.Smooth(-0.06f, 0.6f, -0.17f, 0.62f, -0.18f, 0.78f, -0.1f, 0.86f, -0.03f, 0.82f), pack, 0.06f);
            easel.Solid(easel.Rect(-0.17f, 0.84f, -0.04f, 0.9f, 0.03f), Colour.Hex(0x4A6A8A), 0.1f);
            body.Draw();
            easel.Line(pack.Times(0.7f), 0.6f, 0.016f, 0, 0.82f, 0.03f, 0.72f, -0.02f, 0.62f);
            easel.Line(Colour.Hex(0x8A8E94), 0.7f, 0.012f, body.NearHand.X - 0.01f, body.NearHand.Y + 0.05f,
                body.NearHand.X + 0.07f, 0.01f);
        }
    }

    private static void Angler(Easel easel)
    {
        using (easel.At(-1.1f, 0, scale: Man))
        {
            Body body = Person(easel, Pose.Standing with { NearArm = (30, 84), FarArm = (36, 88) },
                Clothes.Any(easel) with { Hat = Hats.Straw, Broad = 1.05f });
            float dip = MathF.Sin(easel.Time * 1.1f) * 0.02f, x = body.NearHand.X, y = body.NearHand.Y;
            easel.Line(Colour.Hex(0x6A4A2A), 0.6f, 0.016f, x - 0.1f, y - 0.05f, x + 0.3f, y + 0.3f, x + 0.86f, y + 0.72f + dip);
            easel.Line(Colour.Hex(0xD8D8D8), 0.8f, 0.006f, x + 0.86f, y + 0.72f + dip, x + 1.06f, y + 0.2f + dip, x + 1.12f,
                0.02f);
            easel.Spot(x + 1.12f, 0.03f, 0.015f, 0.022f, Colour.Hex(0xE0402E), 0.9f);
        }
    }

    private static void Astronaut(Easel easel, Pose pose)
    {
        Colour suit = easel.Own(0xF0F0EE), grey = Colour.Hex(0x9A9EA4);
        using (easel.At(0, 0, scale: 1.84f))
        {
            Clothes clothes = new()
            {
                Skin = suit,
                Top = suit,
                Legs = suit,
                Shoes = grey,
                Hair = HairStyle.None,
                Broad = 1.45f,
                Belt = grey,
                Hat = Helmet
            };
            easel.Solid(easel.Rect(-0.19f, 0.54f, -0.05f, 0.88f, 0.04f), grey, 0.06f);
            Body body = new(easel, pose, clothes);
            body.Draw();
            // A suit is thicker than what is in it.
            foreach (SKPoint hand in new[] { body.NearHand, body.FarHand })
                easel.Solid(easel.Oval(hand.X, hand.Y, 0.03f, 0.03f), grey);
            easel.Solid(easel.Rect(0.02f, 0.66f, 0.1f, 0.76f, 0.02f), Colour.Hex(0xC8CCD2), 0.1f);
            easel.Shine(easel.Oval(0.05f, 0.73f, 0.009f, 0.009f), Colour.Hex(0xFF5A4A), 0.9f);
            easel.Flat(easel.Rect(-0.04f, 0.775f, 0, 0.8f), Colour.Hex(0x2F5AA8), 0.7f);
        }

        static void Helmet(Easel easel)
        {
            easel.Solid(easel.Oval(0, 0.07f, 0.1f, 0.1f), Colour.Hex(0xF4F4F2), 0.05f);
            SKPath visor = easel.Smooth(0.02f, 0.13f, 0.085f, 0.11f, 0.1f, 0.06f, 0.08f, 0.015f, 0.02f, 0.01f, -0.005f, 0.07f);
            easel.Solid(visor, Colour.Hex(0xB8862E), 0.08f);
            easel.Flat(easel.Oval(0.06f, 0.1f, 0.02f, 0.012f), Colour.White, 1, 0.7f);
        }
    }

    private static void Floating(Easel easel)
    {
        float drift = MathF.Sin(easel.Time * 0.5f + easel.Between(0, 6));
        using (easel.At(0.15f, 1, 28 + drift * 6))
        {
            using (easel.At(0, -0.95f)) Astronaut(easel, new Pose
            {
                NearLeg = (26, -26),
                FarLeg = (-4, -40),
                NearArm = (62 + drift * 8, 84),
                FarArm = (96, 122),
                Lean = -4
            });
        }
    }

    private static void Samurai(Easel easel, Pose pose)
    {
        Colour robe = easel.OwnOf(0x2A3A5A, 0x5A2A2E, 0x3A3A3E);
        using (easel.At(0, 0, scale: Man))
        {
            Clothes clothes = Clothes.Any(easel) with
            {
                Top = robe,
                SkirtColour = Colour.Hex(0x4A4640),
                Skirt = 0.44f,
                Flare = 0.3f,
                WideSleeves = true,
                Belt = Colour.Hex(0xD8C8A0),
                HairColour = Colour.Hex(0x1C1818),
                Hat = easel.Chance(0.4f) ? Hats.Cone : Knot,
                Broad = 1.1f,
            };
            Person(easel, pose, clothes);
            easel.Flat(easel.Tube(0.08f, 0.62f, 0.012f, -0.12f, 0.54f, 0.012f, -0.36f, 0.5f, 0.01f), Colour.Hex(0x1E1A1C), 0.5f);
            easel.Line(Colour.Hex(0xC8A050), 0.8f, 0.022f, 0.08f, 0.62f, 0.18f, 0.67f);
            easel.Spot(0.085f, 0.623f, 0.02f, 0.024f, Colour.Hex(0xD8B860), 0.8f);
        }

        static void Knot(Easel easel) => easel.Solid(easel.Tube(-0.05f, 0.13f, 0.016f, -0.02f, 0.165f, 0.016f, 0.02f, 0.15f,
            0.012f), Colour.Hex(0x1C1818));
    }

    private static void Monk(Easel easel, Pose pose)
    {
        Colour robe = easel.OwnOf(0xC8682A, 0x9A3A28, 0x6A5A4A);
        using (easel.At(0, 0, scale: 1.72f))
        {
            Clothes clothes = Clothes.Any(easel) with
            {
                Top = robe,
                SkirtColour = robe,
                Skirt = 0.48f,
                Flare = 0.24f,
                WideSleeves = true,
                Hair = HairStyle.None,
                Belt = robe.Times(0.6f),
                Hat = easel.Chance(0.35f) ? Hats.Cone : null,
            };
            Person(easel, pose, clothes);
            easel.Line(robe.Times(0.65f), 0.5f, 0.018f, -0.03f, 0.84f, 0.03f, 0.7f, 0.05f, 0.6f);
        }
    }

    private static void Knight(Easel easel)
    {
        Colour steel = Colour.Hex(0xA8B0B8), cloth = easel.OwnOf(0xA82E2A, 0x2E4A8A, 0xE0D8C4);
        float wind = MathF.Sin(easel.Time * 2) * 0.03f;
        using (easel.At(0, 0, scale: 1.82f))
        {
            easel.Solid(easel.Smooth(-0.04f, 0.84f, -0.12f, 0.6f, -0.2f + wind, 0.14f, -0.02f + wind, 0.12f, 0.02f, 0.6f),
                cloth, 0.04f);
            Clothes clothes = new()
            {
                Skin = steel,
                Top = steel,
                Legs = steel.Times(0.9f),
                Shoes = steel.Times(0.7f),
                Hair = HairStyle.None,
                Broad = 1.25f,
                Skirt = 0.15f,
                SkirtColour = cloth,
                Flare = 0.14f,
                Belt = Colour.Hex(0x4A3424),
                Hat = Helm
            };
            Body body = Person(easel, Pose.Standing with { NearArm = (16, 70) }, clothes);
            easel.Solid(easel.Oval(0.01f, 0.82f, 0.06f, 0.04f), steel);
            float x = body.NearHand.X;
            easel.Solid(easel.Poly(x - 0.012f, 0.62f, x - 0.004f, 0.01f, x + 0.004f, 0.01f, x + 0.012f, 0.62f),
                Colour.Hex(0xD8DEE4), 0.1f);
            easel.Line(Colour.Hex(0xC8A050), 0.8f, 0.024f, x - 0.07f, 0.625f, x + 0.07f, 0.625f);
            easel.Line(Colour.Hex(0x4A3424), 0.6f, 0.024f, x, 0.63f, x, 0.71f);
        }

        void Helm(Easel on)
        {
            on.Solid(on.Smooth(0, 0.16f, -0.06f, 0.12f, -0.062f, 0, -0.03f, -0.015f, 0.04f, -0.01f, 0.068f, 0.05f, 0.055f,
                0.12f), steel, 0.08f);
            on.Line(Colour.Hex(0x1E2024), 0.3f, 0.012f, 0.012f, 0.08f, 0.062f, 0.078f);
            on.Flat(on.Smooth(0, 0.155f, -0.05f, 0.21f, -0.14f, 0.2f, -0.16f, 0.12f, -0.09f, 0.16f), cloth, 0.8f);
        }
    }

    private static void Surfer(Easel easel)
    {
        Colour board = easel.OwnOf(0xF0D048, 0xF4F0E8, 0xE8603A, 0x3AA8C8);
        float rock = MathF.Sin(easel.Time * 1.8f + easel.Between(0, 6));
        using (easel.At(0, 0.28f, 7 + rock * 4))
        {
            easel.Solid(easel.Smooth(-1.1f, 0.05f, -0.6f, 0.1f, 0.6f, 0.1f, 1.16f, 0.16f, 0.7f, 0.0f, -0.6f, -0.02f), board,
                0.08f);
            easel.Flat(easel.Poly(-0.8f, -0.01f, -0.92f, -0.16f, -0.68f, -0.01f), board.Times(0.6f), 0.4f);
            using (easel.At(-0.04f, 0.08f, scale: 1.7f))
            {
                Clothes clothes = Clothes.Any(easel) with
                {
                    Bare = true,
                    BareArms = true,
                    Top = Colour.Hex(0x24303A),
                    Shoes = Colour.Hex(0xD8A880)
                };
                Person(easel, new Pose
                {
                    Lean = 24 + rock * 4,
                    Nod = -18,
                    NearLeg = (58, -14),
                    FarLeg = (-12, -58),
                    NearArm = (74 + rock * 8, 92),
                    FarArm = (-62, -80 + rock * 10)
                }, clothes);
            }
        }
    }

    private static void Skier(Easel easel)
    {
        Colour jacket = easel.OwnOf(0xD83A34, 0x2F7AC0, 0xE8A82A);
        float bob = MathF.Sin(easel.Time * 3 + easel.Between(0, 6)) * 3;
        using (easel.At(0, 0.03f))
        {
            easel.Line(Colour.Hex(0x2A2E38), 0.5f, 0.045f, -0.9f, 0.02f, 0.75f, 0.02f, 0.98f, 0.12f);
            using (easel.At(0, 0.04f, scale: 1.72f))
            {
                Clothes clothes = Clothes.Any(easel) with
                {
                    Top = jacket,
                    Hat = Hats.Helmet,
                    Shoes = Colour.Hex(0x3A3E48),
                    Broad = 1.15f
                };
                Body body = new(easel, new Pose
                {
                    Lean = 40 + bob,
                    Nod = -34,
                    NearLeg = (62, -24),
                    FarLeg = (54, -28),
                    NearArm = (48, 96),
                    FarArm = (56, 104)
                }, clothes);
                foreach (SKPoint hand in new[] { body.FarHand, body.NearHand })
                    easel.Line(Colour.Hex(0x8A9098), 0.7f, 0.012f, hand.X + 0.02f, hand.Y + 0.05f, hand.X - 0.32f,
                        hand.Y - 0.26f);
                body.Draw();
                easel.Solid(easel.Oval(body.NearHand.X, body.NearHand.Y, 0.024f, 0.024f), Colour.Hex(0x24262C));
            }
        }
    }

    private static void Dancer(Easel easel)
    {
        float sway = MathF.Sin(easel.Time * 1.7f + easel.Between(0, 6));
        using (easel.At(0.2f, 0, scale: Woman))
        {
            Colour dress = easel.OwnOf(0xF4C4D4, 0xE8E4F0, 0xC83A4A, 0x8AC0E0);
            Clothes clothes = Clothes.Woman(easel) with
            {
                Top = dress,
                SkirtColour = dress,
                Skirt = 0.16f,
                Flare = 1.05f,
                Hair = HairStyle.Bun,
                BareArms = true,
                Shoes = dress.Times(0.9f)
            };
            Person(easel, new Pose
            {
                Lean = -4 + sway * 3,
                NearLeg = (1, 0),
                FarLeg = (-62 - sway * 8, -74 - sway * 8),
                NearArm = (118 + sway * 10, 148),
                FarArm = (-96 - sway * 8, -110)
            }, clothes);
        }
    }

    private static void Farmer(Easel easel)
    {
        float dig = MathF.Sin(easel.Time * 1.5f + easel.Between(0, 6));
        using (easel.At(-0.3f, 0, scale: Man))
        {
            Clothes clothes = Clothes.Any(easel) with
            {
                Hat = Hats.Straw,
                Top = easel.OwnOf(0x4A6A9A, 0xA84A3A, 0xD8CCB0),
                Legs = Colour.Hex(0x3A4A6A),
                Broad = 1.08f
            };
            Body body = Person(easel, new Pose
            {
                Lean = 14 + dig * 5,
                Nod = 8,
                NearLeg = (14, -4),
                FarLeg = (-12, -18),
                NearArm = (30 + dig * 6, 52),
                FarArm = (40 + dig * 6, 66)
            }, clothes);
            float x = body.NearHand.X, y = body.NearHand.Y;
            easel.Line(Colour.Hex(0x8A6438), 0.6f, 0.018f, x - 0.1f, y + 0.24f, x + 0.2f, 0.06f);
            easel.Line(Colour.Hex(0x6A6E74), 0.6f, 0.022f, x + 0.2f, 0.06f, x + 0.13f, 0.015f);
        }
    }

    private static void UnderUmbrella(Easel easel, Pose pose)
    {
        Colour own = easel.OwnOf(0xC8302E, 0x2F6AA8, 0xE8B030, 0x2A2C34, 0x4A9A78);
        using (easel.At(-0.1f, 0, scale: Woman))
        {
            Clothes clothes = easel.Chance(0.5f) ? Clothes.Woman(easel) : Clothes.Any(easel) with { Skirt = 0.2f, Flare = 0.1f };
            clothes = clothes with { Top = Colour.Hex(0x4A5264), SkirtColour = Colour.Hex(0x4A5264) };
            Body body = new(easel, pose with { NearArm = (22, 128) }, clothes);
            body.Draw();
            easel.Line(Colour.Hex(0x3A3026), 0.6f, 0.013f, body.NearHand.X, body.NearHand.Y - 0.06f, 0.05f, 1.27f);
            Canopy(easel, 0.05f, 1.07f, 0.34f, 0.2f, own);
        }
    }

    /// <summary>An open umbrella from the side.</summary>
    private static void Canopy(Easel easel, float x, float y, float half, float high, Colour own)
    {
        SKPath cloth = easel.Poly(Scallops(x, y, half, high));
        easel.Solid(cloth, own, 0.05f);
        using (easel.Within(cloth))
        {
            foreach (float part in new[] { -0.5f, 0, 0.5f })
                easel.Line(own.Times(0.6f), 0.4f, half * 0.02f, x, y + high, x + part * half * 0.8f, y + high * 0.6f,
                    x + part * half, y);
        }
    }

    private static float[] Scallops(float x, float y, float half, float high)
    {
        List<float> points = [];
        for (int i = 0; i <= 20; i++)
        {
            (float sin, float cos) = MathF.SinCos(i / 20f * MathF.PI);
            points.AddRange([x - cos * half, y + sin * high]);
        }
        for (int i = 1; i < 24; i++)
        {
            float t = i / 24f;
            points.AddRange([x + half - t * half * 2, y + high * 0.2f * MathF.Abs(MathF.Sin(t * 4 * MathF.PI))]);
        }
        return [.. points];
    }
}
