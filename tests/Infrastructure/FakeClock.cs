namespace Understudy.Infrastructure.Tests;

/// <summary>A clock that stands still until it is told otherwise.</summary>
public sealed class FakeClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private TimeSpan _error;
    private TimeSpan _leap;

    public override DateTimeOffset GetUtcNow()
    {
        DateTimeOffset now = _now;
        Advance(_leap);
        _leap = TimeSpan.Zero;
        return now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.UtcTicks - _error.Ticks;

    /// <summary>Puts the wall clock forward or back, while timestamps go on.</summary>
    public void Correct(TimeSpan by)
    {
        _now += by;
        _error += by;
    }

    public void Advance(TimeSpan by) => _now += by;

    /// <summary>So much time passes right after the wall clock was read, as when the machine sleeps at that moment.</summary>
    public void LeapOnceRead(TimeSpan by) => _leap = by;
}
