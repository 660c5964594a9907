namespace Understudy.MediaEngine.Scenes.Figures;

/// <summary>What a figure stands on, floats on or hangs in.</summary>
internal enum Footing
{
    /// <summary>It stands on land.</summary>
    Ground,

    /// <summary>It floats on water.</summary>
    Water,

    /// <summary>It is in the air.</summary>
    Air,

    /// <summary>It swims below the surface.</summary>
    Underwater,

    /// <summary>It is in space, or so far away that it does not come nearer.</summary>
    Heaven,
}
