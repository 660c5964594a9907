using DurableTask.Core;
using DurableTask.Core.History;
using Understudy.LocalRuntime.Durable.Histories;
using Happened = Understudy.LocalRuntime.Durable.Histories.HistoryEvent;
using HistoryEvent = DurableTask.Core.History.HistoryEvent;

namespace Understudy.LocalRuntime.Durable.Turns;

/// <summary>
/// Our events as DurableTask.Core's executor wants them. It numbers the tasks of every execution from 0; ours go on counting.
/// </summary>
internal sealed class CoreEvents(InstanceState instance)
{
    private readonly Happened.ExecutionCreated _created = (Happened.ExecutionCreated)instance.History[0];
    private readonly HashSet<int> _subOrchestrations =
        [.. instance.History.OfType<Happened.SubOrchestrationCreated>().Select(created => created.TaskId)];

    /// <summary>The instance's state for a turn at <paramref name="now"/>, which is to play <paramref name="arrivals"/>.</summary>
    public OrchestrationRuntimeState Compose(IReadOnlyList<Happened> arrivals, DateTime now)
    {
        // Events that an execution took over from the one before it are played right after its start.
        IEnumerable<Happened> carried = instance.History.Skip(1).TakeWhile(item => item is Happened.EventRaised);
        List<Happened> history = [.. instance.History.Skip(1).SkipWhile(item => item is Happened.EventRaised)];
        OrchestrationRuntimeState state = new([.. AfterStart(history, carried).Select(Convert)]);
        state.AddEvent(new OrchestratorStartedEvent(-1) { Timestamp = now });
        foreach (Happened item in AfterStart(arrivals, carried))
            state.AddEvent(Convert(item));
        return state;
    }

    private static IEnumerable<Happened> AfterStart(IEnumerable<Happened> events, IEnumerable<Happened> carried) =>
        events.SelectMany(item => item is Happened.Started ? carried.Prepend(item) : [item]);

    private HistoryEvent Convert(Happened item) => item switch
    {
        Happened.TurnStarted e => new OrchestratorStartedEvent(-1) { Timestamp = e.At },
        // Without the input: the guarded context has it, and converts it when it is asked for.
        Happened.Started => new ExecutionStartedEvent(-1, null)
        {
            Name = instance.Name,
            Version = "",
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = instance.Id,
                ExecutionId = $"{instance.Key}.{_created.FirstTaskId}",
            },
        },
        Happened.ActivityScheduled e => new TaskScheduledEvent(Number(e.TaskId)) { Name = e.Name },
        Happened.SubOrchestrationCreated e =>
            new SubOrchestrationInstanceCreatedEvent(Number(e.TaskId)) { Name = e.Name, InstanceId = e.InstanceId },
        Happened.TimerCreated e => new TimerCreatedEvent(Number(e.TaskId)) { FireAt = e.FireAt },
        Happened.EventSent e => new EventSentEvent(Number(e.TaskId)) { Name = e.Name, InstanceId = e.InstanceId },
        Happened.TaskCompleted e => new TaskCompletedEvent(-1, Number(e.TaskId), e.Result),
        Happened.TaskFailed e when _subOrchestrations.Contains(e.TaskId) => new SubOrchestrationInstanceFailedEvent(
            -1, Number(e.TaskId), e.Failure.ErrorMessage, null, Failures.ToCore(e.Failure)),
        Happened.TaskFailed e =>
            new TaskFailedEvent(-1, Number(e.TaskId), e.Failure.ErrorMessage, null, Failures.ToCore(e.Failure)),
        Happened.TimerFired e => new TimerFiredEvent(-1) { TimerId = Number(e.TaskId) },
        Happened.EventRaised e => new EventRaisedEvent(-1, e.Payload) { Name = e.Name },
        Happened.Suspended e => new ExecutionSuspendedEvent(-1, e.Reason),
        Happened.Resumed e => new ExecutionResumedEvent(-1, e.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "An event that no turn plays."),
    };

    private int Number(int taskId) => taskId - _created.FirstTaskId;
}
