namespace Understudy.LocalRuntime.State;

/// <summary>Lets one loop sleep until a time has come or somebody rings. A ring before the sleep is not lost.</summary>
internal sealed class Alarm(TimeProvider time)
{
    private volatile TaskCompletionSource _rung = NewRing();

    public void Ring() => _rung.TrySetResult();

    /// <param name="delay">How long to sleep at most; null means until somebody rings. A long sleep ends after a short step:
    /// waking up early means one look more.</param>
    public async Task SleepAsync(TimeSpan? delay, CancellationToken cancellationToken)
    {
        TimeSpan due = delay is { } wanted ? ShortSteps.Of(wanted) : Timeout.InfiniteTimeSpan;
        await using ITimer timer =
            time.CreateTimer(static alarm => ((Alarm)alarm!).Ring(), this, due, Timeout.InfiniteTimeSpan);
        await _rung.Task.WaitAsync(cancellationToken);
        _rung = NewRing();
    }

    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
