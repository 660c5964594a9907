using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music.Parts;

/// <summary>Walks: a note a beat, the chord's on its first beat, and a neighbour of the next root before it.</summary>
internal sealed class WalkingBassPart(string name, int program, int lowest, int highest) : Part(name, program)
{
    /// <inheritdoc/>
    public override string Role => "bass";

    private int _hand = lowest + 7;

    public int Velocity { get; init; } = 90;

    public override void Play(Song song, Section section, Track track, Chance chance)
    {
        foreach ((int tick, int units, Chord chord) in song.ChordsOf(section))
        {
            Ladder ladder = new(song.Key, chord);
            int beats = units / 4;
            int bar = (tick + (units * Song.Unit)) / song.BarTicks;
            Chord next = song.ChordAt(Math.Min(bar, song.Bars.Count - 1), (tick + (units * Song.Unit)) % song.BarTicks / Song.Unit);
            int pitch = Root(chord, _hand);
            int direction = pitch > (lowest + highest) / 2 ? -1 : 1;
            for (int beat = 0; beat < beats; beat++)
            {
                if (beat > 0 && beat == beats - 1) pitch = Root(next, pitch) + (chance.Of(0.5) ? 1 : -1);
                else if (beat > 0) pitch = chance.Of(0.6) ? ladder.ChordTone(pitch + (direction * 3)) : ladder.Step(pitch, direction);
                if (pitch < lowest || pitch > highest) pitch += pitch < lowest ? 12 : -12;
                double velocity = Loudness(section, Velocity + (beat % 2 == 1 ? 3 : 0)) + chance.Around(5);
                track.Add(tick + (beat * TempoMap.Beat), TempoMap.Beat - 30, pitch, velocity);
            }
            _hand = pitch;
        }
    }

    public override void End(Song song, int start, int length, Track track) =>
        track.Add(start, (int)(length * 0.75), Root(Last(song), lowest + 5), Velocity);

    private int Root(Chord chord, int near)
    {
        int up = near + ((chord.Root - near) % 12 + 12) % 12;
        int pitch = up - near > 6 ? up - 12 : up;
        return pitch < lowest ? pitch + 12 : pitch > highest ? pitch - 12 : pitch;
    }
}
