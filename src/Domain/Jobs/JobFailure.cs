namespace Understudy.Domain.Jobs;

/// <summary>Why a job failed.</summary>
/// <param name="Code">For programs: a snake_case word such as <c>no_face</c>.</param>
/// <param name="Message">For the person: what is wrong and what to do about it.</param>
public sealed record JobFailure(string Code, string Message)
{
    /// <summary>The engine broke, more than once.</summary>
    public static JobFailure EngineCrashed { get; } = new(
        "engine_error", "The work stopped because of a fault on our side. Please try again; nothing was charged.");

    /// <summary>The deadline passed.</summary>
    public static JobFailure TimedOut { get; } = new(
        "deadline_passed", "The work took longer than it may. Please try again; nothing was charged.");

    /// <summary>Its owner gave it up.</summary>
    public static JobFailure Unwanted { get; } = new("cancelled", "The work was cancelled; nothing was charged.");

    /// <summary>Its wallet holds less than it costs.</summary>
    public static JobFailure Unaffordable { get; } = new("insufficient_funds", "There was not enough left to pay for this.");

    /// <summary>What it needs was deleted; an engine that finds it gone says the same.</summary>
    public static JobFailure SourceGone { get; } = new("source_deleted", "A file that this is made from was deleted.");

    /// <summary>Others were before it for longer than anybody should have to wait.</summary>
    public static JobFailure WaitedTooLong { get; } = new(
        "wait_too_long", "The work could not begin for too long. Please try again later; nothing was charged.");
}
