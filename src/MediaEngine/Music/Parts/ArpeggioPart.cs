using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Parts;

/// <summary>Breaks chords: Alberti figures, picked strings, arpeggios, ostinatos.</summary>
/// <param name="name">For people.</param>
/// <param name="program">The General MIDI program.</param>
/// <param name="voicing">How the hand lies.</param>
/// <param name="step">Sixteenths from one note to the next.</param>
/// <param name="figures">
/// Notes of the hand from the lowest, <c>0</c> upwards; a higher number than it has is an octave up, <c>b</c> is the root below
/// the hand, <c>.</c> silent. One is chosen for each section.
/// </param>
internal sealed class ArpeggioPart(string name, int program, Voicing voicing, int step, params string[] figures)
    : Part(name, program)
{
    /// <inheritdoc/>
    public override string Role => "arpeggio";

    public int Velocity { get; init; } = 66;

    /// <summary>How many steps a note rings.</summary>
    public double Ring { get; init; } = 1;

    /// <summary>Whether its velocity rises and falls within each bar.</summary>
    public bool Breathes { get; init; }

    public override void Play(Song song, Section section, Track track, Chance chance)
    {
        string figure = chance.Pick(figures);
        for (int bar = section.Bar; bar < section.Bar + section.Bars; bar++)
        {
            Chord? last = null;
            int[] hand = [];
            for (int unit = 0, index = 0; unit < song.BarUnits; unit += step, index++)
            {
                Chord chord = song.ChordAt(bar, unit);
                if (chord != last) hand = voicing.Next(chord);
                last = chord;
                char which = figure[index % figure.Length];
                if (which == '.') continue;
                double accent = unit == 0 ? 10 : unit % 4 == 0 ? 3 : -3;
                double breath = Breathes ? 8 * Math.Sin(Math.PI * unit / song.BarUnits) : 0;
                double velocity = Loudness(section, Velocity + accent + breath) + chance.Around(4);
                // What rings on ends with its chord.
                int until = unit + 1;
                while (until < song.BarUnits && song.ChordAt(bar, until) == chord) until++;
                int length = (int)(Math.Min(Ring * step, until - unit) * Song.Unit) - 10;
                track.Add((bar * song.BarTicks) + (unit * Song.Unit), length, PitchOf(which, hand, chord), velocity);
            }
        }
    }

    public override void End(Song song, int start, int length, Track track)
    {
        int[] hand = voicing.Next(Last(song));
        for (int i = 0; i < hand.Length; i++)
            track.Add(start + (i * 40), (int)(length * 0.85), hand[i], Velocity);
        track.Add(start, (int)(length * 0.85), PitchOf('b', hand, Last(song)), Velocity);
    }

    private static int PitchOf(char which, int[] hand, Chord chord)
    {
        if (which != 'b') return hand[(which - '0') % hand.Length] + ((which - '0') / hand.Length * 12);
        int root = hand[0] - 1;
        while (root % 12 != chord.Root) root--;
        return root;
    }
}
