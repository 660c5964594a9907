using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>Fires stored timers at their times, with one timer of the operating system for all.</summary>
internal sealed class TimerService : IDisposable
{
    // Timers of the time provider end at 49 days; far ones are looked at again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly SortedSet<PendingTimer> _pending = [];
    private readonly TimeProvider _time;
    private readonly Action<PendingTimer> _fire;
    private readonly ITimer _timer;
    private bool _disposed;

    /// <param name="fire">Called for each timer whose time has come; must be quick and must not throw.</param>
    public TimerService(TimeProvider time, Action<PendingTimer> fire)
    {
        _time = time;
        _fire = fire;
        _timer = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(PendingTimer timer)
    {
        lock (_gate)
        {
            _pending.Add(timer);
            if (_pending.Min == timer)
                Arm();
        }
    }

    public void Remove(PendingTimer timer)
    {
        lock (_gate)
            _pending.Remove(timer);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _pending.Clear();
        }

        _timer.Dispose();
    }

    private void FireDue()
    {
        List<PendingTimer> due = [];
        lock (_gate)
        {
            DateTime now = _time.GetUtcNow().UtcDateTime;
            while (_pending.Count > 0 && _pending.Min.FireAt <= now)
            {
                due.Add(_pending.Min);
                _pending.Remove(_pending.Min);
            }

            Arm();
        }

        due.ForEach(_fire);
    }

    private void Arm()
    {
        if (_disposed || _pending.Count == 0)
            return;
        // Timers count whole milliseconds: rounding up spares an early look.
        TimeSpan wait = _pending.Min.FireAt - _time.GetUtcNow().UtcDateTime;
        double milliseconds = Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, LongestWait.TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }
}
