namespace Understudy.MediaEngine.Scenes;

/// <summary>How a film is painted.</summary>
public enum FilmStyle
{
    /// <summary>As it would look, as far as a painter without a brush can do that.</summary>
    Realistic,

    /// <summary>Wide, with deep contrasts of teal and orange, and grain.</summary>
    Cinematic,

    /// <summary>Clear areas of strong colours, with lines.</summary>
    Anime,

    /// <summary>Pigment that ran on paper.</summary>
    Watercolor,

    /// <summary>Large squares of few colours.</summary>
    Pixel,

    /// <summary>Black and white, mostly black.</summary>
    Noir,
}
