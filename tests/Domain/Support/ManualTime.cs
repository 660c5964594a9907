namespace Understudy.Domain.Tests.Support;

/// <summary>A clock that stands still until it is moved. Its timers are the system's.</summary>
internal class ManualTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero).UtcTicks;
    private long _error;

    public DateTimeOffset Now => GetUtcNow();

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks) + Interlocked.Read(ref _error), TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Puts the wall clock forward or back, while timestamps go on.</summary>
    public void Correct(TimeSpan by) => Interlocked.Add(ref _error, by.Ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
