using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Small soft round things that fall or float: snow, sparks, fireflies.</summary>
/// <param name="Count">How many in a picture as wide as 1280 units.</param>
/// <param name="Colour">Of each.</param>
/// <param name="Smallest">Their radius far away, in units.</param>
/// <param name="Largest">Their radius near.</param>
/// <param name="Across">How fast they go across, in units a second.</param>
/// <param name="Down">How fast they go down.</param>
internal sealed record Specks(int Count, Colour Colour, float Smallest, float Largest, float Across, float Down)
{
    private const float Span = 800;

    /// <summary>Snow.</summary>
    public static Specks Snow { get; } = new(380, Colour.White, 1.2f, 3.8f, 22, 90) { Sway = 18 };

    /// <summary>A blizzard.</summary>
    public static Specks Blizzard { get; } = new(620, Colour.White, 1.2f, 4.4f, 330, 190) { Sway = 14 };

    /// <summary>Fireflies.</summary>
    public static Specks Fireflies { get; } =
        new(46, Colour.Hex(0xD8FF70), 5, 11, 6, -4) { Sway = 40, Twinkling = 1, IsLight = true, From = 0.5f };

    /// <summary>Golden dust of a fairy tale.</summary>
    public static Specks Magic { get; } =
        new(70, Colour.Hex(0xFFE6A0), 2, 6, 4, -12) { Sway = 22, Twinkling = 1, IsLight = true, From = 0.25f };

    /// <summary>Sparks of a fire.</summary>
    public static Specks Sparks { get; } =
        new(60, Colour.Hex(0xFF9A40), 1.4f, 3.4f, 10, -90) { Sway = 26, Twinkling = 0.6f, IsLight = true };

    /// <summary>Dust in the light.</summary>
    public static Specks Dust { get; } = new(110, Colour.Hex(0xFFF0D0), 1, 2.6f, 9, 3)
    {
        Sway = 12,
        Twinkling = 0.7f,
        IsLight = true
    };

    /// <summary>Seeds of dandelions.</summary>
    public static Specks Seeds { get; } = new(60, Colour.Hex(0xFFFDF4), 2, 4.4f, 34, -8) { Sway = 26 };

    /// <summary>Bubbles.</summary>
    public static Specks Bubbles { get; } =
        new(70, Colour.Hex(0xBFF4FF), 1.5f, 5.5f, 0, -60) { Sway = 6, IsLight = true, Strength = 0.5f };

    /// <summary>How far they swing, in units.</summary>
    public float Sway { get; init; }

    /// <summary>How much they go out now and then: 0 not at all, 1 wholly.</summary>
    public float Twinkling { get; init; }

    /// <summary>Whether they shine.</summary>
    public bool IsLight { get; init; }

    /// <summary>How well they are seen.</summary>
    public float Strength { get; init; } = 0.95f;

    /// <summary>The part of the height above which there are none.</summary>
    public float From { get; init; }

    /// <summary>Adds them, in front.</summary>
    public static void Add(SceneBuilder scene, Specks specks)
    {
        Dice dice = scene.Dice(121 + specks.Count);
        float width = scene.Stage.Width + 160;
        int count = Math.Max(8, (int)(specks.Count * scene.Stage.Width / 1280));
        (float X, float Y, float Near, float Phase)[] all =
        [
            .. Enumerable.Range(0, count).Select(_ =>
                (dice.Between(0, width), dice.Between(0, Span), dice.Between(0.25f, 1), dice.Between(0, MathF.Tau))),
        ];
        float light = specks.IsLight ? 1 : 0.35f + 0.65f * scene.Shot.Air.Light;
        Colour colour = specks.Colour.Times(light);
        scene.Add(new Drawing(picture =>
        {
            float scale = picture.Stage.Scale;
            foreach ((float x, float y, float near, float phase) in all)
            {
                float pace = 0.45f + 0.75f * near;
                float top = specks.From * Stage.Height;
                float span = Span - top;
                float py = top + Wrap(y + picture.Time * specks.Down * pace, span) - 40;
                float px = Wrap(
                    x + picture.Time * specks.Across * pace + MathF.Sin(picture.Time * 0.9f + phase) * specks.Sway * near
                        - picture.Camera.X * 80 * near,
                    width) - 80;
                float twinkle = 1 - specks.Twinkling * (0.5f + 0.5f * MathF.Sin(picture.Time * (1.3f + near) + phase * 3));
                float radius = specks.Smallest + (specks.Largest - specks.Smallest) * near * near;
                picture.Spot(px * scale, py * scale, radius * scale, colour, specks.Strength * (0.35f + 0.65f * near) * twinkle,
                    specks.IsLight);
            }
        }));

        static float Wrap(float value, float span) => value - MathF.Floor(value / span) * span;
    }
}
