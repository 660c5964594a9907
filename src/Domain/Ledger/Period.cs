using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

/// <summary>A time for which a wallet has units of its own, e.g. a month.</summary>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it; later than <paramref name="Start"/>.</param>
public sealed record Period(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>
    /// Whether it is there for want of another one: it does not begin within one that does not yield, unless all of that
    /// is revoked, and such a one takes its place even if it began before and is heard of later.
    /// </summary>
    public bool Yields { get; init; }
}

/// <summary>A period as a wallet keeps it.</summary>
/// <param name="GrantId">The operation id of the grant that it began with; its base lot, as long as that is there.</param>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it.</param>
/// <param name="Base">How many units it began with.</param>
/// <param name="Used">What was held while it was the newest, and did not come back.</param>
public sealed record WalletPeriod(string GrantId, DateTimeOffset Start, DateTimeOffset End, int Base, int Used)
{
    /// <summary>Whether it is there for want of another one.</summary>
    public bool Yields { get; init; }

    /// <summary>Of one that yields: how many of its own units were left when another period took its place.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Lapsed { get; init; }

    /// <summary>Whether it comes after another one: no two are the same to this, so that any order ends the same.</summary>
    internal bool IsAfter(WalletPeriod other) =>
        (Start.CompareTo(other.Start), End.CompareTo(other.End), string.CompareOrdinal(GrantId, other.GrantId)) switch
        {
            (not 0 and var byStart, _, _) => byStart > 0,
            (_, not 0 and var byEnd, _) => byEnd > 0,
            var (_, _, byGrant) => byGrant > 0,
        };
}
