namespace Understudy.MediaEngine.Music;

/// <summary>How a piece of music is written and played.</summary>
public enum MusicGenre
{
    /// <summary>Four on the floor, arpeggios, chords that give way to the drum.</summary>
    Electronic,

    /// <summary>Slow pads and suspended chords, without drums.</summary>
    Ambient,

    /// <summary>Strings, an ostinato, and a build to the end.</summary>
    Cinematic,

    /// <summary>Power chords and a backbeat.</summary>
    Rock,

    /// <summary>Sevenths, a walking bass, swing.</summary>
    Jazz,

    /// <summary>Cadences and broken chords, without drums.</summary>
    Classical,

    /// <summary>Sevenths on an electric piano over lazy drums.</summary>
    Lofi,

    /// <summary>Picked guitar, in three or four.</summary>
    Folk,
}
