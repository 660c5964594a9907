namespace Understudy.Tests;

/// <summary>
/// A clock that goes as the system's does, and that a test can put forward: what falls due, happens. It can also be
/// corrected as a wall clock is, forward and back, while timers and timestamps go on, and be stopped, so that nothing falls
/// due on a slow machine that does not on a fast one.
/// </summary>
public sealed class ElasticTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<ElasticTimer> _timers = [];
    private TimeSpan _offset;
    private TimeSpan _error;
    private DateTimeOffset? _stoppedAt;

    private DateTimeOffset Passed => (_stoppedAt ?? System.GetUtcNow()) + _offset;

    /// <summary>How many timers wait.</summary>
    public int Timers
    {
        get
        {
            lock (_gate) return _timers.Count;
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return Passed + _error;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return Passed.UtcTicks;
    }

    /// <summary>Puts the wall clock forward or back: nobody waits for longer or shorter because of it.</summary>
    public void Correct(TimeSpan by)
    {
        lock (_gate) _error += by;
    }

    /// <summary>From now on time passes only when the test lets it.</summary>
    public void Stop()
    {
        lock (_gate) _stoppedAt ??= System.GetUtcNow();
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by)
    {
        ElasticTimer[] waiting;
        lock (_gate)
        {
            _offset += by;
            waiting = [.. _timers];
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
        private static readonly TimeSpan _longest = TimeSpan.FromDays(40);

        private readonly ElasticTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly Timer _inner;
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public ElasticTimer(ElasticTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _callback = callback;
            _state = state;
            _inner = new Timer(_ => Fire());
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._gate)
            {
                _period = period;
                _due = dueTime < TimeSpan.Zero ? null : _time.Passed + dueTime;
                if (_due is null) _time._timers.Remove(this);
                else _time._timers.Add(this);
            }
            Rearm();
            return true;
        }

        public void Rearm()
        {
            lock (_time._gate)
            {
                if (_due is not { } at)
                {
                    _inner.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    return;
                }
                TimeSpan left = at - _time.Passed;
                _inner.Change(
                    left < TimeSpan.Zero ? TimeSpan.Zero : left > _longest ? _longest : left, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (_time._gate)
            {
                _due = null;
                _time._timers.Remove(this);
            }
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (_time._gate)
            {
                // The inner timer may be early by the resolution of the system's clock, or have been re-armed.
                if (_due is not { } at) return;
                if (at > _time.Passed)
                {
                    _inner.Change(TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                    return;
                }
                _due = _period > TimeSpan.Zero ? at + _period : null;
                if (_due is null) _time._timers.Remove(this);
            }
            _callback(_state);
            if (_period > TimeSpan.Zero) Rearm();
        }
    }
}
