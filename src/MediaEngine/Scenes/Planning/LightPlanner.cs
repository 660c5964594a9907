using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>Chooses the light: by the time that is named, or that goes with what is seen, then weather, season, mood and
/// colours.</summary>
internal static class LightPlanner
{
    private static readonly Dictionary<string, (Colour Sky, float Strength)> _moods = new()
    {
        ["dreamy"] = (Colour.Hex(0xF0C8E8), 0.25f),
        ["mysterious"] = (Colour.Hex(0x3E5068), 0.3f),
        ["magical"] = (Colour.Hex(0x9A6CE0), 0.22f),
        ["romantic"] = (Colour.Hex(0xFF9EA8), 0.22f),
        ["sad"] = (Colour.Hex(0x70808E), 0.35f),
        ["lonely"] = (Colour.Hex(0x7488A0), 0.18f),
        ["cozy"] = (Colour.Hex(0xFFC080), 0.2f),
        ["eerie"] = (Colour.Hex(0x4A6450), 0.36f),
        ["tense"] = (Colour.Hex(0x50404C), 0.25f),
        ["nostalgic"] = (Colour.Hex(0xE0B888), 0.24f),
        ["happy"] = (Colour.Hex(0x9ADCFF), 0.12f),
    };

    private static readonly Dictionary<string, Colour> _colours = new()
    {
        ["red"] = Colour.Hex(0xD8402E),
        ["orange"] = Colour.Hex(0xF08A2C),
        ["yellow"] = Colour.Hex(0xF4D050),
        ["gold"] = Colour.Hex(0xF0BE50),
        ["green"] = Colour.Hex(0x4FA860),
        ["turquoise"] = Colour.Hex(0x40B8B4),
        ["blue"] = Colour.Hex(0x3C78D0),
        ["navy"] = Colour.Hex(0x1C3468),
        ["purple"] = Colour.Hex(0x8450B8),
        ["pink"] = Colour.Hex(0xF49ABC),
        ["brown"] = Colour.Hex(0x96704C),
        ["white"] = Colour.Hex(0xF4F4F2),
        ["black"] = Colour.Hex(0x101014),
        ["grey"] = Colour.Hex(0x94989C),
        ["pastel"] = Colour.Hex(0xF4D8E4),
    };

    /// <summary>The light of a shot, and how dark it is.</summary>
    public static (Atmosphere Air, float Darkness) Choose(Scenario scenario, Land land, FilmStyle style, Dice dice)
    {
        string time = TimeOf(scenario, land, style, dice);
        Atmosphere air = ByTime(time);
        if (dice.Below(2) == 0) air = air with { SunX = 1 - air.SunX };
        air = air with { SunX = Math.Clamp(air.SunX + dice.Between(-0.06f, 0.06f), 0.15f, 0.85f) };
        float darkness = time switch
        {
            "night" => 1,
            "blue-hour" => 0.75f,
            "dusk" => 0.65f,
            "sunset" => 0.3f,
            _ => 0,
        };
        air = Weather(air, scenario, darkness);
        foreach (Mention mention in scenario.Wanted)
        {
            if (_moods.TryGetValue(mention.Concept.Id, out (Colour Sky, float Strength) mood)) air =
                air.Tinted(mood.Sky, mood.Strength);
            if (mention.Concept.Kind == ConceptKind.Colour && _colours.TryGetValue(mention.Concept.Id, out Colour colour))
                air = air.Tinted(darkness > 0.5f ? colour.Times(0.5f) : colour, 0.4f);
        }
        if (land.Floor == Floor.Mars && land.Backdrop == Backdrop.Canyon && scenario.Any("mars"))
            air = air.Tinted(Colour.Hex(0xD89A6C), 0.6f);
        if (land.Floor == Floor.Moon) (air, darkness) = (Atmosphere.Airless with { SunX = air.SunX }, 0.2f);
        if (scenario.Any("storm", "lightning", "blizzard") && darkness == 0) darkness = 0.45f;
        // A crescent is a part of the full moon's disc.
        if (air.IsMoon && scenario.Lacks("moon") && !scenario.Any("crescent-moon")) air = air with { HasDisc = false };
        if (scenario.Lacks("stars")) air = air with { HasStars = false };
        return (air, darkness);
    }

