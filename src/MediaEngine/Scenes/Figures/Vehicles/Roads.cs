using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;
using Understudy.MediaEngine.Scenes.Figures.People;

namespace Understudy.MediaEngine.Scenes.Figures.Vehicles;

/// <summary>What goes on roads.</summary>
internal static class Roads
{
    private static readonly Colour _head = Colour.Hex(0xFFF2C8), _tail = Colour.Hex(0xFF3A2A);

    /// <summary>By concept.</summary>
    public static readonly Dictionary<string, Drawn> All = new()
    {
        ["car"] = new(4.5f, 1.5f, Car) { Variety = 0.06f },
        ["traffic"] = new(30, 2.9f, Traffic) { Variety = 0.04f },
        ["bus"] = new(11.2f, 3.2f, Bus) { Variety = 0.05f },
        ["truck"] = new(9, 3.4f, Truck) { Variety = 0.08f },
        ["bicycle"] = new(1.85f, 1.12f, easel => Bicycle(easel, easel.OwnOf(0x2E6A8A, 0xB03A30, 0x2A2C30,
        0x4A7A4A)))
        { Variety = 0.05f },
        ["motorcycle"] = new(2.3f, 1.3f, Motorcycle) { Variety = 0.05f },
        ["carriage"] = new(6.6f, 2.7f, Carriage) { IsLively = true, Variety = 0.05f },
        ["cyclist"] = new(1.9f, 1.86f, Cyclist) { IsLively = true, Variety = 0.06f },
    };

    /// <summary>A bicycle, with its saddle at −0.22, 0.98 and its handlebar at 0.42, 1.05.</summary>
    public static void Bicycle(Easel easel, Colour frame)
    {
        Wheels.Spoked(easel, -0.53f, 0.34f, Colour.Hex(0x4A4C50), 14, 0.045f);
        Wheels.Spoked(easel, 0.55f, 0.34f, Colour.Hex(0x4A4C50), 14, 0.045f);
        easel.Line(frame, 0.75f, 0.045f, -0.53f, 0.34f, -0.18f, 0.85f, 0.36f, 0.84f, 0, 0.31f, -0.53f, 0.34f);
        easel.Line(frame, 0.6f, 0.045f, 0, 0.31f, -0.2f, 0.92f);
        easel.Line(frame, 0.75f, 0.045f, 0.55f, 0.34f, 0.34f, 0.98f);
        easel.Line(Colour.Hex(0x2A2A2C), 0.6f, 0.04f, 0.34f, 0.98f, 0.42f, 1.06f, 0.5f, 1.02f);
        easel.Line(Colour.Hex(0x2A2A2C), 0.5f, 0.065f, -0.32f, 0.95f, -0.1f, 0.97f);
        easel.Flat(easel.Oval(0, 0.31f, 0.09f, 0.09f), Colour.Hex(0x5A5C60), 0.6f);
    }

    private static void Cyclist(Easel easel)
    {
        float turn = easel.Time * 5.5f;
        Clothes clothes = Clothes.Any(easel) with { Hat = Hats.Helmet };
        (float sin, float cos) = MathF.SinCos(turn);
        Pose pose = new()
        {
            Lean = 34,
            Nod = -24,
            NearLeg = (44 + 16 * sin, -12 + 20 * cos),
            FarLeg = (44 - 16 * sin, -12 - 20 * cos),
            NearArm = (46, 62),
            FarArm = (50, 66),
        };
        using (easel.At(-0.28f, 0.98f, scale: 1.66f)) new Body(easel, pose with { NearLeg = pose.FarLeg }, clothes,
            hip: 0.01f).Draw();
        Bicycle(easel, easel.OwnOf(0x2E6A8A, 0xB03A30, 0x2A2C30));
        using (easel.At(-0.28f, 0.98f, scale: 1.66f)) new Body(easel, pose, clothes, hip: 0.01f).Draw();
    }

