using Understudy.MediaEngine.Music.Melodies;
using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Parts;

/// <summary>Plays the themes.</summary>
internal sealed class LeadPart(string name, int program, int centre) : Part(name, program)
{
    /// <inheritdoc/>
    public override string Role => "melody";

    /// <summary>How much of a note's time it sounds.</summary>
    public double Legato { get; init; } = 0.92;

    /// <summary>Whether a second voice goes along below it where the energy is high.</summary>
    public bool Doubles { get; init; } = true;

    public override void Play(Song song, Section section, Track track, Chance chance)
    {
        foreach (Note note in new Melody(song, centre).Lay(section, chance))
        {
            int length = (int)(note.Length * Legato);
            double velocity = Loudness(section, note.Velocity);
            track.Add(note.Start, length, note.Pitch, velocity);
            if (!Doubles || section is not { Kind: SectionKind.A, Time: > 0, Energy: > 0.85 }) continue;
            Chord chord = song.ChordAt(note.Start / song.BarTicks, note.Start % song.BarTicks / Song.Unit);
            int below = new Ladder(song.Key, chord).Step(note.Pitch, -2);
            track.Add(note.Start, length, chord.Has(note.Pitch) ? new Ladder(song.Key, chord).ChordTone(below) : below, velocity - 18);
        }
    }

    public override void End(Song song, int start, int length, Track track)
    {
        int last = track.Notes.Count > 0 ? track.Notes[^1].Pitch : centre;
        int tonic = last + ((song.Key.Tonic - last) % 12 + 12) % 12;
        track.Add(start, (int)(length * 0.75), tonic - last > 6 ? tonic - 12 : tonic, 84);
    }
}
