using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Parts;

/// <summary>Holds chords.</summary>
internal sealed class PadPart(string name, int program, int voices, int centre) : Part(name, program)
{
    /// <inheritdoc/>
    public override string Role => "chords";

    private const int Expression = 11;

    private readonly Voicing _voicing = new(voices, centre);

    public int Velocity { get; init; } = 66;

    /// <summary>Whether it gives way to the drum on each beat and comes back before the next.</summary>
    public bool Pumps { get; init; }

    /// <summary>Whether it swells through each chord.</summary>
    public bool Swells { get; init; }

    public override void Play(Song song, Section section, Track track, Chance chance)
    {
        foreach ((int tick, int units, Chord chord) in song.ChordsOf(section, joins: true))
        {
            foreach (int pitch in _voicing.Next(chord))
                track.Add(tick, (units * Song.Unit) - 20, pitch, Loudness(section, Velocity) + chance.Around(4));
            if (Swells) Swell(track, tick, units * Song.Unit);
            if (Pumps) Pump(track, tick, units / 4);
        }
    }

    public override void End(Song song, int start, int length, Track track)
    {
        track.Set(start, Expression, 127);
        foreach (int pitch in _voicing.Next(Last(song))) track.Add(start, (int)(length * 0.7), pitch, Velocity);
    }

    private static void Pump(Track track, int start, int beats)
    {
        for (int beat = 0; beat < beats; beat++)
        {
            foreach ((int part, int value) in ((int, int)[])[(0, 52), (2, 74), (4, 96), (6, 114), (8, 127)])
                track.Set(start + (beat * TempoMap.Beat) + (part * TempoMap.Beat / 12), Expression, value);
        }
    }

    private static void Swell(Track track, int start, int length)
    {
        const int Points = 12;
        for (int i = 0; i < Points; i++)
            track.Set(start + (length * i / Points), Expression, 92 + (int)(35 * Math.Sin(Math.PI * (i + 1) / Points)));
    }
}
