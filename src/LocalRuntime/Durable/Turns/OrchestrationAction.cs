using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Turns;

/// <summary>Something that the orchestrator asked for in a turn, under a task id that is unique in its instance.</summary>
internal abstract record OrchestrationAction(int TaskId)
{
    /// <summary>The event that records the action.</summary>
    public abstract HistoryEvent ToEvent();

    public sealed record CallActivity(int TaskId, string Name, string? Input) : OrchestrationAction(TaskId)
    {
        public override HistoryEvent ToEvent() => new HistoryEvent.ActivityScheduled(TaskId, Name);
    }

    public sealed record CallSubOrchestrator(int TaskId, string Name, string InstanceId, string? Input)
        : OrchestrationAction(TaskId)
    {
        public override HistoryEvent ToEvent() => new HistoryEvent.SubOrchestrationCreated(TaskId, Name, InstanceId);
    }

    public sealed record CreateTimer(int TaskId, DateTime FireAt) : OrchestrationAction(TaskId)
    {
        public override HistoryEvent ToEvent() => new HistoryEvent.TimerCreated(TaskId, FireAt);
    }

    public sealed record SendEvent(int TaskId, string InstanceId, string Name, string? Payload)
        : OrchestrationAction(TaskId)
    {
        public override HistoryEvent ToEvent() => new HistoryEvent.EventSent(TaskId, Name, InstanceId);
    }
}
