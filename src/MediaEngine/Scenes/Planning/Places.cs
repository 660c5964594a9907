namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>What the places and waters of the lexicon look like.</summary>
internal static class Places
{
    private static readonly Land _meadow = new(Backdrop.Hills, Floor.Grass);

    private static readonly Dictionary<string, Land> _lands = new()
    {
        ["mountain"] = new(Backdrop.Mountains, Floor.Grass) { Scenery = [("pine", 26)] },
        ["volcano"] = new(Backdrop.Volcano, Floor.Rock),
        ["mount-fuji"] = new(Backdrop.Fuji, Floor.Grass) { Scenery = [("pine", 14)] },
        ["hill"] = _meadow with { Scenery = [("tree", 7)] },
        ["valley"] = new(Backdrop.Mountains, Floor.Grass) { Water = WaterBody.Stream, Scenery = [("pine", 18)] },
        ["canyon"] = new(Backdrop.Canyon, Floor.Mars),
        ["cliff"] = new(Backdrop.Cliffs, Floor.None) { Water = WaterBody.Sea },
        ["desert"] = new(Backdrop.Dunes, Floor.Dunes),
        ["dune"] = new(Backdrop.Dunes, Floor.Dunes),
        ["beach"] = new(Backdrop.None, Floor.Beach) { Water = WaterBody.Sea },
        ["island"] = new(Backdrop.Island, Floor.None) { Water = WaterBody.Sea },
        ["forest"] = new(Backdrop.Hills, Floor.Forest) { Scenery = [("pine", 34), ("tree", 22)] },
        ["jungle"] = new(Backdrop.Hills, Floor.Forest) { Scenery = [("palm", 16), ("tree", 30), ("fern", 20)] },
        ["meadow"] = _meadow with { Scenery = [("tree", 5)] },
        ["field"] = new(Backdrop.Hills, Floor.Field) { Scenery = [("tree", 6)] },
        ["rice-field"] = new(Backdrop.Hills, Floor.Paddy) { Scenery = [("tree", 6)] },
        ["flower-field"] = new(Backdrop.Hills, Floor.Flowers) { Scenery = [("tree", 4)] },
        ["savanna"] = new(Backdrop.Hills, Floor.Savanna) { Scenery = [("tree", 5)] },
        ["tundra"] = new(Backdrop.Hills, Floor.Snow),
        ["glacier"] = new(Backdrop.Ice, Floor.Snow) { Water = WaterBody.Sea },
        ["cave"] = new(Backdrop.Hills, Floor.Rock) { IsCave = true },
        ["garden"] = _meadow with { Track = Track.Path, Scenery = [("tree", 9), ("flower", 24)] },
        ["zen-garden"] = new(Backdrop.Hills, Floor.Gravel) { Scenery = [("rock", 5), ("maple", 4), ("pine", 6)] },
        ["park"] = _meadow with { Track = Track.Path, Scenery = [("tree", 14), ("bench", 1)] },
        ["city"] = new(Backdrop.City, Floor.Pavement),
        ["street"] = new(Backdrop.City, Floor.Pavement) { Track = Track.Road, Scenery = [("street-lamp", 4)] },
        ["town"] = new(Backdrop.Hills, Floor.Pavement) { Scenery = [("house", 14), ("church", 1), ("tree", 5)] },
        ["village"] = _meadow with { Scenery = [("house", 7), ("tree", 8)] },
        ["harbor"] = new(Backdrop.Hills, Floor.None) { Water = WaterBody.Sea, Scenery = [("house", 9), ("boat", 4)] },
        ["farm"] = new(Backdrop.Hills, Floor.Field) { Scenery = [("barn", 1), ("house", 1), ("fence", 2), ("tree", 4)] },
        ["underwater"] = new(Backdrop.None, Floor.Rock) { Setting = Setting.Underwater },
        ["coral-reef"] = new(Backdrop.None, Floor.Rock) { Setting = Setting.Underwater },
        ["space"] = new(Backdrop.None, Floor.None) { Setting = Setting.Space },
        ["moon-surface"] = new(Backdrop.Hills, Floor.Moon),
        ["mars"] = new(Backdrop.Canyon, Floor.Mars),
        ["road"] = _meadow with { Track = Track.Road },
        ["path"] = _meadow with { Track = Track.Path },
        ["railway"] = _meadow with { Track = Track.Railway },
        ["swamp"] = new(Backdrop.Hills, Floor.Forest) { Water = WaterBody.Pond, Scenery = [("dead-tree", 7), ("reed", 26)] },
        ["vineyard"] = new(Backdrop.Hills, Floor.Field) { Scenery = [("house", 1), ("tree", 4)] },
        ["sea"] = new(Backdrop.None, Floor.None) { Water = WaterBody.Sea },
        ["wave"] = new(Backdrop.None, Floor.None) { Water = WaterBody.Sea },
        ["lake"] = new(Backdrop.Mountains, Floor.Grass) { Water = WaterBody.Lake, Scenery = [("pine", 14)] },
        ["river"] = _meadow with { Water = WaterBody.River, Scenery = [("tree", 8)] },
        ["stream"] = _meadow with { Water = WaterBody.Stream, Scenery = [("tree", 8)] },
        ["waterfall"] = new(Backdrop.Mountains, Floor.Forest)
        {
            Water = WaterBody.Lake,
            HasFall = true,
            Scenery = [("pine", 18)]
        },
        ["pond"] = _meadow with { Water = WaterBody.Pond, Scenery = [("tree", 6), ("reed", 12)] },
        ["hot-spring"] = new(Backdrop.Mountains, Floor.Rock) { Water = WaterBody.Pond, Scenery = [("rock", 8), ("pine", 10)] },
        ["sea-of-clouds"] = new(Backdrop.Mountains, Floor.None) { Setting = Setting.Heights },
    };