    private static void Car(Easel easel)
    {
        Colour paint = easel.OwnOf(0xB02A2A, 0x2E5A94, 0xD8DCE0, 0x3A3E44, 0xE0A82A, 0x3F7A58);
        bool sporty = easel.Chance(0.35f);
        float roof = sporty ? 1.22f : 1.46f;
        easel.Flat(easel.Rect(-1.9f, 0.2f, 1.9f, 0.5f), Colour.Hex(0x202024), 0.2f);
        SKPath body = easel.Smooth(
            -2.18f, 0.42f, -2.2f, 0.8f, -1.7f, 0.95f, -1.15f, roof - 0.12f, -0.5f, roof, 0.35f, roof - 0.04f, 1, 0.98f, 1.75f,
            0.86f, 2.16f, 0.66f, 2.2f, 0.42f, 1.8f, 0.28f, -1.8f, 0.28f);
        easel.Solid(body, paint, 0.05f);
        easel.Flat(easel.Smooth(
            -1.3f, 0.95f, -0.95f, roof - 0.14f, -0.45f, roof - 0.07f, 0.25f, roof - 0.11f, 0.75f, 0.97f), Colour.Hex(0x2E3C48),
            0.6f);
        easel.Flat(easel.Poly(-0.25f, 0.98f, -0.05f, roof - 0.1f, 0.2f, roof - 0.12f, 0.5f, 0.98f), Colour.Hex(0x90A8BC), 0.8f,
            0.5f);
        easel.Line(paint, 0.7f, 0.07f, -0.24f, 0.95f, -0.28f, roof - 0.06f);
        easel.Line(paint.Times(0.55f), 0.4f, 0.02f, -0.3f, 0.95f, -0.34f, 0.36f);
        easel.Line(paint.Times(0.55f), 0.4f, 0.02f, 0.85f, 0.92f, 0.8f, 0.36f);
        easel.Line(paint.Mix(Colour.White, 0.4f), 1, 0.035f, -2, 0.78f, 1.9f, 0.74f);
        easel.Flat(easel.Oval(-1.3f, 0.42f, 0.41f, 0.41f), Colour.Hex(0x141416), 0.2f);
        easel.Flat(easel.Oval(1.35f, 0.42f, 0.41f, 0.41f), Colour.Hex(0x141416), 0.2f);
        Wheels.Tyre(easel, -1.3f, 0.34f);
        Wheels.Tyre(easel, 1.35f, 0.34f);
        Wheels.Lamp(easel, 2.06f, 0.64f, 0.1f, _head);
        Wheels.Lamp(easel, -2.15f, 0.7f, 0.07f, _tail);
    }

    private static void Traffic(Easel easel)
    {
        float x = -12.4f;
        while (x < 12.4f)
        {
            bool big = easel.Chance(0.12f) && x < 9;
            if (big)
            {
                using (easel.At(x + 2.6f, 0, scale: 0.8f)) Truck(easel);
                x += 8.6f;
            }
            else
            {
                using (easel.At(x, 0)) Car(easel);
                x += easel.Between(4.9f, 6.2f);
            }
        }
    }

    private static void Bus(Easel easel)
    {
        Colour paint = easel.OwnOf(0xC23A2E, 0x2F6EA8, 0xE2B03A, 0x3E8A5E);
        easel.Solid(easel.Rect(-5.5f, 0.35f, 5.5f, 3.1f, 0.32f), paint, 0.02f);
        easel.Flat(easel.Rect(-5.4f, 0.95f, 5.45f, 1.25f), Colour.Hex(0xF0ECE2), 0.7f);
        for (int i = 0; i < 6; i++) easel.Window(-5.1f + i * 1.52f, 1.5f, -3.75f + i * 1.52f, 2.6f, 1);
        easel.Window(4.3f, 1.3f, 5.35f, 2.75f, 1);
        easel.Flat(easel.Rect(3.1f, 0.5f, 4, 2.7f), paint.Times(0.6f), 0.5f);
        easel.Window(3.2f, 0.9f, 3.9f, 2.6f, 1);
        Wheels.Tyre(easel, -3.4f, 0.5f);
        Wheels.Tyre(easel, 2.1f, 0.5f);
        Wheels.Lamp(easel, 5.4f, 0.72f, 0.13f, _head);
        Wheels.Lamp(easel, -5.42f, 0.8f, 0.1f, _tail);
        easel.Glow(0, 2, 4, Colour.Hex(0xFFE8B8));
    }

