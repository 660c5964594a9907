namespace Understudy.MediaEngine.Music.Theory;

/// <summary>The pitches that a melody may step on while a chord sounds: the key's scale, bent to the chord's own notes.</summary>
internal sealed class Ladder
{
    private const int Lowest = 24;
    private const int Highest = 108;

    private readonly Chord _chord;
    private readonly int[] _rungs;

    public Ladder(Key key, Chord chord)
    {
        _chord = chord;
        HashSet<int> classes = [.. key.Steps.Select(step => (key.Tonic + step) % 12)];
        foreach (int foreign in chord.Tones.Where(tone => !classes.Contains(tone)).ToArray())
        {
            classes.RemoveWhere(one => !chord.Has(one) && (one - foreign + 12) % 12 is 1 or 11);
            classes.Add(foreign);
        }
        _rungs = [.. Enumerable.Range(Lowest, Highest - Lowest).Where(pitch => classes.Contains(pitch % 12))];
    }

    /// <summary>The pitch so many steps above one, or above the one nearest to it.</summary>
    public int Step(int from, int steps)
    {
        int nearest = 0;
        for (int i = 1; i < _rungs.Length; i++)
            if (Math.Abs(_rungs[i] - from) < Math.Abs(_rungs[nearest] - from)) nearest = i;
        return _rungs[Math.Clamp(nearest + steps, 0, _rungs.Length - 1)];
    }

    /// <summary>The note of the chord that is nearest to a pitch; of two, the lower.</summary>
    public int ChordTone(int near)
    {
        for (int distance = 0; ; distance++)
        {
            if (_chord.Has(near - distance)) return near - distance;
            if (_chord.Has(near + distance)) return near + distance;
        }
    }
}
