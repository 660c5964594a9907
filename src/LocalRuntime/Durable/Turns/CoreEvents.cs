using DurableTask.Core;
using DurableTask.Core.History;
using Understudy.LocalRuntime.Durable.Histories;
using Happened = Understudy.LocalRuntime.Durable.Histories.HistoryEvent;
using HistoryEvent = DurableTask.Core.History.HistoryEvent;

namespace Understudy.LocalRuntime.Durable.Turns;

/// <summary>
/// The events of one execution as DurableTask.Core's executor wants them. It numbers the tasks of every execution from 0; ours go
/// on counting. They are kept, for each turn adds only a few.
/// </summary>
internal sealed class CoreEvents(InstanceState instance)
{
    private readonly List<Happened> _history = instance.History;
    private readonly Happened.ExecutionCreated _created = (Happened.ExecutionCreated)instance.History[0];

    // What the execution took over from the one before it is played right after its start.
    private readonly Happened[] _carried = [.. instance.History.Skip(1).TakeWhile(item => item is Happened.EventRaised)];
    private readonly HashSet<int> _subOrchestrations = [];
    private readonly List<HistoryEvent> _past = [];
    private int _converted;

    /// <summary>Whether the instance has not begun another execution since.</summary>
    public bool AreCurrent => ReferenceEquals(_history, instance.History);

    /// <summary>The instance's state for a turn at <paramref name="now"/>, which is to play <paramref name="arrivals"/>.</summary>
    public OrchestrationRuntimeState Compose(IReadOnlyList<Happened> arrivals, DateTime now)
    {
        int first = 1 + _carried.Length;
        for (; first + _converted < _history.Count; _converted++) Add(_past, _history[first + _converted]);
        OrchestrationRuntimeState state = new(_past);
        List<HistoryEvent> fresh = [new OrchestratorStartedEvent(-1) { Timestamp = now }];
        foreach (Happened item in arrivals) Add(fresh, item);
        fresh.ForEach(state.AddEvent);
        return state;
    }

    private void Add(List<HistoryEvent> events, Happened item)
    {
        if (item is Happened.SubOrchestrationCreated created) _subOrchestrations.Add(created.TaskId);
        events.Add(Convert(item));
        if (item is Happened.Started) events.AddRange(_carried.Select(Convert));
    }

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
