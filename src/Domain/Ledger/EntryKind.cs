using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

/// <summary>Why a wallet changed. A product translates these to its own words.</summary>
public enum EntryKind
{
    /// <summary>Units were granted, and nobody said more.</summary>
    Grant,

    /// <summary>
    /// A job took units: what it holds is spent as long as it does not come back. Jobs once had an entry only when they
    /// were charged, which is why it is stored so.
    /// </summary>
    [JsonStringEnumMemberName("capture")]
    Spent,

    /// <summary>A job was released before it held anything; once also a job that was closed without charge.</summary>
    Release,

    /// <summary>What was left of a lot expired.</summary>
    Expiry,

    /// <summary>Units of a grant were taken back, or given back again.</summary>
    Revocation,

    /// <summary>Units came back from a job: those that it was not charged, or that it was.</summary>
    Refunded,

    /// <summary>Units were bought.</summary>
    Purchased,

    /// <summary>Units were given.</summary>
    Bonus,

    /// <summary>Units were earned.</summary>
    Earned,
}

/// <summary>What kinds have in common.</summary>
public static class EntryKinds
{
    /// <summary>Whether units came into the wallet for the first time.</summary>
    public static bool IsGrant(this EntryKind kind) =>
        kind is EntryKind.Grant or EntryKind.Purchased or EntryKind.Bonus or EntryKind.Earned;
}
