using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Figures;

/// <summary>The light in which a figure stands, from which it chooses its colours.</summary>
internal sealed record FigureLight
{
    /// <summary>Of what is lit: white in the day, orange at sunset.</summary>
    public required Colour Sun { get; init; }

    /// <summary>Of what lies in the shade: bluish in the day, nearly black at night.</summary>
    public required Colour Shade { get; init; }

    /// <summary>Of the air, into which all fades with its distance.</summary>
    public required Colour Haze { get; init; }

    /// <summary>How much of the air lies before it, 0 to 1.</summary>
    public required float Distance { get; init; }

    /// <summary>From which side the light comes: −1 left, 1 right, 0 from behind the figure, which is a silhouette then.</summary>
    public required float Side { get; init; }

    /// <summary>How dark it is, 0 in the day to 1 at night: windows and lamps are lit from about a half.</summary>
    public required float Darkness { get; init; }

    /// <summary>How a surface of that colour looks.</summary>
    /// <param name="own">Its colour in white light.</param>
    /// <param name="lit">How much light falls on it: 0 in the shade, 1 in the sun.</param>
    public Colour On(Colour own, float lit)
    {
        Colour light = Shade.Mix(Sun, Side == 0 ? lit * 0.25f : lit);
        return new Colour(own.R * light.R, own.G * light.G, own.B * light.B).Mix(Haze, Distance);
    }
}
