using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>How a bird is built, in metres of one whose wings span about one.</summary>
/// <param name="Span">How far its wings span, in metres.</param>
/// <param name="Body">Of the feathers.</param>
/// <param name="Belly">Of the belly.</param>
/// <param name="Tip">Of the wings' ends.</param>
/// <param name="Bill">Of bill and legs.</param>
internal sealed record Plumage(float Span, int Body, int Belly, int Tip, int Bill)
{
    /// <summary>How long the neck is.</summary>
    public float Neck { get; init; } = 0.05f;

    /// <summary>How long the legs trail behind.</summary>
    public float Legs { get; init; }

    /// <summary>How broad the wings are.</summary>
    public float Chord { get; init; } = 0.17f;

    /// <summary>How often it beats them in a second.</summary>
    public float Beats { get; init; } = 2.4f;

    /// <summary>Whether it glides more than it flaps.</summary>
    public bool Soars { get; init; }

    /// <summary>How long the bill is.</summary>
    public float BillLength { get; init; } = 0.07f;

    /// <summary>How thick the trunk is.</summary>
    public float Thick { get; init; } = 0.075f;
}

/// <summary>Birds in the air.</summary>
internal static class Birds
{
    /// <summary>By concept and motion.</summary>
    public static readonly Dictionary<string, Drawn> All = Aloft();

    private static Dictionary<string, Drawn> Aloft()
    {
        Dictionary<string, Drawn> all = [];
        Add("bird", new Plumage(0.5f, 0x4A4E58, 0xB8A898, 0x2A2C34, 0x5A4A3A));
        Add("seagull", new Plumage(1.2f, 0xF2F2EE, 0xFFFFFF, 0x3A3E46, 0xE8A83A) { Soars = true, Beats = 1.6f, Chord = 0.14f });
        Add("eagle", new Plumage(2.1f, 0x5A3E28, 0x6A4A30, 0x2E2018, 0xE0B03A)
        {
            Soars = true,
            Beats = 1,
            Chord = 0.24f,
            BillLength = 0.05f
        });
        Add("crow", new Plumage(0.95f, 0x22242C, 0x2A2C34, 0x16171C, 0x1A1A1C) { Chord = 0.2f });
        Add("crane", new Plumage(2.2f, 0xF4F4F0, 0xFFFFFF, 0x24242A, 0x8A7A50)
        {
            Neck = 0.3f,
            Legs = 0.32f,
            Beats = 1.1f,
            Chord = 0.19f,
            BillLength = 0.11f,
            Thick = 0.06f
        }, "crane/flying");
        Add("flamingo", new Plumage(1.5f, 0xF08A94, 0xF8B4B8, 0x2A2228, 0xE88A8A)
        {
            Neck = 0.34f,
            Legs = 0.34f,
            Beats = 1.7f,
            BillLength = 0.07f,
            Thick = 0.055f
        }, "flamingo/flying");
        Add("swan", new Plumage(2.2f, 0xF8F8F4, 0xFFFFFF, 0xF2F2EE, 0xE8923A)
        {
            Neck = 0.32f,
            Beats = 1.2f,
            Chord = 0.19f,
            Thick = 0.085f
        }, "swan/flying");
        Add("duck", new Plumage(0.95f, 0x6A5A4A, 0xC8BCA8, 0x3A4A6A, 0xE0B03A) { Neck = 0.14f, Beats = 4 }, "duck/flying");
        Add("owl", new Plumage(1.1f, 0x8A6A48, 0xD8C4A0, 0x5A4430, 0x6A5A3A)
        {
            Beats = 1.4f,
            Chord = 0.24f,
            Thick = 0.1f,
            BillLength = 0.02f
        }, "owl/flying");
        all["bat"] = new Drawn(0.42f, 0.3f, Bat) { Footing = Footing.Air, IsLively = true, Variety = 0.2f };
        return all;

        void Add(string id, Plumage plumage, string? key = null) =>
            all[key ?? id] = new Drawn(plumage.Span * (plumage.Neck > 0.1f ? 0.74f + plumage.Neck + plumage.Legs : 0.82f),
                plumage.Span * 0.98f, easel => Fly(easel, plumage))
            {
                Footing = Footing.Air,
                IsLively = true,
                Variety = 0.15f,
            };
    }

