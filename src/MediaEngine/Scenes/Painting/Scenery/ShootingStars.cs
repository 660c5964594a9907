using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Meteors: one now and then, or a shower of them.</summary>
internal static class ShootingStars
{
    private const float Flight = 0.9f;

    /// <summary>Adds them.</summary>
    public static void Add(SceneBuilder scene)
    {
        bool isShower = scene.Shot.Any("meteor-shower");
        float every = isShower ? 0.35f : 2.2f;
        Dice dice = scene.Dice(21);
        (float X, float Y, float Length)[] meteors =
        [
            .. Enumerable.Range(0, 40).Select(_ => (
                dice.Between(0.1f, 1.1f) * scene.Stage.Width, dice.Between(-20, scene.Horizon * 0.5f), dice.Between(150, 330))),
        ];
        scene.Add(new Drawing(picture =>
        {
            for (int n = 0; n < meteors.Length; n++)
            {
                float age = (picture.Time - n * every + (isShower ? 1 : -0.4f)) % (every * meteors.Length) / Flight;
                if (age is < 0 or > 1) continue;
                (float x, float y, float length) = meteors[n];
                for (int tail = 0; tail < 26; tail++)
                {
                    float at = age - tail * 0.012f;
                    if (at < 0) break;
                    (float px, float py, float scale) = picture.Project(x - at * length * 1.5f, y + at * length * 0.75f, 0.02f);
                    float light = (1 - tail / 26f) * MathF.Sin(age * MathF.PI);
                    picture.Spot(px, py, (tail == 0 ? 4f : 2.4f) * scale, Colour.Hex(0xE6F0FF), light, isLight: true);
                }
            }
        }));
    }
}
