using DurableTask.Core;
using DurableTask.Core.Command;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Durable.Histories;
using static Understudy.LocalRuntime.Durable.Histories.HistoryEvent;
using HistoryEvent = Understudy.LocalRuntime.Durable.Histories.HistoryEvent;

namespace Understudy.LocalRuntime.Durable.Turns;

/// <summary>
/// One turn of an orchestration: Microsoft's executor runs the orchestrator from its beginning against the history, gives it
/// what has arrived since, and collects what it asks for. A turn changes nothing outside of itself.
/// </summary>
/// <param name="instance">The instance.</param>
/// <param name="history">Its history.</param>
/// <param name="arrivals">What has happened to it since its last turn, in order.</param>
/// <param name="now">When the turn begins: what the orchestrator's clock shows.</param>
/// <param name="invoker">Runs the orchestrator.</param>
/// <param name="converter">How inputs are read.</param>
/// <param name="shims">Makes of the orchestrator what the executor runs.</param>
/// <param name="loggers">For the orchestrator's own logs.</param>
/// <param name="onRuleBroken">Told if the orchestrator is caught awaiting something not durable.</param>
internal sealed class Turn(
    InstanceState instance,
    CoreEvents history,
    IReadOnlyList<HistoryEvent> arrivals,
    DateTime now,
    ITaskInvoker invoker,
    DataConverter converter,
    DurableTaskShimFactory shims,
    ILoggerFactory loggers,
    Action<TaskFailureDetails> onRuleBroken) : ITaskOrchestrator
{
    private readonly ExecutionCreated _execution = (ExecutionCreated)instance.History[0];
    private GuardedContext? _context;
    private Task<object?>? _orchestrator;
    private volatile bool _leftItsThread;

    Type ITaskOrchestrator.InputType => typeof(object);

    Type ITaskOrchestrator.OutputType => typeof(object);

    public TurnResult Run()
    {
        if (arrivals.OfType<Terminated>().FirstOrDefault() is { } terminated)
            return Result(OrchestrationRuntimeStatus.Terminated) with
            {
                Output = terminated.Output,
                TerminatesChildren = terminated.Recursive,
            };
        if (arrivals.OfType<RuleBroken>().FirstOrDefault() is { } broken) return Fail(broken.Failure);
        if (invoker.MissingOrchestrator(instance.Name) is { } missing)
            return Fail(Failures.NotFound(missing)) with { Output = Failures.NotFoundOutput(missing) };
        OrchestrationRuntimeState state = history.Compose(arrivals, now);
        TaskOrchestration shim = shims.CreateOrchestration(instance.Name, this, instance.Parent?.ToPublic());
        OrchestratorExecutionResult executed;
        try
        {
            executed = new TaskOrchestrationExecutor(
                state, shim, BehaviorOnContinueAsNew.Carryover, ErrorPropagationMode.UseFailureDetails).Execute();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An event or a custom status cannot be converted, and no other attempt could.
            return Fail(TaskFailureDetails.FromException(exception)) with
            {
                Output = Failures.UnhandledOutput(instance.Name, exception),
            };
        }

        TurnResult result = _leftItsThread ? Fail(IllegalAwait()) : Conclude([.. executed.Actions]);
        // As in Core's dispatcher: what the execution before set is seen as long as the first turn of this one.
        string? carried = result.StartsOver || !arrivals.Any(item => item is Started) ? null : instance.CustomStatus;
        return result with { CustomStatus = executed.CustomStatus ?? carried };
    }

    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input)
    {
        _context = new GuardedContext(context, _execution.Input, converter, loggers, OnForeignThread);
        _orchestrator = invoker.RunOrchestratorAsync(instance.Name, _context);
        object? output = await _orchestrator;
        _context.RequireTurn();
        return output;
    }

    private static TaskFailureDetails IllegalAwait() =>
        TaskFailureDetails.FromException(new InvalidOperationException(GuardedContext.IllegalAwait));

    private void OnForeignThread()
    {
        _leftItsThread = true;
        // The turn may have looked already; if it has not, it fails the instance and nobody reads this.
        onRuleBroken(IllegalAwait());
    }

    private TurnResult Conclude(OrchestratorAction[] asked)
    {
        OrchestrationAction[] actions = [.. asked.Select(Convert).OfType<OrchestrationAction>()];
        TurnResult result = Result(OrchestrationRuntimeStatus.Running, actions);
        switch (asked.OfType<OrchestrationCompleteOrchestratorAction>().FirstOrDefault())
        {
            case { OrchestrationStatus: OrchestrationStatus.Completed } end:
                return result with { Status = OrchestrationRuntimeStatus.Completed, Output = end.Result };
            case { OrchestrationStatus: OrchestrationStatus.ContinuedAsNew } end:
                return StartOver(end, actions);
            case { } end:
                TaskFailureDetails failure = Failures.FromCore(end.FailureDetails, end.Result);
                return Fail(failure, Failures.IsDivergence(failure) ? [] : actions);
            case null when arrivals.LastOrDefault(item => item is Suspended or Resumed) is Suspended suspended:
                return result with { Status = OrchestrationRuntimeStatus.Suspended, Output = suspended.Reason };
            case null when !_context!.HasOpenTasks && !_orchestrator!.IsCompleted:
                // On Azure it would wait for ever.
                return Fail(IllegalAwait());
            default:
                return result;
        }
    }

    /// <summary>The next execution. Events that this one kept for it were sent by itself to itself, and come first.</summary>
    private TurnResult StartOver(OrchestrationCompleteOrchestratorAction end, OrchestrationAction[] actions)
    {
        bool IsKept(OrchestrationAction action) =>
            action is OrchestrationAction.SendEvent send && send.InstanceId == instance.Id;
        return Result(OrchestrationRuntimeStatus.Running, [.. actions.Where(action => !IsKept(action))]) with
        {
            StartsOver = true,
            Events =
            [
                new ExecutionCreated(TaskId(end.Id), end.Result, _execution.Trace),
                .. actions.Where(IsKept).Cast<OrchestrationAction.SendEvent>()
                    .Select(send => new EventRaised(send.Name, send.Payload)),
                .. end.CarryoverEvents.OfType<EventRaisedEvent>().Select(e => new EventRaised(e.Name, e.Input)),
            ],
        };
    }

    private TurnResult Fail(TaskFailureDetails failure, OrchestrationAction[]? actions = null) =>
        Result(OrchestrationRuntimeStatus.Failed, actions) with { Failure = failure, Output = failure.ToString() };

    private TurnResult Result(OrchestrationRuntimeStatus status, OrchestrationAction[]? actions = null) => new()
    {
        Now = now,
        Status = status,
        Events = [new TurnStarted(now), .. arrivals, .. (actions ?? []).Select(action => action.ToEvent())],
        Actions = actions ?? [],
        CustomStatus = instance.CustomStatus,
    };

    private OrchestrationAction? Convert(OrchestratorAction action) => action switch
    {
        ScheduleTaskOrchestratorAction e => new OrchestrationAction.CallActivity(TaskId(e.Id), e.Name!, OnlyItem(e.Input)),
        CreateSubOrchestrationAction e =>
            new OrchestrationAction.CallSubOrchestrator(TaskId(e.Id), e.Name!, e.InstanceId!, e.Input),
        CreateTimerOrchestratorAction e => new OrchestrationAction.CreateTimer(TaskId(e.Id), e.FireAt),
        SendEventOrchestratorAction e =>
            new OrchestrationAction.SendEvent(TaskId(e.Id), e.Instance!.InstanceId, e.EventName!, e.EventData),
        _ => null,
    };

    /// <summary>Core's task ids begin at 0 in every execution.</summary>
    private int TaskId(int number) => _execution.FirstTaskId + number;

    /// <summary>An activity's input: Core serializes it as an array of one.</summary>
    private static string? OnlyItem(string? array) => array is null or "[null]" ? null : array[1..^1];
}
