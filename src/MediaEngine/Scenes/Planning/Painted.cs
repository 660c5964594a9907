using System.Collections.Frozen;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>Which concepts the painter knows; what it does not know is told.</summary>
internal static class Painted
{
    private static readonly FrozenSet<string> _sky =
    [
        "sun", "moon", "crescent-moon", "stars", "milky-way", "shooting-star", "comet", "aurora", "clouds", "sea-of-clouds",
            "nebula",
        "eclipse", "sunbeams", "rainbow", "meteor-shower",
    ];

    private static readonly FrozenSet<string> _air =
    [
        "clear", "cloudy", "overcast", "rain", "storm", "lightning", "snow", "snow-cover", "blizzard", "fog", "mist", "wind",
        "sandstorm", "petals", "snowflakes", "bubbles", "sparks", "smoke", "steam", "dust", "confetti", "dandelion-seeds",
            "firefly",
        "autumn-leaves", "fireworks", "eruption",
    ];

    // Plants that are so small that they are strewn over the ground, and water that lies on it.
    private static readonly FrozenSet<string> _ground =
    [
        "grass", "flower", "sunflower", "rose", "tulip", "lavender", "poppy", "wheat", "puddle", "ice", "reflection", "traffic",
            "neon",
        "seaweed",
    ];

    /// <summary>The ids that need the open sky.</summary>
    public static bool IsSky(string id) => _sky.Contains(id);

    /// <summary>The ids of what fills the air.</summary>
    public static bool IsAir(string id) => _air.Contains(id);

    /// <summary>The ids of what is strewn over the ground.</summary>
    public static bool IsGround(string id) => _ground.Contains(id);

    /// <summary>Whether it is drawn as a thing.</summary>
    public static bool IsFigure(Mention mention) => FigureCatalogue.Make(mention, new Dice(1)) is not null;

    /// <summary>Whether it can be seen in a picture of such a land.</summary>
    public static bool In(Land land, Mention mention)
    {
        string id = mention.Concept.Id;
        switch (mention.Concept.Kind)
        {
            case ConceptKind.Time or ConceptKind.Season:
                return land.Setting is Setting.Ground or Setting.Heights;
            case ConceptKind.Colour or ConceptKind.Mood or ConceptKind.Position or ConceptKind.Motion or ConceptKind.Camera
                or ConceptKind.Style:
                return true;
            case ConceptKind.Place or ConceptKind.Water when Places.Has(id):
                return Places.Of(id).Setting == land.Setting
                    && (mention.Concept.Kind != ConceptKind.Water || land.Setting != Setting.Ground || land.ShowsWater);
        }
        if (IsSky(id)) return IsSkyIn(land, id);
        if (IsAir(id)) return IsAirIn(land, id);
        if (IsGround(id) && IsGroundIn(land, id)) return true;
        return FigureCatalogue.Make(mention, new Dice(1)) is { } figure && StandsIn(land, figure.Footing);
    }

    private static bool IsSkyIn(Land land, string id) => land.Setting switch
    {
        Setting.Underwater => id is "sun" or "sunbeams",
        Setting.Space => id is "sun" or "stars" or "milky-way" or "shooting-star" or "comet" or "nebula" or "meteor-shower"
            or "moon",
        _ => true,
    };

    private static bool IsAirIn(Land land, string id) => land.Setting switch
    {
        Setting.Underwater => id is "bubbles" or "dust" or "sparks",
        Setting.Space => id is "dust" or "sparks",
        Setting.Heights => id is not ("firefly" or "eruption" or "snow-cover"),
        _ => id != "eruption" || land.Backdrop == Backdrop.Volcano,
    };

    private static bool IsGroundIn(Land land, string id) => land.Setting switch
    {
        Setting.Underwater => id == "seaweed",
        Setting.Ground => id switch
        {
            "reflection" => land.Water != WaterBody.None || land.Floor is Floor.Pavement,
            "traffic" => land.Track == Track.Road || land.Backdrop == Backdrop.City,
            "neon" => land.Backdrop == Backdrop.City,
            "puddle" => land.Floor != Floor.None,
            "ice" => land.Water != WaterBody.None || land.Floor == Floor.Snow || land.Backdrop == Backdrop.Ice,
            "seaweed" => false,
            _ => land.Floor is Floor.Grass or Floor.Field or Floor.Flowers or Floor.Forest or Floor.Savanna or Floor.Beach,
        },
        _ => false,
    };

    private static bool StandsIn(Land land, Footing footing) => footing switch
    {
        Footing.Ground => land.Setting == Setting.Ground || (land.Setting == Setting.Underwater && land.Floor != Floor.None),
        Footing.Water => land.Setting == Setting.Ground && land.ShowsWater,
        Footing.Air => land.Setting is Setting.Ground or Setting.Heights,
        Footing.Underwater => land.Setting == Setting.Underwater || land.ShowsWater,
        _ => land.Setting != Setting.Underwater,
    };
}
