using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Parts;

/// <summary>What one player does. Made anew for each piece, since it may remember where its hand was.</summary>
/// <param name="name">What the style calls it.</param>
/// <param name="program">The General MIDI program, from 0.</param>
internal abstract class Part(string name, int program)
{
    /// <summary>What the style calls it; it may have been given another instrument since.</summary>
    public string Name { get; } = name;

    /// <summary>What it does in a piece, whatever instrument it plays: melody, chords, arpeggio, bass or drums.</summary>
    public abstract string Role { get; }

    /// <summary>The General MIDI program, from 0.</summary>
    public int Program { get; set; } = program;

    /// <summary>The least energy of a section at which it is heard.</summary>
    public double From { get; init; }

    /// <summary>The sections in which it is silent.</summary>
    public SectionKind[] Rests { get; init; } = [];

    public int Volume { get; init; } = 90;

    public int Pan { get; init; } = 64;

    public int Reverb { get; init; } = 45;

    public int Chorus { get; init; }

    /// <summary>Whether it plays drums.</summary>
    public virtual bool IsDrums => false;

    /// <summary>Whether it joins in a section.</summary>
    public bool Plays(Section section) => section.Energy >= From && !Rests.Contains(section.Kind);

    /// <summary>Plays a section.</summary>
    public abstract void Play(Song song, Section section, Track track, Chance chance);

    /// <summary>Plays the final chord.</summary>
    /// <param name="song">The piece.</param>
    /// <param name="start">When, in ticks.</param>
    /// <param name="length">How long it may be held, in ticks.</param>
    /// <param name="track">Where to.</param>
    public virtual void End(Song song, int start, int length, Track track)
    {
    }

    /// <summary>The last chord of the piece.</summary>
    protected static Chord Last(Song song) => song.Bars[^1][0];

    /// <summary>How loudly something of usual velocity is played in a section.</summary>
    protected static double Loudness(Section section, double velocity) => velocity * (0.78 + (0.28 * section.Energy));
}
