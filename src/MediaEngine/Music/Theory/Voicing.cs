namespace Understudy.MediaEngine.Music.Theory;

/// <summary>Lays chords out in pitches so that each voice moves as little as it can.</summary>
/// <param name="voices">How many notes; what a chord has more is left out, the fifth first.</param>
/// <param name="centre">The pitch around which they lie.</param>
/// <param name="rootless">Whether the root is left to the bass where there are enough other notes.</param>
internal sealed class Voicing(int voices, int centre, bool rootless = false)
{
    private int[]? _previous;

    /// <summary>The pitches of the next chord, from the lowest.</summary>
    public int[] Next(Chord chord)
    {
        int[] tones = Choose(chord);
        int[]? best = null;
        double bestCost = double.MaxValue;
        for (int inversion = 0; inversion < tones.Length; inversion++)
        {
            for (int octave = -1; octave <= 1; octave++)
            {
                int[] candidate = Stack(tones, inversion, octave);
                double cost = CostOf(candidate);
                if (cost >= bestCost) continue;
                (best, bestCost) = (candidate, cost);
            }
        }
        return _previous = best!;
    }

    private int[] Choose(Chord chord)
    {
        List<int> tones = [.. chord.Tones];
        if (rootless && tones.Count > 3) tones.RemoveAt(0);
        if (tones.Count > voices && tones.Count > 3) tones.Remove((chord.Root + 7) % 12);
        while (tones.Count > voices) tones.RemoveAt(0);
        for (int i = 0; tones.Count < voices; i++) tones.Add(tones[i]);
        return [.. tones];
    }

    // Upwards from the inversion's lowest note, each the next higher of its kind.
    private int[] Stack(int[] tones, int inversion, int octave)
    {
        int[] stack = new int[tones.Length];
        int low = centre - 6 + (octave * 12);
        for (int i = 0; i < tones.Length; i++)
        {
            int tone = tones[(inversion + i) % tones.Length];
            stack[i] = low + ((tone - low) % 12 + 12) % 12;
            low = stack[i] + 1;
        }
        return stack;
    }

    private double CostOf(int[] candidate)
    {
        double cost = Math.Abs(candidate.Average() - centre) * (_previous is null ? 1 : 0.6);
        for (int i = 0; _previous is not null && i < Math.Min(candidate.Length, _previous.Length); i++)
            cost += Math.Abs(candidate[i] - _previous[i]);
        // Low notes close together are mud.
        return cost + (candidate[0] < 52 && candidate.Length > 1 && candidate[1] - candidate[0] < 4 ? 8 : 0);
    }
}
