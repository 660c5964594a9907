using System.Runtime.InteropServices;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Rows of high houses, with windows that are lit in the dark, and neon signs.</summary>
internal static class CityPainter
{
    private static readonly Colour[] _neon =
        [.. new[] { 0xFF2E88, 0x22E0FF, 0xFFB020, 0x9B5CFF, 0x39FF9C, 0xFF4B3A }.Select(Colour.Hex)];

    private static readonly Colour[] _walls =
        [.. new[] { 0x9AA4B0, 0x8894A4, 0xB4AEA6, 0x7C8A9C, 0xA89C90, 0xC2C4C6 }.Select(Colour.Hex)];

    /// <summary>Adds the rows.</summary>
    public static void Add(SceneBuilder scene)
    {
        bool isStreet = scene.Shot.Land.Floor == Planning.Floor.Pavement;
        bool hasSigns = scene.Shot.Darkness > 0.5f && (scene.Shot.Any("neon") || isStreet);
        scene.Add(Row(scene, new CityRow(0.1f, 90, 260, 34, 70, 0.75f, 0, false)));
        scene.Add(Row(scene, new CityRow(0.16f, 110, 330, 52, 100, 0.5f, isStreet ? 40 : 0, false)));
        MistScenery.Add(scene, 0.2f, scene.Horizon - 110, scene.Horizon + 50, 0.4f, 51);
        if (!isStreet) return;
        scene.Add(Row(scene, new CityRow(0.3f, 210, 410, 90, 150, 0.25f, 150, hasSigns)));
        if (scene.Shot.Land.Track != Planning.Track.None || hasSigns)
            scene.Add(Row(scene, new CityRow(0.45f, 400, 600, 170, 230, 0.08f, 330, hasSigns)));
        if (scene.Shot.Any("traffic") || (scene.Shot.Darkness > 0.6f && scene.Shot.Land.Track == Planning.Track.Road))
            AddTraffic(scene);
    }

    private static void AddTraffic(SceneBuilder scene)
    {
        Dice dice = scene.Dice(53);
        (float Phase, float Speed)[] cars = [.. Enumerable.Range(0, 16).Select(_ => (dice.Float(), dice.Between(0.07f, 0.12f)))];
        scene.Add(new Drawing(picture =>
        {
            for (int n = 0; n < cars.Length; n++)
            {
                bool comes = n % 2 == 1;
                float way = (cars[n].Phase + picture.Time * (comes ? cars[n].Speed : -cars[n].Speed) + 16) % 1;
                float size = 0.08f + way * way;
                float middle = scene.Stage.Centre + (comes ? -1 : 1) * (8 + 190 * size);
                (float x, float y, float scale) = picture.Project(middle, scene.Horizon + 4 + 120 * size, 0.4f);
                for (int lamp = -1; lamp <= 1; lamp += 2)
                {
                    picture.Spot(
                        x + lamp * 15 * size * scale, y, (4 + 13 * size) * scale, Colour.Hex(comes ? 0xFFF2C8 : 0xFF3030), 0.9f,
                            isLight: true);
                }
            }
        }));
    }

    private static Sheet Row(SceneBuilder scene, CityRow row)
    {
        Sheet sheet = new(scene.Stage, row.Parallax);
        sheet.Draw(canvas =>
        {
            Dice dice = scene.Dice(52 + (int)(row.Parallax * 100));
            float width = scene.Stage.Width;
            float right = width + Camera.Across + 40;
            for (float x = -Camera.Across - 40; x < right;)
            {
                float wide = dice.Between(row.Narrowest, row.Widest);
                float aside = MathF.Abs(x + wide / 2 - scene.Stage.Centre) / 640;
                float high = dice.Between(row.Lowest, row.Highest) * (0.55f + 0.75f * Math.Min(1, aside));
                bool isGap = row.Gap > 0 && x + wide > scene.Stage.Centre - row.Gap && x < scene.Stage.Centre + row.Gap;
                if (!isGap) House(canvas, scene, row, x, wide, high, ref dice);
                x += isGap ? wide * 0.5f : wide + dice.Between(0, 7);
            }
        });
        return sheet;
    }

    private static void House(SKCanvas canvas, SceneBuilder scene, CityRow row, float x, float wide, float high, ref Dice dice)
    {
        Atmosphere air = scene.Shot.Air;
        float foot = scene.Horizon + 24;
        float top = foot - high;
        Colour wall = _walls[dice.Below(_walls.Length)].Times(0.1f + 0.75f * air.Light).Mix(air.Zenith, 0.2f);
        Colour own = wall.Mix(air.Haze, row.Haze);
        Colour low = wall.Mix(air.Haze, Math.Min(1, row.Haze + 0.25f));
        bool isLitRight = air.SunX > 0.5f;
        using SKPaint paint = new() { IsAntialias = true };
        using (var shader = SKShader.CreateLinearGradient(
            new SKPoint(0, top), new SKPoint(0, foot), [own.Paint(), low.Paint()], SKShaderTileMode.Clamp))
        {
            paint.Shader = shader;
            canvas.DrawRect(x, top, wide, high + 60, paint);
            paint.Shader = null;
        }
        // One face looks to the sun.
        float face = wide * dice.Between(0.3f, 0.62f);
        paint.Color = (isLitRight ? own.Mix(air.Sun, 0.28f * air.Light) : own.Times(0.8f)).Paint();
        canvas.DrawRect(x + face, top, wide - face, high + 60, paint);
        if (!isLitRight)
        {
            paint.Color = own.Mix(air.Sun, 0.28f * air.Light).Paint();
            canvas.DrawRect(x, top, face, high + 60, paint);
        }
        Roof(canvas, paint, own.Times(0.85f), x, top, wide, high, scene.Shot.Darkness, ref dice);
        Windows(canvas, paint, scene, row, x, top, wide, foot, own, ref dice);
        for (int n = 0; n < 2 && row.HasSigns; n++) Sign(canvas, scene, x, wide, high, ref dice);
    }

