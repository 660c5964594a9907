namespace Understudy.Tests;

/// <summary>A clock that goes as the system's does, and that a test can put forward: what falls due, happens.</summary>
public sealed class ElasticTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly HashSet<ElasticTimer> timers = [];
    private TimeSpan offset;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return System.GetUtcNow() + offset;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (gate) return System.GetTimestamp() + (long)(offset.TotalSeconds * TimestampFrequency);
    }

    /// <summary>Puts the clock forward.</summary>
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
                due = dueTime < TimeSpan.Zero ? null : System.GetUtcNow() + time.offset + dueTime;
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
                TimeSpan left = at - (System.GetUtcNow() + time.offset);
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
                if (at > System.GetUtcNow() + time.offset)
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
