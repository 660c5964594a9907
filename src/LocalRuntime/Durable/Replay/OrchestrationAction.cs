using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>Something that the orchestrator asked for. What it asks for at a replay must be what its history says.</summary>
internal abstract record OrchestrationAction(int TaskId)
{
    /// <summary>The event that records the action.</summary>
    public abstract HistoryEvent ToEvent();

    /// <summary>Whether an event of the history is this action, asked for before.</summary>
    public abstract bool Matches(HistoryEvent recorded);

    public sealed record CallActivity(int TaskId, string Name, string? Input) : OrchestrationAction(TaskId)
    {
        public override HistoryEvent ToEvent() => new HistoryEvent.ActivityScheduled(TaskId, Name);

        public override bool Matches(HistoryEvent recorded) =>
            recorded is HistoryEvent.ActivityScheduled e && e.TaskId == TaskId && SameName(e.Name, Name);
    }

    public sealed record CallSubOrchestrator(int TaskId, string Name, string InstanceId, string? Input)
        : OrchestrationAction(TaskId)
    {
        public override HistoryEvent ToEvent() => new HistoryEvent.SubOrchestrationCreated(TaskId, Name, InstanceId);

        public override bool Matches(HistoryEvent recorded) =>
            recorded is HistoryEvent.SubOrchestrationCreated e && e.TaskId == TaskId && SameName(e.Name, Name)
            && string.Equals(e.InstanceId, InstanceId, StringComparison.Ordinal);
    }

    public sealed record CreateTimer(int TaskId, DateTime FireAt) : OrchestrationAction(TaskId)
    {
        /// <summary>Whether it was cancelled in the turn that created it, and so need not be stored.</summary>
        public bool IsCancelled { get; set; }

        public override HistoryEvent ToEvent() => new HistoryEvent.TimerCreated(TaskId, FireAt);

        public override bool Matches(HistoryEvent recorded) =>
            recorded is HistoryEvent.TimerCreated e && e.TaskId == TaskId;
    }

    public sealed record SendEvent(int TaskId, string InstanceId, string Name, string? Payload)
        : OrchestrationAction(TaskId)
    {
        public override HistoryEvent ToEvent() => new HistoryEvent.EventSent(TaskId, Name, InstanceId);

        public override bool Matches(HistoryEvent recorded) =>
            recorded is HistoryEvent.EventSent e && e.TaskId == TaskId && SameName(e.Name, Name)
            && string.Equals(e.InstanceId, InstanceId, StringComparison.Ordinal);
    }

    /// <summary>How an error message calls a recorded action.</summary>
    public static string Describe(HistoryEvent recorded) => recorded switch
    {
        HistoryEvent.ActivityScheduled e => $"activity '{e.Name}' (#{e.TaskId})",
        HistoryEvent.SubOrchestrationCreated e => $"sub-orchestration '{e.Name}' with id '{e.InstanceId}' (#{e.TaskId})",
        HistoryEvent.TimerCreated e => $"a timer (#{e.TaskId})",
        HistoryEvent.EventSent e => $"event '{e.Name}' to '{e.InstanceId}' (#{e.TaskId})",
        _ => recorded.GetType().Name,
    };

    private static bool SameName(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
