namespace Understudy.LocalRuntime.State;

/// <summary>Lets one loop sleep until a time has come or somebody rings. A ring before the sleep is not lost.</summary>
internal sealed class Alarm(TimeProvider time)
{
    // A longer sleep is more than a timer can hold; waking up early only means one look more.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    private volatile TaskCompletionSource _rung = NewRing();

    public void Ring() => _rung.TrySetResult();

    /// <param name="delay">How long to sleep at most; null means until somebody rings.</param>
    public async Task SleepAsync(TimeSpan? delay, CancellationToken cancellationToken)
    {
        TimeSpan due = delay is not { } wanted ? Timeout.InfiniteTimeSpan
            : wanted < TimeSpan.Zero ? TimeSpan.Zero
            : wanted > _longest ? _longest
            : wanted;
        await using ITimer timer =
            time.CreateTimer(static alarm => ((Alarm)alarm!).Ring(), this, due, Timeout.InfiniteTimeSpan);
        await _rung.Task.WaitAsync(cancellationToken);
        _rung = NewRing();
    }

    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
