using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Durable.Histories;
using static Understudy.LocalRuntime.Durable.Histories.HistoryEvent;

namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>
/// One turn of an orchestration: runs the orchestrator from its beginning against the history, gives it what has
/// arrived since, and collects what it asks for. A turn changes nothing outside of itself.
/// </summary>
internal sealed class Turn
{
    private readonly InstanceState _instance;
    private readonly IReadOnlyList<HistoryEvent> _arrivals;
    private readonly DateTime _now;
    private readonly ITaskInvoker _invoker;
    private readonly DataConverter _converter;
    private readonly TurnScheduler _scheduler;
    private readonly OrchestrationContext _context;
    private Task<object?>? _orchestrator;

    /// <param name="arrivals">What has happened to the instance since its last turn, in order.</param>
    /// <param name="onRuleBroken">Told if the orchestrator is caught, after the turn, awaiting something not durable.</param>
    public Turn(
        InstanceState instance,
        IReadOnlyList<HistoryEvent> arrivals,
        DateTime now,
        ITaskInvoker invoker,
        DataConverter converter,
        ILoggerFactory loggers,
        Action<TaskFailureDetails> onRuleBroken)
    {
        _instance = instance;
        _arrivals = arrivals;
        _now = now;
        _invoker = invoker;
        _converter = converter;
        _scheduler = new TurnScheduler(() => onRuleBroken(Failures.From(Foreign())));
        _context = new OrchestrationContext(instance, converter, loggers, _scheduler);
    }

    public TurnResult Run()
    {
        if (_arrivals.OfType<Terminated>().FirstOrDefault() is { } terminated)
            return End(OrchestrationRuntimeStatus.Terminated) with
            {
                Output = terminated.Output,
                TerminatesChildren = terminated.Recursive,
                OpenTimers = TimersInHistory(),
            };
        if (_arrivals.OfType<RuleBroken>().FirstOrDefault() is { } broken)
            return Fail(broken.Failure);
        if (_arrivals.All(arrival => arrival is Suspended or Resumed))
            return Continue([]);
        if (!_invoker.HasOrchestrator(_instance.Name))
            return Fail(Failures.NoOrchestrator(_instance.Name));
        try
        {
            Replay();
            return Conclude();
        }
        catch (NonDeterministicOrchestrationException exception)
        {
            _scheduler.End();
            return Fail(Failures.From(exception));
        }
    }

    private void Replay()
    {
        foreach (HistoryEvent item in _instance.History)
            Process(item);
        RequireUnfinished();
        RequireNothingUnrecorded();
        _context.EndReplay();
        Process(new TurnStarted(_now));
        foreach (HistoryEvent item in _arrivals)
            Process(item);
    }

    private void Process(HistoryEvent item)
    {
        switch (item)
        {
            case ExecutionCreated e:
                _context.BeginExecution(e);
                break;
            case TurnStarted e:
                RequireNothingUnrecorded();
                _context.BeginTurn(e.At);
                break;
            case Started:
                Start();
                break;
            case ActivityScheduled or SubOrchestrationCreated or TimerCreated or EventSent:
                Match(item);
                break;
            case TaskCompleted e:
                _context.Complete(e.TaskId, e.Result);
                break;
            case TaskFailed e:
                _context.Fail(e.TaskId, e.Failure);
                break;
            case TimerFired e:
                _context.Complete(e.TaskId, null);
                break;
            case EventRaised e:
                _context.Events.Arrive(e);
                break;
        }

        _scheduler.Settle();
    }

    private void Start() => _scheduler.Run(() =>
    {
        try
        {
            _orchestrator = _invoker.RunOrchestratorAsync(_instance.Name, _context);
        }
        catch (Exception exception)
        {
            _orchestrator = Task.FromException<object?>(exception);
        }
    });

