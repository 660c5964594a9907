using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting;

/// <summary>The shape of a piece of land.</summary>
internal enum Relief
{
    /// <summary>Sharp ridges.</summary>
    Mountains,

    /// <summary>Round hills.</summary>
    Hills,

    /// <summary>Crests that lie across the wind.</summary>
    Dunes,
}

/// <summary>A slab of land, seen from above its near edge. Lengths are of its own: 1 is about as high as a house.</summary>
/// <param name="Relief">Its shape.</param>
/// <param name="Near">How far away it begins.</param>
/// <param name="Far">How far away it ends.</param>
/// <param name="Height">How high its land rises.</param>
/// <param name="Frequency">How close its heights are together.</param>
/// <param name="Ground">How far below the eye its lowest ground is (negative).</param>
/// <param name="Haze">How fast it fades with distance.</param>
internal sealed record Terrain(
    Relief Relief, float Near, float Far, float Height, float Frequency, float Ground, float Haze)
{
    /// <summary>How high the eye is above its zero.</summary>
    public float Eye { get; init; }

    /// <summary>How much mist lies on its lowest ground.</summary>
    public float Mist { get; init; }

    /// <summary>Above which height snow lies; by default above none.</summary>
    public float SnowLine { get; init; } = 99;

    /// <summary>What its ground is made of: mostly the first, in places the second, and on steep slopes the third.</summary>
    public required (Colour Ground, Colour Patches, Colour Slopes) Cover { get; init; }
}
