using System.Diagnostics;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;
using Understudy.Shared;

namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>
/// Runs activities that have been stored as called, and stores how they ended. One interrupted by the engine's stop has
/// not ended: it runs again at the next start.
/// </summary>
internal sealed class ActivityRunner(
    DurableEngineOptions options,
    ITaskInvoker invoker,
    StoreWriter writer,
    Dispatcher dispatcher,
    TimeProvider time,
    ILogger logger)
    : IDisposable
{
    private static readonly TimeSpan _roomDelay = TimeSpan.FromSeconds(5);

    private readonly ConcurrencyGate _gate = new(options.MaxConcurrentActivities);
    private readonly CancellationTokenSource _stopping = new();

    public void Enqueue(PendingTask task) => _gate.Enqueue(() => RunAsync(task));

    /// <summary>Cancels what runs and completes when nothing does.</summary>
    public Task StopAsync()
    {
        Task idle = _gate.CloseAsync();
        try
        {
            _stopping.Cancel();
        }
        catch (AggregateException exception)
        {
            logger.LogError(exception, "An activity failed while it was being cancelled");
        }

        return idle;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(PendingTask task)
    {
        try
        {
            HistoryEvent? ended = await InvokeAsync(task);
            if (ended is not null) writer.Enqueue(new ActivityEnded(dispatcher, task, ended, logger));
        }
        catch (Exception exception) when (FullDisk.IsCauseOf(exception))
        {
            // No attempt of the activity's own: it has not ended, as when the process dies.
            logger.LogError(
                exception,
                "There is no room on the disk for activity {Activity} of orchestration {InstanceId}; it will run again",
                task.Name,
                task.InstanceId);
            _ = RunLaterAsync(task);
        }
    }

    private async Task RunLaterAsync(PendingTask task)
    {
        await Task.Delay(_roomDelay, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Enqueue(task);
    }

    private async Task<HistoryEvent?> InvokeAsync(PendingTask task)
    {
        if (invoker.MissingActivity(task.Name) is { } missing)
            return new HistoryEvent.TaskFailed(task.TaskId, Failures.NotFound(missing));
        using Activity? running = DurableTraces.Run(task.Name, task.InstanceId, task.Trace);
        try
        {
            object? result = await invoker.RunActivityAsync(task.Name, task.InstanceId, task.Input, _stopping.Token);
            return new HistoryEvent.TaskCompleted(task.TaskId, options.DataConverter.Serialize(result));
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // Whatever it threw, the stop has cut it short.
            return null;
        }
        catch (Exception exception) when (!FullDisk.IsCauseOf(exception))
        {
            logger.LogWarning(
                exception, "Activity {Activity} of orchestration {InstanceId} failed", task.Name, task.InstanceId);
            running?.SetStatus(ActivityStatusCode.Error);
            return new HistoryEvent.TaskFailed(task.TaskId, TaskFailureDetails.FromException(exception));
        }
    }

    /// <summary>Ends a call and tells its orchestration; does nothing if nobody awaits it any longer.</summary>
    private sealed class ActivityEnded(Dispatcher dispatcher, PendingTask task, HistoryEvent ended, ILogger logger)
        : Transition
    {
        public override void Committed() => dispatcher.Deliver(Deliveries);

        public override void Failed(Exception exception)
        {
            if (exception is not ObjectDisposedException)
            {
                logger.LogCritical(
                    exception, "The end of activity {Activity} of {InstanceId} cannot be stored", task.Name, task.InstanceId);
            }
        }

        protected override void Apply(WriteSession session)
        {
            if (session.EndTask(task.Key, task.TaskId)) Send(session, task.Key, ended);
        }
    }
}
