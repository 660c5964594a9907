namespace Understudy.Functions.Tests.Http;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class StoppedTime : TimeProvider
{
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public void Advance(TimeSpan by) => _passed += by;
}