    private TurnResult Conclude()
    {
        Task<object?> orchestrator = _orchestrator!;
        if (!orchestrator.IsCompleted)
        {
            // Completing without a turn is possible only on a foreign thread.
            _ = orchestrator.ContinueWith(
                _ => _scheduler.IsOnTurn(),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        if (_scheduler.End() || (!orchestrator.IsCompleted && !_context.HasOpenTasks))
            throw Foreign();
        IReadOnlyList<OrchestrationAction> actions = [.. _context.Actions];
        if (!orchestrator.IsCompleted)
            return Continue(actions);
        if (!orchestrator.IsCompletedSuccessfully)
            return Fail(Failures.From(Reason(orchestrator)), actions);
        if (_context.NewExecution is { } next)
            return StartOver(next, actions);
        return Complete(orchestrator.Result, actions);
    }

    private TurnResult Complete(object? output, IReadOnlyList<OrchestrationAction> actions)
    {
        try
        {
            return End(OrchestrationRuntimeStatus.Completed, actions) with { Output = _converter.Serialize(output) };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Fail(Failures.From(exception));
        }
    }

    private TurnResult Continue(IReadOnlyList<OrchestrationAction> actions) => Result(StatusAfter(), actions);

    private TurnResult StartOver(OrchestrationContext.StartOver next, IReadOnlyList<OrchestrationAction> actions) =>
        Result(StatusAfter(), actions) with
        {
            StartsOver = true,
            Events =
            [
                new ExecutionCreated(_context.NextTaskId, next.Input),
                .. next.PreserveEvents ? _context.Events.Unclaimed : [],
            ],
        };

    private TurnResult End(OrchestrationRuntimeStatus status, IReadOnlyList<OrchestrationAction>? actions = null) =>
        Result(status, actions ?? []);

    private TurnResult Fail(TaskFailureDetails failure, IReadOnlyList<OrchestrationAction>? actions = null) =>
        Result(OrchestrationRuntimeStatus.Failed, actions ?? []) with
        {
            Failure = failure,
            OpenTimers = TimersInHistory(),
        };

    private TurnResult Result(OrchestrationRuntimeStatus status, IReadOnlyList<OrchestrationAction> actions) => new()
    {
        Now = _now,
        Status = status,
        Events = [new TurnStarted(_now), .. _arrivals, .. actions.Select(action => action.ToEvent())],
        Actions = actions,
        CancelledTimers = _context.CancelledTimers,
        OpenTimers = _context.OpenTimers,
        CustomStatus = _context.CustomStatus is { } set ? set.Value : _instance.CustomStatus,
    };

    private OrchestrationRuntimeStatus StatusAfter() =>
        _arrivals.LastOrDefault(arrival => arrival is Suspended or Resumed) is Suspended
            ? OrchestrationRuntimeStatus.Suspended
            : OrchestrationRuntimeStatus.Running;

    private int[] TimersInHistory() => [.. _instance.History.OfType<TimerCreated>().Select(timer => timer.TaskId)];

    private void Match(HistoryEvent recorded)
    {
        if (!_context.Actions.TryDequeue(out OrchestrationAction? asked))
        {
            throw Diverged(_orchestrator is { IsCompleted: true }
                ? $"the history says that it asked for {OrchestrationAction.Describe(recorded)}, but now it ended before"
                : $"the history says that it asked for {OrchestrationAction.Describe(recorded)}, but now it did not");
        }

        if (!asked.Matches(recorded))
        {
            throw Diverged(
                $"the history says that it asked for {OrchestrationAction.Describe(recorded)}, "
                + $"but now it asked for {OrchestrationAction.Describe(asked.ToEvent())}");
        }
    }

    private void RequireNothingUnrecorded()
    {
        if (_context.Actions.TryPeek(out OrchestrationAction? asked) && _context.IsReplaying)
        {
            throw Diverged(
                $"it asked for {OrchestrationAction.Describe(asked.ToEvent())}, which its history does not have there");
        }
    }

    private void RequireUnfinished()
    {
        if (_orchestrator is { IsCompleted: true })
            throw Diverged("by its history it was not done yet, but now it ended");
    }

    private static Exception Reason(Task failed) => failed.Exception?.InnerException ?? new TaskCanceledException(failed);

    private NonDeterministicOrchestrationException Diverged(string difference) => new(
        $"Orchestrator '{_instance.Name}' is not deterministic: {difference}. Orchestrators must do the same at every "
        + "replay: no clock, random numbers, static state or I/O, and no changed code while instances are under way.");

    private NonDeterministicOrchestrationException Foreign() => new(
        $"Orchestrator '{_instance.Name}' awaited a task that is not durable (such as Task.Delay, Task.Run or I/O). "
        + "Orchestrators may await only what their context gives them; the rest belongs into activities.");
}
