namespace Understudy.MediaEngine.Scenes.Painting.Finishing;

/// <summary>What is done to the whole picture at the end, on its way to the encoder.</summary>
internal sealed record Finish
{
    /// <summary>How much darker the corners are, 0 to 1.</summary>
    public float Vignette { get; init; }

    /// <summary>How much of the height a black bar covers, above and below.</summary>
    public float Bar { get; init; }

    /// <summary>A tile of 256 × 256 that is added to the brightness: film grain, or paper.</summary>
    public sbyte[]? Grain { get; init; }

    /// <summary>Whether the tile lies elsewhere in each frame.</summary>
    public bool GrainMoves { get; init; } = true;

    /// <summary>What becomes of colours, or null when they stay.</summary>
    public Grade? Grade { get; init; }

    /// <summary>How many pixels a square of a mosaic has, or 0 for no mosaic.</summary>
    public int Mosaic { get; init; }
}
