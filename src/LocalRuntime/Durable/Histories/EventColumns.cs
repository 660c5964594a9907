using System.Text.Json;
using Microsoft.DurableTask;
using static Understudy.LocalRuntime.Durable.Histories.HistoryEvent;

namespace Understudy.LocalRuntime.Durable.Histories;

/// <summary>An event as a row: what kind it is, and the columns that its kind uses.</summary>
internal readonly record struct EventColumns(
    EventKind Kind, int? TaskId = null, string? Name = null, long? At = null, string? Data = null)
{
    public static EventColumns Of(HistoryEvent item) => item switch
    {
        ExecutionCreated e => new(EventKind.ExecutionCreated, e.FirstTaskId, e.Trace, Data: e.Input),
        Started => new(EventKind.Started),
        TurnStarted e => new(EventKind.TurnStarted, At: e.At.Ticks),
        ActivityScheduled e => new(EventKind.ActivityScheduled, e.TaskId, e.Name),
        SubOrchestrationCreated e => new(EventKind.SubOrchestrationCreated, e.TaskId, e.Name, Data: e.InstanceId),
        TimerCreated e => new(EventKind.TimerCreated, e.TaskId, At: e.FireAt.Ticks),
        EventSent e => new(EventKind.EventSent, e.TaskId, e.Name, Data: e.InstanceId),
        TaskCompleted e => new(EventKind.TaskCompleted, e.TaskId, Data: e.Result),
        TaskFailed e => new(EventKind.TaskFailed, e.TaskId, Data: WriteFailure(e.Failure)),
        TimerFired e => new(EventKind.TimerFired, e.TaskId),
        EventRaised e => new(EventKind.EventRaised, Name: e.Name, Data: e.Payload),
        Suspended e => new(EventKind.Suspended, Data: e.Reason),
        Resumed e => new(EventKind.Resumed, Data: e.Reason),
        Terminated e => new(EventKind.Terminated, At: e.Recursive ? 1 : 0, Data: e.Output),
        RuleBroken e => new(EventKind.RuleBroken, Data: WriteFailure(e.Failure)),
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "An event of an unknown kind."),
    };

    public HistoryEvent ToEvent() => Kind switch
    {
        EventKind.ExecutionCreated => new ExecutionCreated(TaskId!.Value, Data, Name),
        EventKind.Started => new Started(),
        EventKind.TurnStarted => new TurnStarted(Utc(At!.Value)),
        EventKind.ActivityScheduled => new ActivityScheduled(TaskId!.Value, Name!),
        EventKind.SubOrchestrationCreated => new SubOrchestrationCreated(TaskId!.Value, Name!, Data!),
        EventKind.TimerCreated => new TimerCreated(TaskId!.Value, Utc(At!.Value)),
        EventKind.EventSent => new EventSent(TaskId!.Value, Name!, Data!),
        EventKind.TaskCompleted => new TaskCompleted(TaskId!.Value, Data),
        EventKind.TaskFailed => new TaskFailed(TaskId!.Value, ReadFailure(Data!)),
        EventKind.TimerFired => new TimerFired(TaskId!.Value),
        EventKind.EventRaised => new EventRaised(Name!, Data),
        EventKind.Suspended => new Suspended(Data),
        EventKind.Resumed => new Resumed(Data),
        EventKind.Terminated => new Terminated(Data, At != 0),
        EventKind.RuleBroken => new RuleBroken(ReadFailure(Data!)),
        _ => throw new InvalidDataException($"The store holds an event of the unknown kind {(int)Kind}."),
    };

    private static string WriteFailure(TaskFailureDetails failure) => JsonSerializer.Serialize(failure);

    private static TaskFailureDetails ReadFailure(string data) => JsonSerializer.Deserialize<TaskFailureDetails>(data)!;

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);
}

/// <summary>The numbers stand in databases: never change one.</summary>
internal enum EventKind
{
    ExecutionCreated = 0,
    Started = 1,
    TurnStarted = 2,
    ActivityScheduled = 3,
    SubOrchestrationCreated = 4,
    TimerCreated = 5,
    EventSent = 6,
    TaskCompleted = 7,
    TaskFailed = 8,
    TimerFired = 9,
    EventRaised = 10,
    Suspended = 11,
    Resumed = 12,
    Terminated = 13,
    RuleBroken = 14,
}
