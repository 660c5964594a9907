using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;
using Understudy.LocalRuntime.Durable.Turns;

namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>
/// Brings messages to instances, runs their turns, and once a turn is stored sets off what it asked for.
/// </summary>
internal sealed class Dispatcher : IDisposable
{
    private static readonly TimeSpan _recoveryDelay = TimeSpan.FromSeconds(1);

    private readonly DurableEngineOptions _options;
    private readonly ITaskInvoker _invoker;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly StoreWriter _writer;
    private readonly ReaderPool _readers;
    private readonly InstanceSignals _signals;
    private readonly InstanceCache _cache;
    private readonly ConcurrencyGate _turns;
    private readonly DurableTaskShimFactory _shims;
    private readonly TimerService _timers;
    private readonly ActivityRunner _activities;
    private bool _started;

    public Dispatcher(
        DurableEngineOptions options,
        ITaskInvoker invoker,
        ILoggerFactory loggers,
        TimeProvider time,
        StoreWriter writer,
        ReaderPool readers,
        InstanceSignals signals)
    {
        _options = options;
        _invoker = invoker;
        _loggers = loggers;
        _logger = loggers.CreateLogger<DurableEngine>();
        _time = time;
        _writer = writer;
        _readers = readers;
        _signals = signals;
        _cache = new InstanceCache(options.MaxCachedInstances);
        _turns = new ConcurrencyGate(options.MaxConcurrentOrchestrations);
        _shims = new DurableTaskShimFactory(new DurableTaskWorkerOptions { DataConverter = options.DataConverter });
        _timers = new TimerService(time, id => Deliver(id.Key, InboxMessage.OfTimer(id.TaskId)));
        _activities = new ActivityRunner(options, invoker, writer, this, time, _logger);
    }

    /// <summary>
    /// Takes up what the store says is under way. On the writer's thread, so that nothing is stored meanwhile; what is
    /// stored before has no effects but these.
    /// </summary>
    public void Resume()
    {
        _started = true;
        foreach (PendingTimer timer in _readers.Use(reader => reader.Timers()))
            _timers.Add(timer);
        foreach (PendingTask task in _readers.Use(reader => reader.Tasks()))
            _activities.Enqueue(task);
        foreach (long key in _readers.Use(reader => reader.KeysWithMail()))
            Deliver(key, null);
    }

    /// <summary>Starts nothing more, cancels the activities, and completes when neither turn nor activity runs.</summary>
    public Task StopAsync()
    {
        _timers.Dispose();
        return Task.WhenAll(_turns.CloseAsync(), _activities.StopAsync());
    }

    public void Deliver(IReadOnlyList<(long Key, InboxMessage Message)> deliveries)
    {
        if (!_started) return;
        foreach ((long key, InboxMessage message) in deliveries)
            Deliver(key, message);
    }

    public void AddTimer(PendingTimer timer)
    {
        if (_started) _timers.Add(timer);
    }

    /// <summary>The effects of a turn, which is now stored.</summary>
    public void OnTurnStored(TurnTransition turn)
    {
        InstanceSlot slot = turn.Slot;
        InstanceState state = slot.State!;
        TurnResult result = turn.Result;
        bool changed = state.Status != result.Status;
        SetOff(state, result);
        if (result.StartsOver)
            state.History = [.. result.Events];
        else
            state.History.AddRange(result.Events);
        state.Status = result.Status;
        state.CustomStatus = result.CustomStatus;
        if (state.HasEnded)
        {
            _cache.Remove(slot);
            LogEnd(state, result);
        }

        Deliver(turn.Deliveries);
        if (!state.HasEnded) EndTurn(slot);
        if (changed) _signals.Raise(state.Id);
    }

    /// <summary>Forgets a turn that could not be stored; the instance is read again and tries again a little later.</summary>
    public void OnTurnLost(TurnTransition turn, Exception exception)
    {
        if (exception is not ObjectDisposedException) Recover(turn.Slot, turn.Batch, exception);
    }

    public void Dispose()
    {
        _timers.Dispose();
        _activities.Dispose();
    }

    private void Deliver(long key, InboxMessage? message)
    {
        if (_cache.Deliver(key, message) is { } slot) StartTurn(slot);
    }

