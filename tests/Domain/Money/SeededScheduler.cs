namespace Understudy.Domain.Tests.Money;

/// <summary>
/// Runs several things at once on one thread: wherever one of them waits, the seed decides which goes on. So the same
/// seed interleaves them in the same way.
/// </summary>
internal sealed class SeededScheduler(Random random) : SynchronizationContext
{
    private readonly List<(SendOrPostCallback Callback, object? State)> _ready = [];

    public override void Post(SendOrPostCallback d, object? state) => _ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    /// <summary>Runs all of them to their end.</summary>
    /// <exception cref="InvalidOperationException">They wait for something that nobody here does.</exception>
    public void Run(IEnumerable<Func<Task>> work)
    {
        SynchronizationContext? outer = Current;
        SetSynchronizationContext(this);
        try
        {
            var all = Task.WhenAll([.. work.Select(each => each())]);
            while (!all.IsCompleted)
            {
                if (_ready.Count == 0) throw new InvalidOperationException("Everybody waits for somebody else.");
                int next = random.Next(_ready.Count);
                (SendOrPostCallback callback, object? state) = _ready[next];
                _ready.RemoveAt(next);
                callback(state);
            }

            all.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }
}

/// <summary>A clock that stands still, and whose timers are due at once: waiting only lets others go first.</summary>
internal sealed class ImpatientTime : Support.ManualTime
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
            (SynchronizationContext.Current ?? throw new InvalidOperationException("Nobody lets others go first."))
                .Post(_ => callback(state), null);
        return new Done();
    }

    private sealed class Done : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // There is nothing to stop.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
