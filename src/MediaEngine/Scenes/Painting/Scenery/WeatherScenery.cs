using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>What falls, floats and blows before all of a scene.</summary>
internal static class WeatherScenery
{
    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        ShotPlan shot = scene.Shot;
        Atmosphere air = shot.Air;
        if (shot.Any("sunbeams") || (shot.Any("epic", "magical") && air.HasDisc && !air.IsMoon)) BeamScenery.Add(scene);
        if (shot.Any("fog")) MistScenery.Add(scene, 0.6f, scene.Horizon - 60, Stage.Height + 20, 0.55f, 111);
        if (shot.Any("sandstorm"))
        {
            MistScenery.Add(scene, 0.5f, 60, Stage.Height + 60, 0.7f, 112, Colour.Hex(0xC8925A).Times(0.3f + 0.7f * air.Light),
                60);
            MistScenery.Add(scene, 0.9f, 200, Stage.Height + 120, 0.6f, 113,
                Colour.Hex(0xB07A48).Times(0.3f + 0.7f * air.Light), 110);
        }
        if (shot.Any("smoke") && shot.Land.Backdrop != Backdrop.Volcano)
            MistScenery.Add(scene, 0.5f, scene.Horizon - 130, Stage.Height, 0.6f, 114,
                Colour.Hex(0x8C8C90).Times(0.25f + 0.75f * air.Light), 14);
        if (shot.Any("steam"))
            MistScenery.Add(scene, 0.5f, scene.Horizon - 60, Stage.Height, 0.6f, 115,
                Colour.White.Times(0.35f + 0.65f * air.Light), 9);
        if (shot.Any("rain")) AddRain(scene);
        if (shot.Any("blizzard")) Specks.Add(scene, Specks.Blizzard);
        else if (shot.Any("snow", "snowflakes")) Specks.Add(scene, Specks.Snow);
        if (shot.Any("firefly")) Specks.Add(scene, Specks.Fireflies);
        if (shot.Any("magical") && shot.Land.Setting == Setting.Ground) Specks.Add(scene, Specks.Magic);
        if (shot.Any("sparks", "campfire", "fire")) Specks.Add(scene, Specks.Sparks);
        if (shot.Any("dust")) Specks.Add(scene, Specks.Dust);
        if (shot.Any("dandelion-seeds")) Specks.Add(scene, Specks.Seeds);
        if (shot.Any("bubbles") && shot.Land.Setting != Setting.Underwater) Specks.Add(scene, Specks.Bubbles);
        if (shot.Any("petals", "cherry-blossom", "wedding")) Flakes.Add(scene, 80, [0xF4A9C2, 0xFFE4EC, 0xF8C8D8], 5.2f, 30);
        if (shot.Any("autumn-leaves") || (shot.Season == "autumn" && shot.Any("maple", "tree", "forest", "wind")))
            Flakes.Add(scene, 55, [0xE0622A, 0xE8A028, 0xC03C24, 0xB0A030], 6.4f, -24);
        if (shot.Any("confetti", "festival")) Flakes.Add(scene, 110, [0xF04060, 0x40B0F0, 0xF8D040, 0x60D080, 0xB060E0], 4.6f, 6);
    }

    private static void AddRain(SceneBuilder scene)
    {
        bool isStorm = scene.Shot.Any("storm", "wind");
        float slant = isStorm ? -0.32f : -0.1f;
        float strength = isStorm ? 1 : 0.85f;
        Dice dice = scene.Dice(120);
        float width = scene.Stage.Width + 320;
        int count = (int)(scene.Stage.Width * 0.5f);
        (float X, float Y)[] drops = [.. Enumerable.Range(0,
            count).Select(_ => (dice.Between(-40, width), dice.Between(0, 900)))];
        scene.Add(new Drawing(picture =>
        {
            SKCanvas canvas = picture.Front();
            using SKPaint paint = new() { IsAntialias = true, StrokeWidth = 0, Style = SKPaintStyle.Stroke };
            for (int band = 0; band < 3; band++)
            {
                var lines = new SKPoint[(drops.Length - band + 2) / 3 * 2];
                float length = 14 + 12 * band;
                for (int n = band, at = 0; n < drops.Length; n += 3, at += 2)
                {
                    float y = (drops[n].Y + picture.Time * (1100 + 350 * band)) % 900 - 90;
                    float x = drops[n].X + y * slant;
                    lines[at] = new SKPoint(x, y);
                    lines[at + 1] = new SKPoint(x + length * slant, y + length);
                }
                paint.Color = Colour.Hex(0xCDDAEB).Paint(strength * (55 + 45 * band) / 255);
                canvas.DrawPoints(SKPointMode.Lines, lines, paint);
            }
        }));
    }
}