    private static string TimeOf(Scenario scenario, Land land, FilmStyle style, Dice dice)
    {
        if (scenario.First(ConceptKind.Time) is { } named) return named is "midnight" ? "night" : named;
        if (scenario.Any("stars", "milky-way", "aurora", "fireworks", "shooting-star", "meteor-shower", "moon", "crescent-moon",
            "comet",
                "firefly", "neon", "nebula", "galaxy")) return "night";
        if (scenario.Any("sky-lantern", "lantern", "candle", "campfire", "christmas", "eruption", "festival")) return "blue-hour";
        if (scenario.Any("mysterious", "eerie", "bat", "owl")) return "dusk";
        if (scenario.Any("romantic", "nostalgic", "cozy", "epic")) return "golden-hour";
        if (style == FilmStyle.Noir) return "night";
        if (scenario.Any("overcast", "rain", "snow", "storm", "blizzard", "rainbow", "happy", "clear")) return "day";
        if (land.Floor == Floor.Dunes && !scenario.IsSunless && !scenario.Absent.Contains("golden-hour")) return "golden-hour";
        // Where there must be no sun, its colours do not belong either.
        string[] any = scenario.IsSunless ? ["day"] : ["day", "day", "golden-hour", "morning", "sunset"];
        string[] wanted = [.. any.Where(time => !scenario.Absent.Contains(time))];
        return wanted.Length > 0 ? wanted[dice.Below(wanted.Length)] : "night";
    }

    private static Atmosphere ByTime(string time) => time switch
    {
        "dawn" or "sunrise" => Atmosphere.Dawn,
        "morning" => Atmosphere.Day.Towards(Atmosphere.Dawn, 0.4f) with { SunX = 0.3f, SunY = 210 },
        "afternoon" => Atmosphere.Day.Towards(Atmosphere.Golden, 0.35f) with { SunY = 180 },
        "golden-hour" => Atmosphere.Golden,
        "sunset" => Atmosphere.Sunset,
        "dusk" => Atmosphere.Dusk,
        "blue-hour" => Atmosphere.Blue,
        "night" => Atmosphere.Night,
        "noon" => Atmosphere.Day with { SunY = 70 },
        _ => Atmosphere.Day,
    };

    private static Atmosphere Weather(Atmosphere air, Scenario scenario, float darkness)
    {
        Atmosphere covered = darkness > 0.6f ? Atmosphere.Night.Tinted(Colour.Hex(0x20242C), 0.5f) : Atmosphere.Overcast;
        if (scenario.Any("storm", "lightning"))
            return air.Towards(darkness > 0.6f ? covered : Atmosphere.Storm, 0.8f) with { HasDisc = false, HasStars = false };
        if (scenario.IsSunless || scenario.Any("overcast", "rain", "snow", "blizzard", "sad"))
            air = air.Towards(covered, scenario.Any("snow") ? 0.55f : 0.7f) with { HasDisc = false, HasStars = false };
        if (scenario.Any("fog")) air = air.Tinted(air.Haze.Mix(Colour.Hex(darkness > 0.6f ? 0x3A4454 : 0xD0D6DA), 0.5f),
            0.62f) with
        { HasDisc = false };
        if (scenario.Any("mist")) air = air.Tinted(air.Haze, 0.3f);
        if (scenario.Any("sandstorm")) air = air.Tinted(Colour.Hex(0xC8925A), 0.65f) with { HasDisc = false };
        if (scenario.Any("clear")) air = air with { Zenith = air.Zenith.Saturate(1.15f) };
        return air;
    }
}
