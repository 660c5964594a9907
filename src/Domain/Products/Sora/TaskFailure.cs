using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Jobs.Engines.Providers;

namespace Understudy.Domain.Products.Sora;

/// <summary>Why a task failed, for programs: a word of a tree, so that one may look at its first part only.</summary>
/// <param name="Code">
/// <c>engine.…</c> and <c>queue.…</c> for faults of ours, <c>provider.…</c> where somebody else's service makes the videos, <c>input.…</c> for what it was to be made of, <c>credits.…</c>,
/// <c>task.…</c>.
/// </param>
/// <param name="Retryable">Whether the same may succeed another time.</param>
public sealed record TaskFailure(string Code, bool Retryable)
{
    private const string Provider = "provider_";

    /// <summary>Why a task failed; null when it did not.</summary>
    public static TaskFailure? Of(Job job) => job.State switch
    {
        JobState.Cancelled => new TaskFailure("task.cancelled", true),
        JobState.Failed => Of(job.Failure?.Code ?? JobFailure.EngineCrashed.Code),
        _ => null,
    };

    // An engine gives a task up for good only for what it was given.
    private static TaskFailure Of(string code) =>
        code == JobFailure.EngineCrashed.Code ? new("engine.fault", true)
        : code == JobFailure.TimedOut.Code ? new("engine.timeout", true)
        : code == JobFailure.WaitedTooLong.Code ? new("queue.timeout", true)
        : code == JobFailure.Unwanted.Code ? new("task.cancelled", true)
        : code == JobFailure.Unaffordable.Code ? new("credits.insufficient", true)
        : code == ForbiddenContent.Code ? new("input.forbidden_content", false)
        : code.StartsWith(Provider, StringComparison.Ordinal)
            ? new($"provider.{code[Provider.Length..]}", code != ProviderFailures.Refused.Code)
        : new($"input.{code}", false);
}