    private static void Roof(
        SKCanvas canvas, SKPaint paint, Colour colour, float x, float top, float wide, float high, float darkness, ref Dice dice)
    {
        paint.Color = colour.Paint();
        if (dice.Float() < 0.5f) canvas.DrawRect(x + wide * 0.3f, top - dice.Between(6, 20), wide * 0.3f, 24, paint);
        if (dice.Float() < 0.35f)
        {
            canvas.DrawRect(x + wide * 0.48f, top - high * 0.16f, 1.6f, high * 0.16f, paint);
            paint.Color = Colour.Hex(0xFF3C3C).Paint(darkness);
            canvas.DrawCircle(x + wide * 0.49f, top - high * 0.16f, 1.8f, paint);
        }
    }

    private static void Windows(
        SKCanvas canvas, SKPaint paint, SceneBuilder scene, CityRow row, float x, float top, float wide, float foot,
            Colour wall, ref Dice dice)
    {
        float darkness = scene.Shot.Darkness;
        float cell = Math.Max(3, wide / 21);
        float tall = cell * 1.5f;
        bool isWarm = dice.Float() < 0.6f;
        float lit = darkness > 0.5f ? dice.Between(0.16f, 0.5f) : darkness * 0.3f;
        Colour glass = wall.Mix(scene.Shot.Air.Middle, 0.35f).Times(darkness > 0.5f ? 0.7f : 0.82f);
        for (float wy = top + tall; wy < foot + 10; wy += tall * 1.55f)
        {
            for (float wx = x + cell * 0.8f; wx < x + wide - cell; wx += cell * 1.6f)
            {
                bool isLit = dice.Float() < lit;
                Colour light = isWarm
                    ? new Colour(1, dice.Between(0.72f, 0.9f), dice.Between(0.4f, 0.65f))
                    : new Colour(dice.Between(0.5f, 0.8f), 0.9f, 1);
                paint.Color = isLit
                    ? light.Paint(dice.Between(0.35f, 0.95f) * (1 - row.Haze * 0.55f))
                    : glass.Paint(0.75f);
                canvas.DrawRect(wx, wy, cell, tall, paint);
            }
        }
    }

    private static void Sign(SKCanvas canvas, SceneBuilder scene, float x, float wide, float high, ref Dice dice)
    {
        Colour colour = _neon[dice.Below(_neon.Length)];
        float width = dice.Between(0.14f, 0.26f) * wide;
        float height = dice.Between(0.25f, 0.5f) * Math.Min(high, 330);
        float left = x + dice.Between(0.05f, 0.7f) * wide;
        float top = scene.Horizon - 60 - height - dice.Between(0, 90);
        using SKPaint glow = new() { IsAntialias = true, BlendMode = SKBlendMode.Plus, Color = colour.Paint(0.75f) };
        using (var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 26))
        {
            glow.MaskFilter = blur;
            canvas.DrawRect(left - 10, top - 10, width + 20, height + 20, glow);
            glow.MaskFilter = null;
        }
        using SKPaint tube = new()
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 3,
            Color = colour.Mix(Colour.White, 0.35f).Paint(),
        };
        canvas.DrawRoundRect(left, top, width, height, 4, 4, tube);
        // Strokes that look like writing from afar, and say nothing.
        tube.StrokeWidth = 2.4f;
        int letters = Math.Max(2, (int)(height / width));
        float half = width * 0.28f;
        for (int n = 0; n < letters; n++)
        {
            float middleX = left + width / 2;
            float middleY = top + (n + 0.5f) * height / letters;
            for (int stroke = 0; stroke < 4; stroke++)
            {
                float shift = dice.Between(-half, half);
                int kind = dice.Below(4);
                if (kind == 0) canvas.DrawLine(middleX - half, middleY + shift, middleX + half, middleY + shift * 0.6f, tube);
                else if (kind == 1) canvas.DrawLine(middleX + shift, middleY - half, middleX + shift * 0.6f, middleY + half,
                    tube);
                else if (kind == 2) canvas.DrawOval(middleX, middleY, half * dice.Between(0.3f, 0.9f), half * 0.6f, tube);
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct CityRow(
        float Parallax, float Lowest, float Highest, float Narrowest, float Widest, float Haze, float Gap, bool HasSigns);
}