    private void StartTurn(InstanceSlot slot) => _turns.Enqueue(() =>
    {
        RunTurn(slot);
        return Task.CompletedTask;
    });

    private void RunTurn(InstanceSlot slot)
    {
        List<InboxMessage> batch = [];
        try
        {
            _cache.Use(slot);
            if (!Load(slot)) return;
            batch = slot.TakeBatch();
            if (batch.Count == 0)
            {
                EndTurn(slot);
                return;
            }

            Turn turn = new(
                slot.State!,
                slot.History,
                Current(slot.State!, batch),
                _time.GetUtcNow().UtcDateTime,
                _invoker,
                _options.DataConverter,
                _shims,
                _loggers,
                failure => Deliver(slot.Key, InboxMessage.Unstored(new HistoryEvent.RuleBroken(failure))));
            _writer.Enqueue(new TurnTransition(this, slot, batch, turn.Run()));
        }
        catch (ObjectDisposedException)
        {
            // The engine has been disposed of under the turn: it never happened.
        }
        catch (Exception exception)
        {
            Recover(slot, batch, exception);
        }
    }

    private bool Load(InstanceSlot slot)
    {
        if (slot.State is not null) return true;
        if (_readers.Use(reader => reader.Load(slot.Key)) is not { State.HasEnded: false } loaded)
        {
            _cache.Remove(slot);
            return false;
        }

        slot.Adopt(loaded.State, loaded.Inbox);
        return true;
    }

    private void EndTurn(InstanceSlot slot)
    {
        if (slot.EndTurn())
            StartTurn(slot);
        else
            _cache.Rest(slot);
    }

    private void SetOff(InstanceState state, TurnResult result)
    {
        if (result.EndsExecution)
        {
            foreach (HistoryEvent.TimerCreated timer in state.History.OfType<HistoryEvent.TimerCreated>())
                _timers.Remove(new TimerId(state.Key, timer.TaskId));
        }

        foreach (OrchestrationAction action in result.Actions)
        {
            switch (action)
            {
                case OrchestrationAction.CallActivity call:
                    _activities.Enqueue(new PendingTask(state.Key, state.Id, call.TaskId, call.Name, call.Input, state.Trace));
                    break;
                case OrchestrationAction.CreateTimer timer when !result.EndsExecution:
                    _timers.Add(new PendingTimer(new TimerId(state.Key, timer.TaskId), result.Now, timer.FireAt));
                    break;
            }
        }
    }

    /// <summary>What has arrived for the current execution; answers to an earlier one are stale.</summary>
    private static List<HistoryEvent> Current(InstanceState state, List<InboxMessage> batch)
    {
        int first = ((HistoryEvent.ExecutionCreated)state.History[0]).FirstTaskId;
        return
        [
            .. batch.Select(message => message.Event).Where(item => item switch
            {
                HistoryEvent.TaskCompleted e => e.TaskId >= first,
                HistoryEvent.TaskFailed e => e.TaskId >= first,
                HistoryEvent.TimerFired e => e.TaskId >= first,
                _ => true,
            }),
        ];
    }

    private void Recover(InstanceSlot slot, IEnumerable<InboxMessage> batch, Exception exception)
    {
        _logger.LogError(exception, "A turn of instance {Key} could not be run and stored; trying again", slot.Key);
        IEnumerable<InboxMessage> lost = batch.Concat(_cache.Remove(slot));
        DateTime now = _time.GetUtcNow().UtcDateTime;
        foreach (int timer in lost.Select(message => message.TimerId()).OfType<int>())
            _timers.Add(new PendingTimer(new TimerId(slot.Key, timer), now, now + _recoveryDelay));
        _ = WakeLaterAsync(slot.Key);
    }

    private async Task WakeLaterAsync(long key)
    {
        await Task.Delay(_recoveryDelay, _time);
        Deliver(key, null);
    }

    private void LogEnd(InstanceState state, TurnResult result)
    {
        if (result.Status == OrchestrationRuntimeStatus.Failed)
        {
            _logger.LogWarning(
                "Orchestration {Orchestrator} {InstanceId} failed: {Failure}", state.Name, state.Id, result.Failure);
        }
    }
}