    private static void Fly(Easel easel, Plumage bird)
    {
        float at = easel.Time * bird.Beats + easel.Between(0, 1);
        float beat = MathF.Sin(at * MathF.Tau);
        if (bird.Soars) beat = 0.35f + beat * 0.45f * MathF.Max(0, MathF.Sin(at * 0.9f));
        Colour own = easel.Own(bird.Body), tip = easel.Tint is { } tint ? tint.Times(0.6f) : Colour.Hex(bird.Tip),
            bill = Colour.Hex(bird.Bill);
        // In the middle of its room is the middle from bill to feet.
        float middle = bird.Neck > 0.1f ? (bird.Legs - bird.Neck) / 2 + 0.08f - (bird.Legs > 0 ? 0.1f : 0) : 0.03f;
        using (easel.At(bird.Span * middle, bird.Span * (0.43f - beat * 0.03f), 4, bird.Span))
        {
            Wing(easel, bird, beat, own.Times(0.8f), tip.Times(0.8f), far: true);
            float head = 0.16f + bird.Neck, thick = bird.Thick;
            easel.Solid(easel.Poly(-0.16f, 0.02f, -0.36f, 0.05f, -0.38f, 0, -0.36f, -0.04f, -0.16f, -0.03f), tip, 0.06f);
            if (bird.Legs > 0) easel.Line(bill, 0.5f, 0.014f, -0.15f, -0.03f, -0.17f - bird.Legs, -0.02f);
            if (bird.Neck > 0.1f)
                easel.Solid(easel.Tube(0.12f, 0.01f, thick * 0.62f, 0.2f, 0.02f, 0.026f, head, 0.045f, 0.022f), own);
            SKPath body = easel.Smooth(
                -0.24f, 0.015f, -0.1f, thick * 0.75f, 0.08f, thick * 0.82f, bird.Neck > 0.1f ? 0.18f : 0.2f, 0.045f,
                bird.Neck > 0.1f ? 0.18f : 0.21f, 0, 0.08f, -thick, -0.1f, -thick * 0.8f);
            easel.Solid(body, own, 0.05f);
            using (easel.Within(body)) easel.Flat(easel.Oval(0.02f, -thick, 0.2f, thick * 0.8f), Colour.Hex(bird.Belly), 0.5f,
                0.8f);
            float skull = bird.Neck > 0.1f ? 0.034f : thick * 0.62f;
            easel.Solid(easel.Oval(head + 0.02f, 0.05f, skull, skull * 0.92f),
                bird.Body == 0x5A3E28 ? Colour.Hex(0xF0EAE0) : own);
            easel.Solid(easel.Poly(head + skull * 0.8f, 0.07f, head + 0.03f + skull + bird.BillLength, 0.038f,
                head + skull * 0.8f, 0.03f), bill, 0.1f);
            easel.Spot(head + 0.03f, 0.06f, 0.009f, 0.009f, Colour.Hex(0x101010), 0.5f);
            Wing(easel, bird, beat, own, tip, far: false);
        }
    }

    private static void Wing(Easel easel, Plumage bird, float beat, Colour own, Colour tip, bool far)
    {
        // Seen a little from below and from the side: the arm goes up, the hand follows later.
        float up = beat * 50 + 12, chord = bird.Chord, arm = 0.2f, hand = 0.27f, side = far ? 1 : -1;
        float fold = beat < 0 ? beat * 20 : beat * 12;
        (float sinA, float cosA) = MathF.SinCos(up * MathF.PI / 180);
        (float sinB, float cosB) = MathF.SinCos((up - 22 + fold) * MathF.PI / 180);
        float slant = far ? 0.55f : -0.5f;
        float elbowX = 0.1f + cosA * arm * slant * 0.7f,
            elbowY = 0.04f + sinA * arm + (far ? 0.02f : 0) - cosA * arm * (far ? -0.25f : 0.3f);
        float endX = elbowX + cosB * hand * slant - 0.05f, endY = elbowY + sinB * hand - cosB * hand * (far ? -0.2f : 0.25f);
        SKPath wing = easel.Smooth(
            0.12f, 0.035f, elbowX + 0.02f, elbowY + 0.01f, endX + 0.02f, endY + 0.005f, endX - 0.03f, endY - 0.01f,
            elbowX - chord * 0.75f, elbowY - 0.01f * side, -0.08f, 0.01f);
        easel.Solid(wing, own, far ? 0 : 0.05f);
        using (easel.Within(wing))
        {
            for (int i = 0; i < 6; i++)
            {
                float t = i / 6f;
                easel.Line(tip, far ? 0.3f : 0.55f, 0.008f, elbowX * (1 - t) + endX * t, elbowY * (1 - t) + endY * t,
                    (elbowX - chord) * (1 - t) + (endX - 0.06f) * t, (elbowY - 0.03f) * (1 - t) + endY * t);
            }
            easel.Flat(easel.Oval(endX, endY, 0.1f, 0.1f), tip, far ? 0.3f : 0.6f, 0.85f);
        }
    }

    private static void Bat(Easel easel)
    {
        Colour fur = easel.Own(0x3A2E34);
        float beat = MathF.Sin(easel.Time * 16 + easel.Between(0, 6)), up = 0.05f + beat * 0.07f;
        using (easel.At(0, 0.14f - beat * 0.015f))
        {
            for (int side = -1; side <= 1; side += 2)
            {
                easel.Solid(easel.Smooth(
                    side * 0.01f, 0.02f, side * 0.08f, 0.03f + up * 0.8f, side * 0.195f, up, side * 0.16f, up - 0.05f,
                    side * 0.125f, up * 0.5f - 0.04f, side * 0.09f, up * 0.4f - 0.05f, side * 0.05f, -0.02f, side * 0.01f,
                    -0.04f), fur.Times(0.85f), 0.05f);
                easel.Flat(easel.Poly(side * 0.004f, 0.035f, side * 0.024f, 0.075f, side * 0.024f, 0.03f), fur, 0.5f);
                easel.Line(fur.Times(0.6f), 0.4f, 0.004f, side * 0.08f, 0.03f + up * 0.7f, side * 0.09f, up * 0.4f - 0.045f);
            }
            easel.Solid(easel.Oval(0, -0.005f, 0.022f, 0.045f), fur);
            easel.Solid(easel.Oval(0, 0.032f, 0.022f, 0.02f), fur);
        }
    }
}
