using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Melodies;

/// <summary>Lays a theme over the chords of a section.</summary>
/// <param name="song">The piece.</param>
/// <param name="centre">The pitch around which it moves.</param>
internal sealed class Melody(Song song, int centre)
{
    private const int Range = 11;
    private const int Strong = 8;
    private const int Held = 6;

    /// <summary>The notes of a section; velocities are around 90.</summary>
    /// <param name="section">Where.</param>
    /// <param name="chance">Decides on ornaments, of which there are more each time the section comes.</param>
    public IReadOnlyList<Note> Lay(Section section, Chance chance)
    {
        Theme theme = song.Themes[section.Kind];
        List<Note> notes = [];
        int previous = centre;
        for (int bar = 0; bar < section.Bars; bar++)
        {
            bool closes = bar == section.Bars - 1 || (bar % Form.Phrase == Form.Phrase - 1 && bar % (2 * Form.Phrase) > Form.Phrase);
            Motif motif = closes ? theme.Cadence : theme.Bars[bar % Form.Phrase];
            int lift = theme.Lift[bar % Form.Phrase] + (bar % (2 * Form.Phrase) >= Form.Phrase ? 2 : 0);
            previous = LayBar(notes, section, section.Bar + bar, motif, lift, previous, closes);
        }
        return section.Time == 0 ? notes : [.. notes.SelectMany(note => Ornament(note, section, chance))];
    }

    private int LayBar(List<Note> notes, Section section, int bar, Motif motif, int lift, int previous, bool closes)
    {
        int unit = 0;
        int index = 0;
        int anchor = 0;
        foreach (int length in motif.Lengths)
        {
            if (length < 0)
            {
                unit -= length;
                continue;
            }
            Chord chord = song.ChordAt(bar, unit);
            Ladder ladder = new(song.Key, chord);
            // Between where the last bar left off and where the phrase goes.
            int pitch = index == 0
                ? ladder.ChordTone((previous + (2 * (centre + lift))) / 3)
                : ladder.Step(anchor, motif.Steps[index] - motif.Steps[0]);
            if (index == 0) anchor = pitch;
            bool isLast = index == motif.Steps.Length - 1;
            if (closes && isLast && chord.Has(song.Key.Tonic)) pitch = Nearest(song.Key.Tonic, pitch);
            else if (unit % Strong == 0 || length >= Held || isLast) pitch = ladder.ChordTone(pitch);
            while (pitch > centre + Range) pitch -= 12;
            while (pitch < centre - Range) pitch += 12;
            if (notes.Count > 0 && Math.Abs(pitch - previous) > 9) pitch += pitch > previous ? -12 : 12;
            int velocity = 84 + (unit == 0 ? 8 : unit % Strong == 0 ? 4 : 0) + ((bar - section.Bar) % Form.Phrase == 2 ? 5 : 0);
            notes.Add(new Note((bar * song.BarTicks) + (unit * Song.Unit), length * Song.Unit, pitch, velocity));
            previous = pitch;
            unit += length;
            index++;
        }
        return previous;
    }

    // A long note gives its middle to a neighbour.
    private IEnumerable<Note> Ornament(Note note, Section section, Chance chance)
    {
        if (note.Length < 4 * Song.Unit || note.Length > 8 * Song.Unit || !chance.Of(Math.Min(0.5, 0.22 * section.Time)))
            return [note];
        int bar = note.Start / song.BarTicks;
        int neighbour = new Ladder(song.Key, song.ChordAt(bar, note.Start % song.BarTicks / Song.Unit))
            .Step(note.Pitch, chance.Of(0.6) ? 1 : -1);
        int half = note.Length / 2;
        return
        [
            note with { Length = half },
            new Note(note.Start + half, half / 2, neighbour, note.Velocity - 8),
            note with { Start = note.Start + half + (half / 2), Length = note.Length - half - (half / 2), Velocity = note.Velocity - 4 },
        ];
    }

    private static int Nearest(int pitchClass, int pitch)
    {
        int up = ((pitchClass - pitch) % 12 + 12) % 12;
        return up <= 6 ? pitch + up : pitch + up - 12;
    }
}
