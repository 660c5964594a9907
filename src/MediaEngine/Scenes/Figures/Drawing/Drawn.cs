namespace Understudy.MediaEngine.Scenes.Figures.Drawing;

/// <summary>How a concept is drawn: how big it is, and what draws it.</summary>
/// <param name="Width">In metres, that of an ordinary one.</param>
/// <param name="Height">In metres, likewise.</param>
/// <param name="Paint">Draws it, the same for the same dice of the easel.</param>
internal sealed record Drawn(float Width, float Height, Action<Easel> Paint)
{
    /// <summary>What it stands on.</summary>
    public Footing Footing { get; init; } = Footing.Ground;

    /// <summary>Whether it moves by itself.</summary>
    public bool IsLively { get; init; }

    /// <summary>Whether it may as well look to the left.</summary>
    public bool MayTurn { get; init; } = true;

    /// <summary>How much smaller or bigger than an ordinary one it may be, as a part of its size.</summary>
    public float Variety { get; init; } = 0.12f;
}
