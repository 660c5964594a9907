using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>How fast figures move.</summary>
internal static class Speeds
{
    /// <summary>Across and down, in units a second.</summary>
    public static (float X, float Y) Of(Figure figure, Mention mention, float metre, ref Dice dice)
    {
        float vary = dice.Between(0.8f, 1.2f) * figure.Heading;
        string id = mention.Concept.Id;
        switch (mention.Motion)
        {
            case "standing" or "sitting" or "swaying" or "glowing" or "spinning":
                return default;
            case "rising":
                return (0, -14);
            case "falling":
                return (0, 14);
            case "walking":
                return (Math.Max(7, 1.3f * metre) * vary, 0);
            case "running":
                return (Math.Max(20, 4 * metre) * vary, 0);
        }
        return id switch
        {
            "balloon" or "toy-balloon" => (4 * vary, -3.5f),
            "sky-lantern" => (3 * vary, -9),
            "kite" or "planet" or "ringed-planet" or "earth" or "galaxy" or "ferris-wheel" => default,
            "airplane" => (46 * vary, -3),
            "rocket" => (0, -26),
            "spaceship" or "satellite" or "ufo" or "helicopter" or "airship" => (16 * vary, -2),
            "space-station" => (6 * vary, 0),
            "train" or "car" or "bus" or "truck" or "motorcycle" or "tram" => (Math.Clamp(6 * metre, 22, 70) * vary, 0),
            "bicycle" or "cyclist" or "carriage" or "horse" when mention.Motion is not null || id is "cyclist" => (26 * vary, 0),
            "butterfly" or "bee" or "dragonfly" => (15 * vary, 0),
            "jellyfish" => (2 * vary, -7),
            _ => figure.Footing switch
            {
                Footing.Air => (26 * vary, -1.5f),
                Footing.Water => (Math.Clamp(1.1f * metre, 3, 12) * vary, 0),
                Footing.Underwater => (20 * vary, 0),
                _ => default,
            },
        };
    }
}
