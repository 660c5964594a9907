using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>
/// What the app remembers of work that a provider does. It says that the provider is being asked before it is asked: what stands
/// here without an answer may have been taken, and is never asked for again.
/// </summary>
public sealed record ProviderTask : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("provider-task");

    /// <summary>The job's id.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the job's owner.</summary>
    public required string Partition { get; init; }

    /// <summary>
    /// What the address of its callback carries. It is worth little, for nothing that a callback says is believed, and is needed as
    /// it is to ask by that address.
    /// </summary>
    public required string Secret { get; init; }

    /// <summary>What is to be done; null once the outcome has been kept.</summary>
    public EngineOrder? Order { get; init; }

    /// <summary>When the work was handed in.</summary>
    public required DateTimeOffset HandedInAt { get; init; }

    /// <summary>When the provider was asked; null as long as it was not, or has certainly not taken it.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>How often the provider has certainly not taken it.</summary>
    public int Refusals { get; init; }

    /// <summary>When it may be asked again after that.</summary>
    public DateTimeOffset? AskAgainAt { get; init; }

    /// <summary>What callbacks at our address have called the task, as long as the provider has not been asked about it.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>The provider's name of the task.</summary>
    public string? TaskId { get; init; }

    /// <summary>The process that brings the film here.</summary>
    public Lease? Fetching { get; init; }

    /// <summary>How often that came to nothing.</summary>
    public int FailedFetches { get; init; }

    /// <summary>The film as the provider made it, in our store.</summary>
    public MediaKey? Fetched { get; init; }

    /// <summary>The work of the engine that makes it ours.</summary>
    public EngineTicket? Finishing { get; init; }

    /// <summary>How it ended.</summary>
    public EngineVerdict? Verdict { get; init; }

    /// <summary>Whether nobody wants it any more.</summary>
    public bool IsUnwanted { get; init; }

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether nothing that is heard changes anything any more.</summary>
    public bool IsOver => Verdict is not null || IsUnwanted || Order is null;

    /// <summary>The provider has been asked, and has answered.</summary>
    /// <param name="answer">What.</param>
    /// <param name="askedAt">The request that it answers.</param>
    /// <param name="askAgainAt">When it may be asked again, if it was not taken.</param>
    public ProviderTask Answered(ProviderAnswer answer, DateTimeOffset askedAt, DateTimeOffset askAgainAt) => answer switch
    {
        ProviderAnswer.Accepted accepted => this with { TaskId = accepted.TaskId, Named = [] },
        ProviderAnswer.Busy when AskedAt == askedAt => this with
        {
            AskedAt = null,
            AskAgainAt = askAgainAt,
            Refusals = Refusals + 1,
        },
        ProviderAnswer.Refused refused => End(EngineVerdict.Impossible(refused.Failure)),
        _ => this,
    };

    /// <summary>It has ended. What has ended otherwise stays so.</summary>
    public ProviderTask End(EngineVerdict verdict) => IsOver ? this : this with { Verdict = verdict, Fetching = null };

    /// <summary>
    /// The outcome has been kept: what is left is what tells a late callback from one of nobody's, for a while.
    /// </summary>
    public ProviderTask Forget(DateTimeOffset until) => Order is null ? this : new ProviderTask
    {
        Id = Id,
        Partition = Partition,
        Secret = Secret,
        HandedInAt = HandedInAt,
        AskedAt = AskedAt,
        TaskId = TaskId,
        Named = Named,
        ExpiresAt = until,
    };
}
