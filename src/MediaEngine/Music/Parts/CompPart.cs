using Understudy.MediaEngine.Music.Midi;

namespace Understudy.MediaEngine.Music.Parts;

/// <summary>Strikes chords in a rhythm.</summary>
/// <param name="name">For people.</param>
/// <param name="program">The General MIDI program.</param>
/// <param name="voicing">How the hand lies.</param>
/// <param name="patterns">
/// A bar each, a character a sixteenth: <c>X</c> loud, <c>x</c> softly, <c>-</c> held on, <c>.</c> silent. One is chosen for each
/// section.
/// </param>
internal sealed class CompPart(string name, int program, Theory.Voicing voicing, params string[] patterns) : Part(name, program)
{
    /// <inheritdoc/>
    public override string Role => "chords";

    public int Velocity { get; init; } = 72;

    /// <summary>Ticks between the strings of a strummed chord.</summary>
    public int Strum { get; init; }

    public override void Play(Song song, Section section, Track track, Chance chance)
    {
        string pattern = chance.Pick(patterns);
        for (int bar = section.Bar; bar < section.Bar + section.Bars; bar++)
        {
            Theory.Chord? last = null;
            int[] hand = [];
            for (int unit = 0; unit < song.BarUnits; unit++)
            {
                char step = pattern[unit % pattern.Length];
                if (step is not ('x' or 'X')) continue;
                Theory.Chord chord = song.ChordAt(bar, unit);
                if (chord != last) hand = voicing.Next(chord);
                last = chord;
                int length = 1;
                while (unit + length < song.BarUnits && pattern[(unit + length) % pattern.Length] == '-'
                    && song.ChordAt(bar, unit + length) == chord) length++;
                double velocity = Loudness(section, step == 'X' ? Velocity + 10 : Velocity - 4);
                Strike(track, (bar * song.BarTicks) + (unit * Song.Unit), (length * Song.Unit) - 16, hand, velocity + chance.Around(5));
            }
        }
    }

    public override void End(Song song, int start, int length, Track track) =>
        Strike(track, start, (int)(length * 0.85), voicing.Next(Last(song)), Velocity);

    private void Strike(Track track, int start, int length, int[] hand, double velocity)
    {
        for (int i = 0; i < hand.Length; i++)
            track.Add(start + (i * Strum), length - (i * Strum), hand[i], velocity + (i == hand.Length - 1 ? 4 : 0));
    }
}
