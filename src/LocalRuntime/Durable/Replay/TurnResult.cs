using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>What a turn did, still to be stored.</summary>
internal sealed record TurnResult
{
    public required DateTime Now { get; init; }

    /// <summary>The instance's status after the turn.</summary>
    public required OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>The events to add to the history; the whole history if <see cref="StartsOver"/>.</summary>
    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>What the orchestrator asked for in this turn.</summary>
    public required IReadOnlyList<OrchestrationAction> Actions { get; init; }

    /// <summary>Timers of earlier turns that were cancelled in this one.</summary>
    public required IReadOnlyCollection<int> CancelledTimers { get; init; }

    /// <summary>Timers still open, of use when the execution is over.</summary>
    public required IReadOnlyCollection<int> OpenTimers { get; init; }

    public bool StartsOver { get; init; }

    public string? CustomStatus { get; init; }

    public string? Output { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    /// <summary>Whether the sub-orchestrations under way are to be terminated too.</summary>
    public bool TerminatesChildren { get; init; }

    /// <summary>Whether the execution that the turn belongs to is over.</summary>
    public bool EndsExecution => StartsOver || Status.IsEnd();
}
