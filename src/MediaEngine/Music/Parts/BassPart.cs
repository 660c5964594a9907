using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Parts;

/// <summary>Plays the roots.</summary>
/// <param name="name">For people.</param>
/// <param name="program">The General MIDI program.</param>
/// <param name="lowest">Its lowest pitch.</param>
/// <param name="patterns">
/// A bar each, a character a sixteenth: <c>r</c> root, <c>5</c> fifth, <c>8</c> octave, <c>a</c> a step towards the next root,
/// <c>-</c> held on, <c>.</c> silent. One is chosen for each section.
/// </param>
internal sealed class BassPart(string name, int program, int lowest, params string[] patterns) : Part(name, program)
{
    /// <inheritdoc/>
    public override string Role => "bass";

    public int Velocity { get; init; } = 88;

    public override void Play(Song song, Section section, Track track, Chance chance)
    {
        string pattern = chance.Pick(patterns);
        for (int bar = section.Bar; bar < section.Bar + section.Bars; bar++)
        {
            for (int unit = 0; unit < song.BarUnits; unit++)
            {
                char step = pattern[unit % pattern.Length];
                Chord chord = song.ChordAt(bar, unit);
                // A chord that comes within what is held is played too.
                bool changes = unit > 0 && chord != song.ChordAt(bar, unit - 1);
                if (step is '.' || (step is '-' && !changes)) continue;
                int length = 1;
                while (unit + length < song.BarUnits && pattern[(unit + length) % pattern.Length] == '-'
                    && song.ChordAt(bar, unit + length) == chord) length++;
                int pitch = PitchOf(step, song, bar, unit, length, chord);
                double velocity = Loudness(section, Velocity + (unit == 0 ? 6 : 0)) + chance.Around(4);
                track.Add((bar * song.BarTicks) + (unit * Song.Unit), (length * Song.Unit) - 14, pitch, velocity);
            }
        }
    }

    public override void End(Song song, int start, int length, Track track) =>
        track.Add(start, (int)(length * 0.75), Above(Last(song).Root), Velocity);

    private int PitchOf(char step, Song song, int bar, int unit, int length, Chord chord)
    {
        int root = Above(chord.Root);
        switch (step)
        {
            case '5':
                int fifth = root + (chord.Has(chord.Root + 7) ? 7 : chord.Has(chord.Root + 6) ? 6 : 0);
                return fifth - lowest > 14 ? fifth - 12 : fifth;
            case '8':
                return root + 12;
            case 'a':
                int next = Above(unit + length < song.BarUnits
                    ? song.ChordAt(bar, unit + length).Root
                    : song.Bars[Math.Min(bar + 1, song.Bars.Count - 1)][0].Root);
                return next == root ? root : new Ladder(song.Key, chord).Step(next, next > root ? -1 : 1);
            default:
                return root;
        }
    }

    private int Above(int root) => lowest + ((root - lowest) % 12 + 12) % 12;
}
