using Understudy.MediaEngine.Music.Midi;

namespace Understudy.MediaEngine.Music;

/// <summary>Plays what is written as people do: with swing, and not quite on the beat.</summary>
internal static class Performance
{
    private const int Quiet = 6;

    /// <summary>Moves the notes of a track.</summary>
    public static void Apply(Track track, Song song, MusicPlan plan, Chance chance)
    {
        double looseness = plan.Style.Looseness / 1000 * plan.Bpm / 60 * TempoMap.Beat;
        track.Move(note =>
        {
            int start = Swing(note.Start, song);
            int end = Swing(note.Start + note.Length, song);
            bool isDown = note.Start % song.BarTicks == 0;
            int late = (int)Math.Round(chance.Around(isDown ? looseness / 2 : looseness));
            int velocity = Math.Clamp(note.Velocity + (int)Math.Round(chance.Around(Quiet)), 1, 127);
            start = Math.Max(0, start + late);
            end = Math.Min(end, plan.End - 1);
            return new Note(start, Math.Max(1, end - start), note.Pitch, velocity);
        });
    }

    // The first of each pair is longer, and the second shorter.
    private static int Swing(int tick, Song song)
    {
        if (song.Style.Swing <= 0.5) return tick;
        int pair = song.Style.SwingUnits * Song.Unit;
        double at = (double)(tick % pair) / pair;
        double swung = at < 0.5
            ? at * 2 * song.Style.Swing
            : song.Style.Swing + ((at - 0.5) * 2 * (1 - song.Style.Swing));
        return tick - (tick % pair) + (int)Math.Round(swung * pair);
    }
}
