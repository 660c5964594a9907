using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>Makes the plan of one shot from what its sentences mention.</summary>
internal static class ShotPlanner
{
    private const int MostOfAKind = 30;
    private static readonly string[] _madeUp = ["mountain", "lake", "hill", "sea", "meadow", "beach", "desert", "valley"];

    private static readonly CameraMove[] _moves =
        [CameraMove.ZoomIn, CameraMove.ZoomOut, CameraMove.PanLeft, CameraMove.PanRight];

    /// <summary>The plan of a shot.</summary>
    public static ShotPlan Make(Scenario scenario, FilmStyle style, int seed)
    {
        Dice dice = new((uint)seed);
        Land land = LandOf(scenario, ref dice);
        (Atmosphere air, float darkness) = LightPlanner.Choose(scenario, land, style, dice);
        Cast[] cast = [.. Cast(scenario, land)];
        if (scenario.Any("eclipse")) air = air.Towards(Atmosphere.Night, 0.7f) with { SunX = 0.5f, SunY = 170, HasDisc = true };
        return new ShotPlan
        {
            Text = scenario.Text,
            Seed = seed,
            Air = air,
            Darkness = darkness,
            Land = land,
            Season = scenario.First(ConceptKind.Season) ?? (scenario.Any("snow-cover", "blizzard") ? "winter" : null),
            Has = Seen(scenario, land, cast),
            Absent = scenario.Absent,
            Cast = cast,
            Move = MoveOf(scenario, ref dice),
            Horizon = HorizonOf(scenario, land),
            Nearness = scenario.Any("close-up") ? 1.7f : scenario.Any("wide", "aerial", "lonely") ? 0.75f : 1,
            Pace = CameraWords.PaceOf(scenario),
        };
    }

    private static Land LandOf(Scenario scenario, ref Dice dice)
    {
        string[] places = [.. scenario.Wanted.Select(mention => mention.Concept.Id).Where(Places.Has).Distinct()];
        bool isSnowy = scenario.Any("snow", "blizzard", "snow-cover")
            || (scenario.First(ConceptKind.Season) == "winter" && !scenario.Lacks("snow") && !scenario.Lacks("snow-cover"));
        Land land = places.Length == 0 ? Suitable(scenario, ref dice) : Joined(places);
        return Heeding(scenario, isSnowy ? Snowy(land) : land);
    }

    // What a place has by itself is not there where it is not wanted; what was asked for stays.
    private static Land Heeding(Scenario scenario, Land land)
    {
        string? backdrop = land.Backdrop switch
        {
            Backdrop.Mountains => "mountain",
            Backdrop.Hills => "hill",
            Backdrop.Dunes => "dune",
            Backdrop.Canyon => "canyon",
            Backdrop.City => "city",
            _ => null,
        };
        string? track = land.Track switch
        {
            Track.Road => "road",
            Track.Path => "path",
            Track.Railway => "railway",
            _ => null,
        };
        // A waterfall comes down from somewhere.
        if (backdrop is not null && scenario.Lacks(backdrop))
            land = land with { Backdrop = land.HasFall && backdrop == "mountain" ? Backdrop.Hills : Backdrop.None };
        if (track is not null && scenario.Lacks(track)) land = land with { Track = Track.None };
        return land.Water == WaterBody.Stream && scenario.Lacks("stream") ? land with { Water = WaterBody.None } : land;
    }

    private static Land Joined(string[] places)
    {
        // What is all around counts for more than what is somewhere in it.
        string main = places.FirstOrDefault(id => Places.Of(id).Setting != Setting.Ground)
            ?? places.FirstOrDefault(id => Places.Of(id).Water == WaterBody.None
                && id is not ("road" or "path" or "railway" or "cave"))
            ?? places[0];
        Land land = Places.Of(main);
        foreach (string id in places.Where(id => id != main)) land = Places.Join(land, id);
        return land;
    }

    private static Land Snowy(Land land) => land.Floor is Floor.Grass or Floor.Field or Floor.Forest or Floor.Paddy
        or Floor.Flowers
        or Floor.Savanna
        ? land with { Floor = Floor.Snow }
        : land;

