namespace Understudy.Domain.Ledger;

/// <summary>Units that a job is to take out of a wallet.</summary>
/// <param name="JobId">The job, which holds once. 1–150 characters, none of <c>/ \ ? # ~</c>.</param>
/// <param name="Amount">The most that the job may cost; 0 or more.</param>
public sealed record HoldRequest(string JobId, int Amount)
{
    /// <summary>What it refers to, if that is not <see cref="JobId"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>For people; what comes back is told with the same one, unless it is given one of its own.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// How long units live whose lot is gone when they come back; more than nothing. Null: as long as they had left when
    /// they were taken.
    /// </summary>
    public TimeSpan? ReturnedLife { get; init; }
}
