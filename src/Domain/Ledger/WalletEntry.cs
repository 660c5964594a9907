using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

/// <summary>
/// A line of a wallet's account. The amounts of all lines sum up to what can be spent: what a job holds has left with a
/// line, and what comes back has one of its own. In wallets from before that was so, jobs have a line when they end, with
/// what they were charged.
/// </summary>
/// <param name="Sequence">1 for the wallet's first entry, then without a gap.</param>
/// <param name="Kind">Why.</param>
/// <param name="OperationId">The operation id of the grant, also one revoked; the job's id; the id of the lot that expired.</param>
/// <param name="Amount">
/// By how much the wallet changed: more than 0 for what is granted or refunded, any but 0 for a revocation, else 0 or less.
/// </param>
/// <param name="At">When.</param>
public sealed record WalletEntry(long Sequence, EntryKind Kind, string OperationId, int Amount, DateTimeOffset At)
{
    /// <summary>What could be spent afterwards; null in entries from before this was kept.</summary>
    public int? BalanceAfter { get; init; }

    /// <summary>What could be spent before.</summary>
    [JsonIgnore]
    public int? BalanceBefore => BalanceAfter - Amount;

    /// <summary>Where the granted or expired units came from; null for jobs.</summary>
    public string? Source { get; init; }

    /// <summary>What it refers to, as the caller said; null when that is <see cref="OperationId"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>For people, as the caller said.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// The id of the administrator who granted the units, so that it can be found out; null where none did. It is told to nobody
    /// else.
    /// </summary>
    public string? By { get; init; }

    /// <summary>When the granted units expire; null for never, and for all but grants.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Which refund of a charged job it is; null for all else.</summary>
    public string? RefundId { get; init; }

    /// <summary>What a job took from which lot, so that it can be refunded when it is long closed.</summary>
    public IReadOnlyList<HoldPart>? Parts { get; init; }

    /// <summary>The <see cref="Hold.Period"/> of what a job took.</summary>
    public string? Period { get; init; }

    /// <summary>The <see cref="Hold.ReturnedLife"/> of what a job took.</summary>
    public TimeSpan? ReturnedLife { get; init; }

    /// <summary>What the job had held, in entries from before holds had their own.</summary>
    public int? Held { get; init; }

    /// <summary>Whether statements have it. What moved nothing is kept only so that it is not done again.</summary>
    [JsonIgnore]
    public bool IsLine => Amount != 0 || BalanceAfter is null;

    /// <summary>What the operation is known by.</summary>
    [JsonIgnore]
    public OperationKey Key => Kind switch
    {
        EntryKind.Expiry => OperationKey.Expiry(OperationId),
        EntryKind.Revocation => OperationKey.Revocation(OperationId, Sequence),
        EntryKind.Refunded when RefundId is null => OperationKey.Return(OperationId),
        EntryKind.Refunded => OperationKey.Refund(OperationId, RefundId),
        _ when Kind.IsGrant() => OperationKey.Grant(OperationId),
        _ => OperationKey.Job(OperationId),
    };
}
