using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Tests.Support;

/// <summary>A clock that moves only when told to, and then fires what is due. It can be put forward and back as a wall clock
/// is, while timers and timestamps go on.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;
    private TimeSpan _error;

    public ManualTime()
        : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the next timer is due; null if none is waiting.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
                return _timers.Min(static timer => timer.Due) + _error;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now + _error;
    }

    public override long GetTimestamp()
    {
        lock (_gate)
            return _now.UtcTicks;
    }

    /// <summary>Puts the wall clock forward or back: nobody waits for longer or shorter because of it.</summary>
    public void Correct(TimeSpan by)
    {
        lock (_gate)
            _error += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        lock (_gate)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        lock (_gate)
            _now += by;
        FireDue();
    }

    /// <summary>Moves the clock to the moment at which the next timer is due, once that is the given one. What waits for long
    /// sleeps in steps, of which all but the last are passed over.</summary>
    public async Task ReachAsync(DateTimeOffset due)
    {
        await Eventually.HoldsAsync(() => NextDue <= due, $"a timer is due until {due:O}, but at {NextDue:O}");
        if (due - GetUtcNow() > ShortSteps.Longest) Advance(due - GetUtcNow() - ShortSteps.Longest);
        await Eventually.HoldsAsync(() => NextDue == due, $"a timer is due at {due:O}, but at {NextDue:O}");
        Advance(due - GetUtcNow());
    }

    private void FireDue()
    {
        while (true)
        {
            ManualTimer? due;
            lock (_gate)
            {
                due = _timers.Find(timer => timer.Due <= _now);
                if (due is null) return;
                due.Due = null;
            }

            due.Fire();
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>When it fires; null if it waits for nothing.</summary>
        public DateTimeOffset? Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool fires;
            lock (time._gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
                fires = Due <= time._now;
            }

            if (fires) ThreadPool.QueueUserWorkItem(_ => time.FireDue());
            return true;
        }

        public void Dispose()
        {
            lock (time._gate)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
