namespace Understudy.MediaEngine.Music.Midi;

/// <summary>How long each beat lasts.</summary>
internal sealed class TempoMap
{
    /// <summary>Ticks of a beat.</summary>
    public const int Beat = 480;

    /// <summary>How much longer the last beats before the ending are than the others, when the players slow down.</summary>
    private static readonly double[] _slowing = [1.04, 1.1, 1.2, 1.35];

    private readonly List<(int Tick, int Microseconds)> _changes = [];

    /// <param name="secondsPerBeat">Of most beats.</param>
    /// <param name="slowsBefore">The tick of the final chord; null when nothing slows down before it.</param>
    public TempoMap(double secondsPerBeat, int? slowsBefore)
    {
        _changes.Add((0, Microseconds(secondsPerBeat)));
        if (slowsBefore is not { } end) return;
        for (int i = 0; i < _slowing.Length; i++)
            _changes.Add((end - ((_slowing.Length - i) * Beat), Microseconds(secondsPerBeat * _slowing[i])));
        _changes.Add((end, Microseconds(secondsPerBeat)));
    }

    /// <summary>How many beats the slowing costs.</summary>
    public static double SlowingBeats { get; } = _slowing.Sum() - _slowing.Length;

    /// <summary>The changes, in their order.</summary>
    public IReadOnlyList<(int Tick, int Microseconds)> Changes => _changes;

    /// <summary>When a tick is, in seconds.</summary>
    public double SecondsAt(int tick)
    {
        double microseconds = 0;
        for (int i = 0; i < _changes.Count && _changes[i].Tick < tick; i++)
        {
            int until = i + 1 < _changes.Count ? Math.Min(tick, _changes[i + 1].Tick) : tick;
            microseconds += (double)(until - _changes[i].Tick) * _changes[i].Microseconds / Beat;
        }
        return microseconds / 1e6;
    }

    /// <summary>The tick at a time after the last change.</summary>
    public int TickAt(double seconds)
    {
        (int tick, int microseconds) = _changes[^1];
        return tick + (int)Math.Round((seconds - SecondsAt(tick)) * 1e6 / microseconds * Beat);
    }

    private static int Microseconds(double seconds) => (int)Math.Round(seconds * 1e6);
}
