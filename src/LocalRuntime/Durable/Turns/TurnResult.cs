using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Turns;

/// <summary>What a turn did, still to be stored.</summary>
internal sealed record TurnResult
{
    public required DateTime Now { get; init; }

    /// <summary>The instance's status after the turn.</summary>
    public required OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>The events to add to the history; the whole history if <see cref="StartsOver"/>.</summary>
    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>What the orchestrator asked for in this turn.</summary>
    public IReadOnlyList<OrchestrationAction> Actions { get; init; } = [];

    public bool StartsOver { get; init; }

    /// <summary>The custom status as JSON, if there is one.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>
    /// What the instance shows as its output: the result as JSON; of a failure its type and message, of a suspension its
    /// reason, as plain text.
    /// </summary>
    public string? Output { get; init; }

    /// <summary>What a parent is told of a failure.</summary>
    public TaskFailureDetails? Failure { get; init; }

    /// <summary>Whether the sub-orchestrations under way are to be terminated too.</summary>
    public bool TerminatesChildren { get; init; }

    /// <summary>Whether the execution that the turn belongs to is over.</summary>
    public bool EndsExecution => StartsOver || Status.IsEnd();
}