    // Where what is mentioned would be: boats on water, fish in it.
    private static Land Suitable(Scenario scenario, ref Dice dice)
    {
        string id = scenario switch
        {
            _ when scenario.Any("spaceship", "space-station", "satellite", "astronaut", "nebula", "galaxy",
                "ringed-planet") => "space",
            _ when scenario.Any("jellyfish", "manta", "octopus", "shark", "fish", "submarine", "seaweed",
                "turtle") => "underwater",
            _ when scenario.Any("sailboat", "ship", "whale", "dolphin", "seagull", "surfer", "lighthouse", "pier") => "sea",
            _ when scenario.Any("boat", "canoe", "swan", "duck", "fisherman", "reflection") => "lake",
            _ when scenario.Any("koi", "lotus") => "pond",
            _ when scenario.Any("penguin", "igloo") => "tundra",
            _ when scenario.Any("camel", "pyramid", "cactus", "sandstorm") => "desert",
            _ when scenario.Any("crab", "palm") => "beach",
            _ when scenario.Any("skyscraper", "neon", "traffic", "bus", "tram") => "city",
            _ when scenario.Any("car", "truck", "motorcycle", "cyclist", "carriage") => "road",
            _ when scenario.Any("train") => "railway",
            _ when scenario.Any("lion", "elephant", "giraffe") => "savanna",
            _ when scenario.Any("eruption", "dinosaur") => "volcano",
            _ when scenario.Any("flower", "tulip", "lavender", "poppy", "sunflower", "rose") => "flower-field",
            _ when scenario.Any("wheat") => "field",
            _ when scenario.Any("wolf", "bear", "deer", "owl", "mushroom", "fern", "firefly", "bamboo", "tiger",
                "monkey") => "forest",
            _ when scenario.Any("skier", "eagle", "hiker") => "mountain",
            _ when scenario.Any("airplane", "airship") && !scenario.Wanted.Any(mention => mention.Concept.Kind
                is ConceptKind.Building or ConceptKind.Plant or ConceptKind.Person or ConceptKind.Animal) => "sea-of-clouds",
            _ when scenario.Ids.Count == 0 => MadeUp(scenario, ref dice),
            _ => "hill",
        };
        if (scenario.Lacks(id)) id = "hill";
        // What belongs to a place is there if somebody spoke of the place.
        return scenario.Ids.Count == 0 ? Places.Of(id) : Places.Of(id) with { Scenery = [] };
    }

    private static string MadeUp(Scenario scenario, ref Dice dice)
    {
        string[] places = [.. _madeUp.Where(id => !scenario.Lacks(id))];
        return places.Length > 0 ? places[dice.Below(places.Length)] : "hill";
    }

    private static HashSet<string> Seen(Scenario scenario, Land land, Cast[] cast)
    {
        HashSet<string> seen = [.. scenario.Wanted.Where(mention => Painted.In(land,
            mention)).Select(mention => mention.Concept.Id)];
        // A forest without trees is its ground.
        if (!cast.Any(things => Families.IsTree(things.Mention.Concept.Id))) seen.ExceptWith(["forest", "jungle"]);
        if (seen.Contains("blizzard")) seen.Add("snow");
        if (seen.Contains("storm")) seen.Add("rain");
        if (scenario.Absent.Contains("clouds") && !scenario.IsSunless) seen.Add("clear");
        if (scenario.IsSunless && land.Setting == Setting.Ground) seen.Add("overcast");
        return seen;
    }

    private static IEnumerable<Cast> Cast(Scenario scenario, Land land)
    {
        foreach (Mention mention in scenario.Wanted)
        {
            string id = mention.Concept.Id;
            bool isElsewhere = Painted.IsSky(id) || Painted.IsAir(id) || Places.Has(id)
                || (Painted.IsGround(id) && mention.Count is null);
            if (!isElsewhere && Painted.In(land, mention) && Painted.IsFigure(mention))
                yield return new Cast(mention, Math.Min(MostOfAKind, mention.Count ?? Usual(mention, land)));
        }
        foreach ((string id, int count) in land.Scenery)
        {
            Mention mention = new(new Concept(id, ConceptKind.Thing), id);
            // A forest of birches has no other trees.
            bool isOther = Families.IsTree(id) && scenario.Ids.Any(Families.IsTree);
            if (!isOther && !scenario.Ids.Contains(id) && !scenario.Lacks(id) && Painted.IsFigure(mention))
                yield return new Cast(mention, count, IsScenery: true);
        }
    }

    // How many there are of what no number is said of: words in the plural and kinds that are never alone.
    private static int Usual(Mention mention, Land land)
    {
        if (Families.IsTree(mention.Concept.Id) && land.Floor == Floor.Forest) return MostOfAKind;
        bool isPlural = mention.Words.EndsWith('s') && !mention.Words.EndsWith("ss", StringComparison.Ordinal);
        return mention.Concept.Id switch
        {
            "sky-lantern" or "fish" or "reed" or "bamboo" => 14,
            "pine" or "tree" or "palm" or "birch" or "cherry-blossom" or "maple" when isPlural => 12,
            "bird" or "seagull" or "bat" or "jellyfish" or "butterfly" when isPlural => 7,
            "skyscraper" or "house" when isPlural => 8,
            _ => isPlural ? 4 : 1,
        };
    }

    private static CameraMove MoveOf(Scenario scenario, ref Dice dice)
    {
        CameraMove any = _moves[dice.Below(_moves.Length)];
        return CameraWords.MoveIn(scenario, ref dice) ?? any;
    }

    private static float HorizonOf(Scenario scenario, Land land)
    {
        if (land.Setting == Setting.Underwater) return 250;
        if (land.Setting == Setting.Space) return 360;
        if (scenario.Any("aerial")) return 270;
        if (scenario.Any("aurora", "fireworks", "milky-way", "stars", "meteor-shower", "balloon", "sky-lantern",
            "galaxy")) return 500;
        return land.Backdrop == Backdrop.City ? 470 : land.IsOpenSea ? 420 : 430;
    }
}