    /// <summary>Whether a place or a water decides what the land is.</summary>
    public static bool Has(string id) => _lands.ContainsKey(id);

    /// <summary>A place by its id.</summary>
    public static Land Of(string id) => _lands[id];

    /// <summary>A place that has something of another one: mountains behind a lake, a road through a desert, an island in
    /// the sea.</summary>
    public static Land Join(Land land, string id)
    {
        Land other = _lands[id];
        bool isWater = id is "sea" or "wave" or "lake" or "river" or "stream" or "waterfall" or "pond" or "hot-spring";
        if (land.Setting != Setting.Ground || other.Setting != Setting.Ground) return land;
        Land joined = land with
        {
            Track = other.Track != Track.None ? other.Track : land.Track,
            IsCave = land.IsCave || other.IsCave,
            HasFall = land.HasFall || other.HasFall,
            Backdrop = Rank(other.Backdrop) > Rank(land.Backdrop) && !(isWater && other.Backdrop == Backdrop.Mountains)
                ? other.Backdrop
                : land.Backdrop,
            Scenery = [.. land.Scenery, .. isWater ? []
                : other.Scenery.Where(more => land.Scenery.All(own => own.Id != more.Id))],
        };
        if (other.Water == WaterBody.None) return joined with { Floor = FloorOf(land, other) };
        // The sea before land needs a shore; what was all water stays so.
        if (other.Water == WaterBody.Sea && land.Floor != Floor.None)
            return joined with { Water = WaterBody.Sea, Floor = land.Backdrop == Backdrop.City ? Floor.None : Floor.Beach };
        // A river through a city is as wide as the picture, with the houses behind it.
        if (land.Floor == Floor.Pavement && land.Track == Track.None) return joined with { Water = WaterBody.Lake, Floor = Floor.None };
        return land.Water == WaterBody.None ? joined with { Water = other.Water } : joined;
    }

    private static Floor FloorOf(Land land, Land other)
    {
        if (land.Floor == Floor.None || land.Water == WaterBody.Sea) return other.Floor == Floor.Beach ? Floor.Beach : land.Floor;
        // Grass is what a place has that says nothing of its ground.
        return land.Floor == Floor.Grass || other.Floor is Floor.Snow ? other.Floor : land.Floor;
    }

    private static int Rank(Backdrop backdrop) => backdrop switch
    {
        Backdrop.None => 0,
        Backdrop.Hills => 1,
        Backdrop.Dunes => 2,
        Backdrop.Mountains => 3,
        _ => 4,
    };
}
