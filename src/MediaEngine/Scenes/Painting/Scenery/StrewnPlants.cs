using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Grass, ears and flowers, of which there are too many to place each.</summary>
internal static class StrewnPlants
{
    private static readonly Dictionary<string, (int[] Petals, float Tall)> _flowers = new()
    {
        ["flower"] = ([0xF4D03C, 0xE8505A, 0xFFFFFF, 0xB070D8, 0xF49AC0], 0.45f),
        ["sunflower"] = ([0xF8C020, 0xF0A818], 1.3f),
        ["rose"] = ([0xD02040, 0xE85070, 0xF8D0D8], 0.6f),
        ["tulip"] = ([0xE83848, 0xF8B830, 0xF080B0, 0xFFF4E8, 0x8848B0], 0.5f),
        ["lavender"] = ([0x8058C0, 0x9C78D8, 0x6C48A8], 0.6f),
        ["poppy"] = ([0xE83020, 0xF04830, 0xD02818], 0.5f),
        ["wheat"] = ([0xE0B850, 0xECCB70, 0xC89C3C], 0.8f),
    };

    /// <summary>Strews them over a piece of land.</summary>
    public static void Paint(SceneBuilder scene, Slab slab)
    {
        Floor floor = scene.Shot.Land.Floor;
        Sheet sheet = slab.Sheet;
        string[] kinds = [.. _flowers.Keys.Where(kind => scene.Shot.Any(kind))];
        bool isField = floor == Floor.Flowers || kinds.Length > 0;
        if (floor == Floor.Flowers && kinds.Length == 0) kinds = ["flower"];
        if (floor == Floor.Grass && kinds.Length == 0 && scene.Shot.Season is "spring" or "summer" && !scene.Shot.Absent.Contains("flower"))
            kinds = ["flower"];
        bool hasGrass = floor is Floor.Grass or Floor.Savanna or Floor.Forest or Floor.Flowers or Floor.Field
            && scene.Shot.Season != "winter";
        if (kinds.Length == 0 && !hasGrass) return;
        sheet.Draw(canvas =>
        {
            Dice dice = scene.Dice(90 + (int)(sheet.Parallax * 10));
            using SKPaint paint = new() { IsAntialias = true };
            int count = (int)(scene.Stage.Width * (sheet.Parallax > 0.5f ? 4.2f : 1.8f));
            if (hasGrass) Grass(canvas, paint, scene, slab, count, ref dice);
            foreach (string kind in kinds)
            {
                int many = isField ? count / kinds.Length * (kind is "lavender" or "wheat" ? 3 : 2) : count / 8;
                Flowers(canvas, paint, scene, slab, kind, many, ref dice);
            }
        });
    }

    private static void Grass(SKCanvas canvas, SKPaint paint, SceneBuilder scene, Slab slab, int count, ref Dice dice)
    {
        Atmosphere air = scene.Shot.Air;
        (Colour ground, Colour patches, Colour slopes) = Covers.OfFloor(scene.Shot.Land.Floor, scene.Shot.Season);
        float tall = scene.Shot.Any("grass") ? 0.55f : 0.3f;
        paint.Style = SKPaintStyle.Stroke;
        foreach ((float x, float y, float metre) in Places(scene, slab, count, ref dice))
        {
            float height = Math.Min(46, tall * metre * dice.Between(0.5f, 1.2f));
            paint.StrokeWidth = Math.Clamp(height * 0.07f, 0.5f, 2.2f);
            Colour own = slopes.Times(0.85f).Mix(patches.Times(1.1f), dice.Float()).Mix(ground, 0.2f);
            paint.Color = Lit(own, air, scene, y).Paint(0.8f);
            canvas.DrawLine(x, y, x + dice.Between(-0.3f, 0.35f) * height, y - height, paint);
        }
        paint.Style = SKPaintStyle.Fill;
    }

    private static void Flowers(
        SKCanvas canvas, SKPaint paint, SceneBuilder scene, Slab slab, string kind, int count, ref Dice dice)
    {
        (int[] petals, float tall) = _flowers[kind];
        Atmosphere air = scene.Shot.Air;
        foreach ((float x, float y, float metre) in Places(scene, slab, count, ref dice))
        {
            float height = Math.Min(70, tall * metre * dice.Between(0.75f, 1.15f));
            float head = Math.Max(0.9f, height * (kind == "sunflower" ? 0.2f : 0.17f));
            Colour own = Lit(Colour.Hex(petals[dice.Below(petals.Length)]), air, scene, y);
            paint.Color = Lit(Colour.Hex(0x3E6E2C), air, scene, y).Paint();
            paint.StrokeWidth = Math.Clamp(height * 0.04f, 0.4f, 2);
            float lean = dice.Between(-0.1f, 0.14f) * height;
            if (height > 5) canvas.DrawLine(x, y, x + lean, y - height, paint);
            float headX = x + lean;
            float headY = y - height;
            paint.Color = own.Paint(0.96f);
            if (kind is "lavender" or "wheat")
            {
                canvas.DrawOval(headX, headY, head * 0.45f, head * 1.6f, paint);
                continue;
            }
            if (head < 3.2f)
            {
                canvas.DrawOval(headX, headY, head, head * 0.75f, paint);
                continue;
            }
            int leaves = kind == "sunflower" ? 12 : kind == "tulip" ? 3 : 6;
            for (int n = 0; n < leaves; n++)
            {
                float angle = n * MathF.Tau / leaves;
                paint.Color = own.Times(dice.Between(0.85f, 1.08f)).Paint();
                canvas.DrawOval(headX + MathF.Cos(angle) * head * 0.6f, headY + MathF.Sin(angle) * head * 0.45f, head * 0.5f,
                    head * 0.42f, paint);
            }
            paint.Color = Lit(Colour.Hex(kind == "sunflower" ? 0x5A3A1C : kind == "poppy" ? 0x201818 : 0xF0B020), air, scene,
                y).Paint();
            canvas.DrawOval(headX, headY, head * (kind == "sunflower" ? 0.55f : 0.3f), head
                * (kind == "sunflower" ? 0.45f : 0.24f), paint);
        }
    }

    // From far to near, with how many units a metre has there.
    private static List<(float X, float Y, float Metre)> Places(SceneBuilder scene, Slab slab, int count, ref Dice dice)
    {
        Sheet sheet = slab.Sheet;
        List<(float X, float Y, float Metre)> places = [];
        for (int n = 0; n < count; n++)
        {
            float x = dice.Between(-sheet.MarginX, scene.Stage.Width + sheet.MarginX);
            float part = dice.Float();
            float y = scene.Horizon + 8 + part * part * (Stage.Height + 40 - scene.Horizon);
            int column = Math.Clamp((int)((x + sheet.MarginX) * sheet.Scale), 0, sheet.Width - 1);
            int row = (int)((y + sheet.MarginY) * sheet.Scale);
            if (row >= 0 && row < sheet.Height && sheet.Row(row)[column] >> 24 < 250) continue;
            places.Add((x, y, (y - scene.Horizon) / 2.4f));
        }
        places.Sort((a, b) => a.Y.CompareTo(b.Y));
        return places;
    }

    private static Colour Lit(Colour own, Atmosphere air, SceneBuilder scene, float y)
    {
        float light = 0.12f + 0.88f * air.Light;
        Colour lit = new(own.R * light * (0.6f + 0.4f * air.Sun.R), own.G * light * (0.6f + 0.4f * air.Sun.G), own.B * light
            * (0.6f + 0.4f * air.Sun.B));
        return lit.Mix(air.Haze, 0.45f * Eight.Step(90, 0, y - scene.Horizon));
    }
}
