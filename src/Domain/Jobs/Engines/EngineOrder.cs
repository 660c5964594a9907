namespace Understudy.Domain.Jobs.Engines;

/// <summary>Work for an engine.</summary>
/// <param name="Job">The job that it is for; an engine knows its work by it.</param>
/// <param name="Lane">The lane in which the job waited.</param>
/// <param name="Task">What is to be done.</param>
/// <param name="Limit">How long work that is not stuck takes at most.</param>
public sealed record EngineOrder(JobReference Job, string Lane, EngineTask Task, TimeSpan Limit);

/// <summary>Names work that was handed in.</summary>
/// <param name="Engine">The engine's name.</param>
/// <param name="Id">The engine's own name for it.</param>
public sealed record EngineTicket(string Engine, string Id);

/// <summary>How work stands.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Ticket">What to ask with, once there is something to ask for.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="AskAgainIn">
/// When it is worth while to ask again; null for ever longer pauses. An engine that has kept its answer as long as it might
/// says at once.
/// </param>
public sealed record EngineStatus(
    EngineState State, EngineTicket? Ticket = null, EngineVerdict? Verdict = null, TimeSpan? AskAgainIn = null)
{
    /// <summary>The work goes on.</summary>
    public static EngineStatus Working(EngineTicket ticket, TimeSpan? askAgainIn = null) =>
        new(EngineState.Working, ticket, AskAgainIn: askAgainIn);

    /// <summary>The work has ended.</summary>
    public static EngineStatus Ended(EngineVerdict verdict, EngineTicket? ticket = null) =>
        new(EngineState.Ended, ticket, verdict);

    /// <summary>The work broke by a fault of ours.</summary>
    public static EngineStatus Broken(EngineTicket ticket) => new(EngineState.Broken, ticket);

    /// <summary>Nobody knows of the work.</summary>
    public static EngineStatus Lost(EngineTicket ticket) => new(EngineState.Lost, ticket);
}

/// <summary>Where work is.</summary>
public enum EngineState
{
    /// <summary>It was handed in, and has not ended.</summary>
    Working,

    /// <summary>It has ended, well or badly.</summary>
    Ended,

    /// <summary>The engine broke: handing it in again may help.</summary>
    Broken,

    /// <summary>Whoever worked on it is gone, and nothing is known of it: it has to be handed in again.</summary>
    Lost,
}

/// <summary>How work ended: exactly one of the two is set.</summary>
/// <param name="Outputs">What was made.</param>
/// <param name="Failure">Why nothing was made; trying again would end the same way.</param>
public sealed record EngineVerdict(JobOutputs? Outputs, JobFailure? Failure)
{
    /// <summary>The work is done.</summary>
    public static EngineVerdict Finished(JobOutputs outputs) => new(outputs, null);

    /// <summary>The work cannot be done.</summary>
    public static EngineVerdict Impossible(JobFailure failure) => new(null, failure);
}