    private static void Truck(Easel easel)
    {
        Colour paint = easel.OwnOf(0x2F5E94, 0xB0392E, 0xE0DCD2, 0x4C7A52);
        easel.Flat(easel.Rect(-4.3f, 0.5f, 4.2f, 0.8f), Colour.Hex(0x26262A), 0.3f);
        SKPath box = easel.Rect(-4.45f, 0.8f, 2.1f, 3.35f, 0.06f);
        easel.Wall(box, Colour.Hex(0xEDEAE2), 0.1f);
        easel.Flat(easel.Rect(-4.45f, 1.7f, 2.1f, 2.3f), paint, 0.7f);
        for (int i = 0; i < 8; i++) easel.Line(Colour.Hex(0xC0BCB4), 0.5f, 0.03f, -4 + i * 0.8f, 0.85f, -4 + i * 0.8f, 3.3f);
        easel.Solid(easel.Smooth(2.25f, 0.5f, 2.25f, 2.4f, 2.5f, 2.8f, 3.4f, 2.75f, 3.9f, 1.7f, 4.4f, 1.4f, 4.45f, 0.6f), paint,
            0.04f);
        easel.Window(2.75f, 1.65f, 3.55f, 2.5f, 0);
        foreach (float x in new[] { -3.4f, -2.3f, 3.3f }) Wheels.Tyre(easel, x, 0.5f);
        Wheels.Lamp(easel, 4.35f, 0.9f, 0.13f, _head);
        Wheels.Lamp(easel, -4.4f, 0.95f, 0.08f, _tail);
    }

    private static void Motorcycle(Easel easel)
    {
        Colour paint = easel.OwnOf(0xB8322A, 0x2A2C30, 0x2E5A94);
        Wheels.Tyre(easel, -0.75f, 0.34f);
        Wheels.Tyre(easel, 0.76f, 0.34f);
        easel.Line(Colour.Hex(0x8A8E94), 0.7f, 0.07f, 0.76f, 0.34f, 0.46f, 0.95f, 0.38f, 1.12f);
        easel.Solid(easel.Smooth(-0.35f, 0.3f, -0.4f, 0.55f, 0, 0.66f, 0.35f, 0.55f, 0.3f, 0.28f), Colour.Hex(0x6A6E74), 0.1f);
        easel.Line(Colour.Hex(0xC8CCD0), 0.8f, 0.07f, 0.1f, 0.3f, -0.5f, 0.28f, -1.05f, 0.36f);
        easel.Solid(easel.Smooth(0.42f, 0.72f, 0.3f, 0.96f, 0, 0.98f, -0.18f, 0.78f, 0, 0.66f), paint, 0.1f);
        easel.Solid(easel.Smooth(-0.1f, 0.74f, -0.2f, 0.86f, -0.7f, 0.84f, -1.05f, 0.9f, -0.95f, 0.72f, -0.5f, 0.66f),
            Colour.Hex(0x262428), 0.1f);
        easel.Solid(easel.Smooth(0.4f, 0.62f, 0.62f, 0.76f, 0.95f, 0.74f, 1.05f, 0.6f, 0.76f, 0.68f), paint, 0.1f);
        easel.Line(Colour.Hex(0x2A2A2E), 0.6f, 0.05f, 0.4f, 1.1f, 0.2f, 1.2f);
        Wheels.Lamp(easel, 0.58f, 0.94f, 0.1f, _head);
        Wheels.Lamp(easel, -1.02f, 0.84f, 0.05f, _tail);
    }

    private static void Carriage(Easel easel)
    {
        Colour paint = easel.Own(0x6A2430), gold = Colour.Hex(0xD8B050);
        easel.Line(Colour.Hex(0x4A3424), 0.5f, 0.08f, -0.2f, 0.85f, 2.4f, 1.05f);
        using (easel.At(1.75f, 0, scale: 0.98f)) Animals.Beasts.Draft(easel);
        easel.Solid(easel.Smooth(-2.9f, 1, -2.95f, 2.1f, -2.4f, 2.5f, -1.2f, 2.5f, -0.6f, 2.1f, -0.65f, 1.05f, -1.1f, 0.75f,
            -2.4f, 0.75f), paint, 0.04f);
        easel.Line(gold, 0.8f, 0.06f, -2.9f, 1.25f, -0.65f, 1.25f);
        easel.Window(-2.55f, 1.45f, -1.9f, 2.15f, 1, shines: true);
        easel.Window(-1.65f, 1.45f, -1, 2.15f, 1);
        easel.Solid(easel.Smooth(-0.75f, 0.95f, -0.7f, 1.35f, -0.1f, 1.4f, 0.2f, 0.9f), paint.Times(0.8f), 0.06f);
        Wheels.Spoked(easel, -2.35f, 0.58f, gold, 12, 0.09f);
        Wheels.Spoked(easel, -0.35f, 0.44f, gold, 10, 0.08f);
        using (easel.At(-0.42f, 1.33f, scale: 1.35f))
            new Body(easel, Pose.Sitting, Clothes.Any(easel) with { Hat = Hats.Brimmed }, hip: 0.04f).Draw();
    }
}
