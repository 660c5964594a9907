using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Durable.Histories;

/// <summary>What the engine knows of one incarnation of an instance. A new instance of the same id has a new key.</summary>
internal sealed class InstanceState
{
    public required long Key { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public ParentLink? Parent { get; init; }

    public required OrchestrationRuntimeStatus Status { get; set; }

    public string? CustomStatus { get; set; }

    /// <summary>The current execution's events; an event's place in the list is its number in the store.</summary>
    public required List<HistoryEvent> History { get; set; }

    /// <summary>What its activities belong to in traces.</summary>
    public string? Trace => ((HistoryEvent.ExecutionCreated)History[0]).Trace;

    public bool HasEnded => Status.IsEnd();
}

/// <summary>The call that a sub-orchestration answers.</summary>
internal sealed record ParentLink(long Key, int TaskId, string InstanceId, string Name)
{
    public ParentOrchestrationInstance ToPublic() => new(Name, InstanceId);
}

internal static class OrchestrationStatuses
{
    public static bool IsEnd(this OrchestrationRuntimeStatus status) => status
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;
}
