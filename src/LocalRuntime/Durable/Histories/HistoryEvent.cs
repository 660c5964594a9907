using Microsoft.DurableTask;

namespace Understudy.LocalRuntime.Durable.Histories;

/// <summary>
/// Something that happened in an orchestration. The events of an instance, in order, are all there is to know of it:
/// replaying them brings the orchestrator to where it was. Events on their way to an instance wait in its inbox.
/// </summary>
internal abstract record HistoryEvent
{
    private HistoryEvent()
    {
    }

    /// <summary>An execution exists. Task ids begin at <paramref name="FirstTaskId"/>: an execution that continues
    /// another as new begins where that one ended, so that what still comes for the old one is known to be stale.
    /// <paramref name="Trace"/> is what its activities belong to in traces.</summary>
    public sealed record ExecutionCreated(int FirstTaskId, string? Input, string? Trace = null) : HistoryEvent;

    /// <summary>The orchestrator began.</summary>
    public sealed record Started : HistoryEvent;

    /// <summary>A turn began; the orchestration's clock shows this time until the next one.</summary>
    public sealed record TurnStarted(DateTime At) : HistoryEvent;

    /// <summary>The orchestrator called an activity.</summary>
    public sealed record ActivityScheduled(int TaskId, string Name) : HistoryEvent;

    /// <summary>The orchestrator called a sub-orchestration.</summary>
    public sealed record SubOrchestrationCreated(int TaskId, string Name, string InstanceId) : HistoryEvent;

    /// <summary>The orchestrator created a timer.</summary>
    public sealed record TimerCreated(int TaskId, DateTime FireAt) : HistoryEvent;

    /// <summary>The orchestrator sent an event to another instance.</summary>
    public sealed record EventSent(int TaskId, string Name, string InstanceId) : HistoryEvent;

    /// <summary>An activity or a sub-orchestration returned.</summary>
    public sealed record TaskCompleted(int TaskId, string? Result) : HistoryEvent;

    /// <summary>An activity or a sub-orchestration failed.</summary>
    public sealed record TaskFailed(int TaskId, TaskFailureDetails Failure) : HistoryEvent;

    /// <summary>A timer's time came.</summary>
    public sealed record TimerFired(int TaskId) : HistoryEvent;

    /// <summary>An external event arrived.</summary>
    public sealed record EventRaised(string Name, string? Payload) : HistoryEvent;

    /// <summary>The instance was paused from outside.</summary>
    public sealed record Suspended(string? Reason) : HistoryEvent;

    /// <summary>The instance may go on.</summary>
    public sealed record Resumed(string? Reason) : HistoryEvent;

    /// <summary>The instance was ended from outside.</summary>
    public sealed record Terminated(string? Output, bool Recursive) : HistoryEvent;

    /// <summary>The orchestrator was caught doing what it must not, after its turn was over.</summary>
    public sealed record RuleBroken(TaskFailureDetails Failure) : HistoryEvent;
}
