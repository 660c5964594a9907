using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

/// <summary>Why a wallet changed.</summary>
public enum EntryKind
{
    /// <summary>Units were bought or given.</summary>
    Grant,

    /// <summary>A job was charged.</summary>
    Capture,

    /// <summary>A job was closed without charge.</summary>
    Release,

    /// <summary>What was left of a lot expired.</summary>
    Expiry,

    /// <summary>Units of a grant were taken back, or given back again.</summary>
    Revocation,
}

/// <summary>
/// A line of a wallet's account. The amounts of all lines sum up to what the wallet has, held or not; a hold by itself
/// is no line, only how it ended.
/// </summary>
/// <param name="Sequence">1 for the wallet's first line, then without a gap.</param>
/// <param name="Kind">Why.</param>
/// <param name="OperationId">The operation id of the grant, also one revoked; the job's id; the id of the lot that expired.</param>
/// <param name="Amount">
/// By how much the wallet changed: more than 0 for a grant, any but 0 for a revocation, else 0 or less.
/// </param>
/// <param name="At">When.</param>
public sealed record WalletEntry(long Sequence, EntryKind Kind, string OperationId, int Amount, DateTimeOffset At)
{
    /// <summary>Where the granted or expired units came from; null for jobs.</summary>
    public string? Source { get; init; }

    /// <summary>What the job held; null when it was released before it held anything, and for all but jobs.</summary>
    public int? Held { get; init; }

    /// <summary>What the operation is known by.</summary>
    [JsonIgnore]
    public OperationKey Key => Kind switch
    {
        EntryKind.Grant => OperationKey.Grant(OperationId),
        EntryKind.Expiry => OperationKey.Expiry(OperationId),
        EntryKind.Revocation => OperationKey.Revocation(OperationId, Sequence),
        _ => OperationKey.Job(OperationId),
    };
}
