using Understudy.LocalRuntime.Durable.Storage;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>
/// Fires stored timers at their times, with one timer of the operating system for all. One that was created by a clock that
/// has been put back since waits no longer than it was created to wait; if the clock is put forward again, its time counts.
/// </summary>
internal sealed class TimerService : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TimerId, (PendingTimer Timer, long AddedAt, TimeSpan Wait)> _pending = [];
    private readonly SortedSet<(DateTime FireAt, TimerId Id)> _order = [];
    private readonly TimeProvider _time;
    private readonly Action<TimerId> _fire;
    private readonly ITimer _timer;
    private DateTime _lastCreated;
    private bool _disposed;

    /// <param name="fire">Called for each timer whose time has come; must be quick and must not throw.</param>
    public TimerService(TimeProvider time, Action<TimerId> fire)
    {
        _time = time;
        _fire = fire;
        _timer = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public void Add(PendingTimer timer)
    {
        lock (_gate)
        {
            Take(timer.Id);
            DateTime from = timer.CreatedAt > Now ? timer.CreatedAt : Now;
            _pending.Add(timer.Id, (timer, _time.GetTimestamp(), timer.FireAt - from));
            _order.Add((timer.FireAt, timer.Id));
            if (timer.CreatedAt > _lastCreated) _lastCreated = timer.CreatedAt;
            if (_order.Min.Id == timer.Id) Arm();
        }
    }

    public void Remove(TimerId id)
    {
        lock (_gate)
            Take(id);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _pending.Clear();
            _order.Clear();
        }

        _timer.Dispose();
    }

    private void FireDue()
    {
        List<TimerId> due = [];
        lock (_gate)
        {
            DateTime now = Now;
            due.AddRange(_order.TakeWhile(next => next.FireAt <= now).Select(next => next.Id));
            // Only a clock that was put back makes it worth looking at all of them.
            if (_lastCreated > now)
            {
                due.AddRange(_pending.Values
                    .Where(p => p.Timer.FireAt > now && p.Timer.CreatedAt > now && _time.GetElapsedTime(p.AddedAt) >= p.Wait)
                    .Select(p => p.Timer.Id));
            }

            due.ForEach(Take);
            Arm();
        }

        due.ForEach(_fire);
    }

    private void Take(TimerId id)
    {
        if (_pending.Remove(id, out (PendingTimer Timer, long AddedAt, TimeSpan Wait) planned))
            _order.Remove((planned.Timer.FireAt, id));
    }

    private void Arm()
    {
        if (_disposed || _order.Count == 0) return;
        // Timers count whole milliseconds: rounding up spares an early look.
        TimeSpan wait = ShortSteps.Of(_order.Min.FireAt - Now);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
