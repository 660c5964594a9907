using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;
using Understudy.MediaEngine.Scenes.Figures.People;
using Understudy.MediaEngine.Scenes.Figures.Things;

namespace Understudy.MediaEngine.Scenes.Figures.Vehicles;

/// <summary>What floats.</summary>
internal static class Boats
{
    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["boat"] = Afloat(5.5f, 1.5f, Boat),
        ["sailboat"] = Afloat(9.6f, 13, Sailboat),
        ["ship"] = Afloat(124, 34, Ship),
        ["canoe"] = Afloat(5.3f, 1.3f, Canoe),
        ["submarine"] = Afloat(44, 10, Submarine) with { Footing = Footing.Underwater },
    };

    private static Drawn Afloat(float width, float height, Action<Easel> paint) =>
        new(width, height, easel =>
        {
            // It rolls a little in the waves, less the bigger it is.
            float roll = MathF.Sin(easel.Time * 1.3f + easel.Between(0, 6)) * 3 / (1 + width * 0.06f);
            using (easel.At(0, height * 0.03f, roll, 0.93f)) paint(easel);
        })
        { Footing = Footing.Water, IsLively = true };

    private static void Hull(Easel easel, float half, float freeboard, float sheer, Colour paint, Colour below)
    {
        SKPath hull = easel.Smooth(
            -half, freeboard * 1.1f, -half * 0.5f, freeboard * 0.92f, half * 0.3f, freeboard * 0.95f, half, freeboard + sheer,
            half * 0.88f, freeboard * 0.45f, half * 0.7f, 0, 0, -freeboard * 0.08f, -half * 0.86f, 0);
        easel.Solid(hull, paint, 0.05f);
        using (easel.Within(hull))
        {
            easel.Flat(easel.Rect(-half, -freeboard, half * 1.1f, freeboard * 0.22f), below, 0.5f);
            easel.Line(Colour.White, 0.8f, freeboard * 0.07f, -half, freeboard * 0.8f, 0, freeboard * 0.68f, half,
                freeboard * 0.92f + sheer * 0.8f);
            for (int i = 1; i < 4; i++)
                easel.Line(paint.Times(0.7f), 0.4f, freeboard * 0.02f, -half, freeboard * i * 0.2f, half,
                    freeboard * i * 0.2f + sheer * 0.3f);
        }
    }

    private static void Boat(Easel easel)
    {
        Colour paint = easel.OwnOf(0x2E6C9C, 0xB23C30, 0xEDE7DA, 0x3F7E62);
        easel.Flat(easel.Smooth(-2.4f, 0.62f, -1, 0.5f, 1.4f, 0.52f, 2.4f, 0.85f, 1, 0.42f, -2, 0.42f), Colour.Hex(0x4A3828),
            0.3f);
        using (easel.At(-0.55f, 0.3f, scale: 1.65f))
            new Body(easel, Pose.Sitting with { NearLeg = (80, 62), FarLeg = (76, 60), NearArm = (50, 78), FarArm = (54, 80) },
                Clothes.Any(easel) with { Hat = Hats.Straw }, hip: 0.17f).Draw();
        easel.Line(Colour.Hex(0xB08A58), 0.7f, 0.06f, -0.1f, 0.98f, -1.4f, 0.1f);
        Hull(easel, 2.55f, 0.62f, 0.3f, paint, Colour.Hex(0x7A2E26));
        easel.Line(Colour.Hex(0xC8A878), 0.8f, 0.07f, -2.55f, 0.66f, -1.2f, 0.58f, 0.8f, 0.6f, 2.6f, 0.92f);
        Wheels.Lamp(easel, 2.3f, 1, 0.06f, Colour.Hex(0xFFD088));
    }

    private static void Sailboat(Easel easel)
    {
        Colour sail = easel.Own(0xF6F1E4),
            hull = easel.Tint is null ? Colour.Hex(easel.Chance(0.5f) ? 0xF0EEE8 : 0x27486E) : Colour.Hex(0xF0EEE8);
        float fill = 0.3f + MathF.Sin(easel.Time * 1.1f) * 0.08f;
        easel.Line(Colour.Hex(0x8A6A48), 0.6f, 0.14f, 0.3f, 0.8f, 0.3f, 13.2f);
        easel.Line(Colour.Hex(0x8A6A48), 0.6f, 0.12f, 0.3f, 2.1f, -4.1f, 2.2f);
        SKPath main = easel.Poly(Cloth(0.15f, 12.9f, -4.1f, 2.35f, 0.15f, 2.3f, -fill));
        easel.Solid(main, sail, 0.01f);
        using (easel.Within(main))
        {
            for (int i = 1; i < 6; i++) easel.Line(sail.Times(0.82f), 0.6f, 0.04f, -4.4f, 1.6f + i * 1.9f, 0.3f, 2.1f + i * 1.9f);
        }
        SKPath jib = easel.Poly(Cloth(0.45f, 11.8f, 4.5f, 1.3f, 0.6f, 1.7f, fill));
        easel.Solid(jib, sail.Times(0.97f), 0.01f);
        easel.Line(Colour.Hex(0x5A5A5E), 0.5f, 0.03f, 0.3f, 13.1f, 4.8f, 1.1f);
        Hull(easel, 4.7f, 0.95f, 0.25f, hull, Colour.Hex(0x8A2E26));
        easel.Solid(easel.Smooth(-1.8f, 0.9f, -1.6f, 1.35f, 0.4f, 1.4f, 1.4f, 0.95f), Colour.Hex(0xE8E2D4), 0.08f);
        easel.Window(-1.3f, 1.02f, -0.7f, 1.22f, 1);
        easel.Window(-0.3f, 1.02f, 0.3f, 1.22f, 1);
        using (easel.At(-2.9f, 0.75f, scale: 1.5f)) new Body(easel, Pose.Sitting, Clothes.Any(easel), hip: 0.14f).Draw();
        Flags.Pennant(easel, 0.3f, 13.3f, 0.5f, Colour.Hex(0xC8402E));
        Wheels.Lamp(easel, 0.3f, 12.9f, 0.08f, Colour.Hex(0xFFF0D0));
    }

    // A sail: a triangle whose edge from the top to the first corner bulges.
    private static float[] Cloth(float topX, float topY, float x1, float y1, float x2, float y2, float bulge)
    {
        float[] points = new float[24];
        for (int i = 0; i < 11; i++)
        {
            float t = i / 10f, bulged = MathF.Sin(t * MathF.PI) * bulge;
            points[i * 2] = topX + (x1 - topX) * t + bulged;
            points[i * 2 + 1] = topY + (y1 - topY) * t + MathF.Abs(bulged) * 0.35f;
        }
        points[22] = x2;
        points[23] = y2;
        return points;
    }

    private static void Ship(Easel easel)
    {
        Colour paint = easel.OwnOf(0x24384E, 0x8E2E28, 0xF0F0EE);
        if (easel.Chance(0.5f)) Liner(easel);
        else Freighter(easel);
        SKPath hull = easel.Smooth(-61, 11, -40, 10, 0, 9.6f, 40, 10.4f, 63, 13.4f, 57, 6, 53, 0, 0, -0.6f, -56, 0);
        easel.Solid(hull, paint, 0.02f);
        using (easel.Within(hull))
        {
            easel.Flat(easel.Rect(-64, -2, 64, 1.8f), Colour.Hex(0x8A3228), 0.5f);
            for (int i = 0; i < 26; i++) easel.Window(-50 + i * 3.8f, 6, -49 + i * 3.8f, 7, 0.7f);
        }
        easel.Line(Colour.White, 0.8f, 0.35f, -60.6f, 11, -40, 10, 0, 9.6f, 40, 10.4f, 62.6f, 13.4f);
    }

    private static void Liner(Easel easel)
    {
        var white = Colour.Hex(0xF4F2EC);
        for (int deck = 0; deck < 5; deck++)
        {
            float left = -52 + deck * 4.4f, right = 42 - deck * 6, y = 9.5f + deck * 3;
            easel.Wall(easel.Rect(left, y, right, y + 3), white, 0.2f);
            easel.Flat(easel.Rect(left, y + 2.7f, right + 0.8f, y + 3.05f), white.Times(0.8f), 0.6f);
            for (float x = left + 1.4f; x < right - 2; x += 3) easel.Window(x, y + 0.9f, x + 1.7f, y + 2.2f, 0.8f);
        }
        for (int i = 0; i < 2; i++)
        {
            float x = -22 + i * 18;
            easel.Solid(easel.Poly(x - 3.4f, 24.4f, x - 4.4f, 32.6f, x + 0.8f, 32.6f, x + 2.6f, 24.4f), Colour.Hex(0xC2452E),
                0.04f);
            easel.Flat(easel.Rect(x - 4.4f, 31, x + 1, 32.8f), Colour.Hex(0x24242A), 0.5f);
        }
        easel.Line(white, 0.6f, 0.4f, 26, 18, 26, 31);
        easel.Glow(0, 16, 40, Colour.Hex(0xFFE0A8));
    }

    private static void Freighter(Easel easel)
    {
        Colour[] boxes = [Colour.Hex(0xB84A34), Colour.Hex(0x2F6C9A), Colour.Hex(0x4A8A5C), Colour.Hex(0xD09A3A),
            Colour.Hex(0x8A8E94)];
        for (int column = 0; column < 11; column++)
        {
            int high = 3 + easel.Below(3);
            for (int row = 0; row < high; row++)
            {
                float x = -30 + column * 7.2f, y = 9.6f + row * 2.7f;
                SKPath box = easel.Rect(x, y, x + 6.9f, y + 2.6f);
                Colour paint = boxes[easel.Below(boxes.Length)];
                easel.Wall(box, paint, 0.1f);
                for (int rib = 1; rib < 6; rib++)
                    easel.Line(paint.Times(0.75f), 0.4f, 0.16f, x + rib * 1.15f, y + 0.1f, x + rib * 1.15f, y + 2.5f);
            }
        }
        easel.Wall(easel.Rect(-53, 9.8f, -37, 29), Colour.Hex(0xF2F0EA), 0.2f);
        easel.Wall(easel.Rect(-55, 25, -35.5f, 28), Colour.Hex(0xF2F0EA), 0.3f);
        for (int row = 0; row < 5; row++)
            for (int i = 0; i < 5; i++) easel.Window(-52 + i * 3, 11.5f + row * 2.7f, -50.6f + i * 3, 12.9f + row * 2.7f, 0.7f);
        for (int i = 0; i < 6; i++) easel.Window(-54 + i * 3.1f, 25.7f, -51.5f + i * 3.1f, 27.3f, 0.9f);
        easel.Solid(easel.Rect(-50, 28.5f, -44, 33.6f, 0.6f), Colour.Hex(0x2F5A86), 0.05f);
        easel.Glow(-45, 20, 20, Colour.Hex(0xFFE0A8));
    }

    private static void Canoe(Easel easel)
    {
        Colour wood = easel.OwnOf(0xA0562E, 0xC8402E, 0x3E6E50);
        float stroke = MathF.Sin(easel.Time * 2.4f);
        using (easel.At(0.2f, 0.12f, scale: 1.65f))
        {
            Body rower = new(easel, Pose.Sitting with
            {
                NearLeg = (84, 74),
                FarLeg = (82, 72),
                Lean = 8 + stroke * 8,
                NearArm = (40 + stroke * 18, 70),
                FarArm = (70 + stroke * 10, 88)
            },
                Clothes.Any(easel), hip: 0.13f);
            rower.Draw();
            easel.Line(Colour.Hex(0xC09A60), 0.7f, 0.025f, rower.FarHand.X, rower.FarHand.Y + 0.08f,
                rower.NearHand.X - 0.1f - stroke * 0.06f, 0);
        }
        SKPath hull = easel.Smooth(
            -2.62f, 0.72f, -2.1f, 0.42f, 0, 0.34f, 2.1f, 0.42f, 2.62f, 0.72f, 2.5f, 0.3f, 2.1f, 0, 0, -0.03f, -2.1f, 0, -2.5f,
            0.3f);
        easel.Solid(hull, wood, 0.08f);
        easel.Line(wood.Mix(Colour.White, 0.4f), 0.8f, 0.045f, -2.58f, 0.7f, -2, 0.43f, 0, 0.36f, 2, 0.43f, 2.58f, 0.7f);
    }

    private static void Submarine(Easel easel)
    {
        Colour paint = easel.OwnOf(0x4A545C, 0xD8B02E, 0x3A4A54);
        easel.Solid(easel.Poly(-19.5f, 3, -21.6f, 6.4f, -18.4f, 6.4f, -15, 3.4f), paint.Times(0.9f), 0.05f);
        easel.Solid(easel.Poly(-19.5f, 3, -21.6f, 0.2f, -18.4f, 0.2f, -15, 2.6f), paint.Times(0.7f), 0.05f);
        easel.Solid(easel.Smooth(0, 5.4f, 0.6f, 8.2f, 5.4f, 8.3f, 6.6f, 5.4f), paint, 0.05f);
        easel.Line(paint.Times(0.8f), 0.6f, 0.3f, 3, 8, 3, 10, 3.6f, 10);
        SKPath hull = easel.Smooth(-20.5f, 3, -14, 4.8f, 0, 5.9f, 14, 5.6f, 20.4f, 4.2f, 21.6f, 2.9f, 20.4f, 1.7f, 14, 0.5f, 0,
            0.3f, -14, 1.4f);
        easel.Solid(hull, paint, 0.04f);
        for (int i = 0; i < 5; i++) easel.Line(paint.Times(0.6f), 0.4f, 0.08f, -12 + i * 6, 0.6f, -12 + i * 6, 5.5f);
        float spin = MathF.Cos(easel.Time * 8);
        easel.Flat(easel.Oval(-21.2f, 3, 0.35f, 2 * MathF.Abs(spin) + 0.3f), Colour.Hex(0xC8A048), 0.7f);
        for (int i = 0; i < 4; i++)
        {
            SKPath port = easel.Oval(4 + i * 3.6f, 3.6f, 0.62f, 0.62f);
            easel.Flat(port, Colour.Hex(0xC8D8D0), 0.7f);
            easel.Shine(port, Colour.Hex(0xFFE6A0), 0.55f + 0.4f * easel.Darkness);
            easel.Glow(4 + i * 3.6f, 3.6f, 2.4f, Colour.Hex(0xFFE6A0));
        }
    }
}
