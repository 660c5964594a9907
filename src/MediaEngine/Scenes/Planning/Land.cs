namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>What a shot is a picture of.</summary>
internal enum Setting
{
    /// <summary>Land or the sea under a sky.</summary>
    Ground,

    /// <summary>Only the sky, above the clouds.</summary>
    Heights,

    /// <summary>Below the sea.</summary>
    Underwater,

    /// <summary>Between the stars.</summary>
    Space,
}

/// <summary>What stands at the horizon.</summary>
internal enum Backdrop
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Mountains.</summary>
    Mountains,

    /// <summary>Soft hills.</summary>
    Hills,

    /// <summary>Dunes.</summary>
    Dunes,

    /// <summary>One mountain like a cone, with snow on it.</summary>
    Fuji,

    /// <summary>A dark cone with a crater.</summary>
    Volcano,

    /// <summary>Table mountains of red rock.</summary>
    Canyon,

    /// <summary>Cliffs above the water.</summary>
    Cliffs,

    /// <summary>An island.</summary>
    Island,

    /// <summary>Ice.</summary>
    Ice,

    /// <summary>High houses.</summary>
    City,
}

/// <summary>What lies in front.</summary>
internal enum Floor
{
    /// <summary>Grass.</summary>
    Grass,

    /// <summary>Tilled land, in rows.</summary>
    Field,

    /// <summary>Paddies with water in them.</summary>
    Paddy,

    /// <summary>Rows of flowers.</summary>
    Flowers,

    /// <summary>Sand of a desert.</summary>
    Dunes,

    /// <summary>Sand of a beach, with the sea behind it.</summary>
    Beach,

    /// <summary>Raked gravel.</summary>
    Gravel,

    /// <summary>Dry grass.</summary>
    Savanna,

    /// <summary>The ground of a forest.</summary>
    Forest,

    /// <summary>Snow.</summary>
    Snow,

    /// <summary>Rock.</summary>
    Rock,

    /// <summary>Red dust.</summary>
    Mars,

    /// <summary>Grey dust with craters.</summary>
    Moon,

    /// <summary>Paved ground.</summary>
    Pavement,

    /// <summary>None: there is water.</summary>
    None,
}

/// <summary>The water of a place.</summary>
internal enum WaterBody
{
    /// <summary>None.</summary>
    None,

    /// <summary>The sea, as far as one sees.</summary>
    Sea,

    /// <summary>A lake with a shore in front.</summary>
    Lake,

    /// <summary>A river that winds towards the eye.</summary>
    River,

    /// <summary>A stream, narrower.</summary>
    Stream,

    /// <summary>A pond in the ground.</summary>
    Pond,
}

/// <summary>What leads through the ground towards the horizon.</summary>
internal enum Track
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A road with a line in its middle.</summary>
    Road,

    /// <summary>A path of earth.</summary>
    Path,

    /// <summary>Rails.</summary>
    Railway,
}

/// <summary>A place.</summary>
/// <param name="Backdrop">What stands at the horizon.</param>
/// <param name="Floor">What lies in front.</param>
internal sealed record Land(Backdrop Backdrop, Floor Floor)
{
    /// <summary>What it is a picture of.</summary>
    public Setting Setting { get; init; }

    /// <summary>Its water.</summary>
    public WaterBody Water { get; init; }

    /// <summary>What leads through it.</summary>
    public Track Track { get; init; }

    /// <summary>Whether it is seen out of a cave.</summary>
    public bool IsCave { get; init; }

    /// <summary>Whether a waterfall comes down at the horizon.</summary>
    public bool HasFall { get; init; }

    /// <summary>The ids of things that belong to the place, with how many.</summary>
    public IReadOnlyList<(string Id, int Count)> Scenery { get; init; } = [];

    /// <summary>The water lies in the land, which is all around it.</summary>
    public bool IsInland => Water is WaterBody.River or WaterBody.Stream or WaterBody.Pond;

    /// <summary>Whether its water is seen: paved ground has none in it.</summary>
    public bool ShowsWater => Water == WaterBody.Sea || (Water != WaterBody.None && Floor != Floor.Pavement);

    /// <summary>The water or the land reaches as far as one sees.</summary>
    public bool IsOpenSea => Water == WaterBody.Sea && Floor == Floor.None;
}
