namespace Understudy.Tests;

/// <summary>
/// A clock that goes as the system's does, and that a test can put forward: what falls due, happens. It can also be
/// corrected as a wall clock is, forward and back, while timers and timestamps go on, and be stopped, so that nothing falls
/// due on a slow machine that does not on a fast one.
/// </summary>
public sealed class ElasticTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<ElasticTimer> timers = [];
    private TimeSpan offset;
    private TimeSpan error;
    private DateTimeOffset? stoppedAt;

    private DateTimeOffset Passed => (stoppedAt ?? System.GetUtcNow()) + offset;

    /// <summary>How many timers wait.</summary>
    public int Timers
    {
        get
        {
            lock (gate) return timers.Count;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return Passed + error;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (gate) return Passed.UtcTicks;
    }

    /// <summary>Puts the wall clock forward or back: nobody waits for longer or shorter because of it.</summary>
    public void Correct(TimeSpan by)
    {
        lock (gate) error += by;
    }

    /// <summary>From now on time passes only when the test lets it.</summary>
    public void Stop()
    {
        lock (gate) stoppedAt ??= System.GetUtcNow();
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by)
    {
        ElasticTimer[] waiting;
        lock (gate)
        {
            offset += by;
            waiting = [.. timers];
        }
        foreach (ElasticTimer timer in waiting) timer.Rearm();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ElasticTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ElasticTimer : ITimer
    {
        private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

        private readonly ElasticTime time;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly Timer inner;
        private DateTimeOffset? due;
        private TimeSpan period;

        public ElasticTimer(ElasticTime time, TimerCallback callback, object? state)
        {
            this.time = time;
            this.callback = callback;
            this.state = state;
            inner = new Timer(_ => Fire());
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                this.period = period;
                due = dueTime < TimeSpan.Zero ? null : time.Passed + dueTime;
                if (due is null) time.timers.Remove(this);
                else time.timers.Add(this);
            }
            Rearm();
            return true;
        }

        public void Rearm()
        {
            lock (time.gate)
            {
                if (due is not { } at)
                {
                    inner.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    return;
                }
                TimeSpan left = at - time.Passed;
                inner.Change(
                    left < TimeSpan.Zero ? TimeSpan.Zero : left > Longest ? Longest : left, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                due = null;
                time.timers.Remove(this);
            }
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (time.gate)
            {
                // The inner timer may be early by the resolution of the system's clock, or have been re-armed.
                if (due is not { } at) return;
                if (at > time.Passed)
                {
                    inner.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                    return;
                }
                due = period > TimeSpan.Zero ? at + period : null;
                if (due is null) time.timers.Remove(this);
            }
            callback(state);
            if (period > TimeSpan.Zero) Rearm();
        }
    }
}
