using System.Collections.ObjectModel;
using Microsoft.Azure.Functions.Worker;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Invocation;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Timers;

/// <summary>
/// Runs one function on its schedule. The next run is planned when the last has ended: runs never overlap, and a run
/// that came while the last was still going on is left out. A run that fails is not repeated; the next one is as
/// planned.
/// </summary>
/// <param name="store">Where the status is kept; null if the timer is not monitored.</param>
internal sealed class TimerListener(
    FunctionHost host,
    LocalFunctionDefinition function,
    TimerSchedule schedule,
    TimerStatusStore? store,
    TimeProvider time) : IListener
{
    // A clock that is corrected by less is no reason to run twice, nor is a run that is late by less called so.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    private readonly Alarm _alarm = new(time);

    // Planned when the host starts, whenever the loop gets to begin.
    private ScheduleStatus _status = new() { Next = schedule.Next(time.GetUtcNow().UtcDateTime) ?? DateTime.MaxValue };

    public LocalFunctionDefinition Function => function;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        ScheduleStatus status = _status = store?.Find(function.Name) ?? _status;
        bool missed = status.Next < Now;

        // A schedule that was changed to come sooner must not wait for what the old one planned.
        if (NextAfter(Now) < status.Next) status.Next = NextAfter(Now);
        Save(status);

        if (missed || ((TimerTriggerAttribute)function.Trigger).RunOnStartup)
            await TickAsync(status, isPastDue: missed, aborting);
        while (true)
        {
            while (status.Next > Now)
            {
                await _alarm.SleepAsync(status.Next - Now, stopping);
                // The schedule allows no later run than this, so the clock was put back.
                if (NextAfter(Now + _tolerance) < status.Next) status.Next = NextAfter(Now);
            }

            stopping.ThrowIfCancellationRequested();
            // After a clock that was put forward, one run makes up for all that it passed over.
            await TickAsync(status, isPastDue: Now - status.Next > _tolerance, aborting);
        }
    }

    private async Task TickAsync(ScheduleStatus status, bool isPastDue, CancellationToken aborting)
    {
        DateTime started = Now;
        TimerInfo timer = new()
        {
            IsPastDue = isPastDue,
            ScheduleStatus = store is null
                ? null
                : new ScheduleStatus { Last = status.Last, Next = NextAfter(started), LastUpdated = status.LastUpdated },
        };
        try
        {
            await host.RunAsync(function, timer, ReadOnlyDictionary<string, object?>.Empty, aborting);
        }
        catch (Exception exception)
        {
            FunctionLog.TickFailed(host.Logger, exception, function.Name);
        }

        status.Last = started;
        status.Next = NextAfter(Now);
        Save(status);
    }

    private DateTime NextAfter(DateTime instant) => schedule.Next(instant) ?? DateTime.MaxValue;

    private void Save(ScheduleStatus status)
    {
        status.LastUpdated = Now;
        store?.Save(function.Name, status);
    }
}
