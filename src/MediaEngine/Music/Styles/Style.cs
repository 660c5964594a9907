using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Parts;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Styles;

/// <summary>The chords that a style goes through in one mode; bars are divided by <c>|</c>, four a progression.</summary>
/// <param name="Mode">The scale whose degrees the numerals are.</param>
/// <param name="A">For the first theme, one of which is chosen.</param>
/// <param name="B">For the second.</param>
/// <param name="Bridge">For the bridge.</param>
/// <param name="Turn">The bar that leads back to the first chord.</param>
/// <param name="Final">The chord of the ending.</param>
internal sealed record Progressions(Mode Mode, string[] A, string[] B, string[] Bridge, string Turn, string Final);

/// <summary>How a genre is written.</summary>
/// <param name="Slow">Its slowest tempo, in beats a minute.</param>
/// <param name="Usual">What it mostly has.</param>
/// <param name="Fast">Its fastest.</param>
internal sealed record Style(MusicGenre Genre, double Slow, double Usual, double Fast)
{
    /// <summary>Beats of a bar, one of which is chosen.</summary>
    public int[] Meters { get; init; } = [4];

    /// <summary>What it goes through when it is bright, one of which is chosen.</summary>
    public required Progressions[] Bright { get; init; }

    /// <summary>What it goes through when it is dark.</summary>
    public required Progressions[] Dark { get; init; }

    /// <summary>How likely it is dark when nothing is said.</summary>
    public double Darkness { get; init; } = 0.5;

    /// <summary>Where the second of two notes lies between them; a half is even.</summary>
    public double Swing { get; init; } = 0.5;

    /// <summary>Sixteenths of the pairs that swing.</summary>
    public int SwingUnits { get; init; } = 4;

    /// <summary>Whether the players slow down before the final chord.</summary>
    public bool SlowsDown { get; init; }

    /// <summary>Whether it grows to the end.</summary>
    public bool Builds { get; init; }

    /// <summary>Milliseconds by which players miss the beat.</summary>
    public double Looseness { get; init; } = 6;

    /// <summary>The most energy that any section has.</summary>
    public double MostEnergy { get; init; } = 1;

    /// <summary>The rhythms of the first theme, of the second, and of the bridge.</summary>
    public required Rhythms[] Rhythms { get; init; }

    /// <summary>The players; made anew for each piece.</summary>
    public required Func<Chance, int, Part[]> Band { get; init; }
}
