using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

/// <summary>What a wallet's entries of one kind come to.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Units">The sum of their amounts, so what was spent is less than 0.</param>
public sealed record KindTotal(EntryKind Kind, long Units)
{
    /// <summary>How many lines they are; null when the first of them came before lines were counted.</summary>
    public int? Lines { get; init; }
}

/// <summary>What came into a wallet and left it, ever.</summary>
/// <param name="Balance">What there is now.</param>
/// <param name="ByKind">The sums, in no order; a kind without entries is missing.</param>
public sealed record WalletTotals(WalletBalance Balance, IReadOnlyList<KindTotal> ByKind)
{
    /// <summary>What was granted, of whatever kind.</summary>
    [JsonIgnore]
    public long Earned => ByKind.Where(total => total.Kind.IsGrant()).Sum(total => total.Units);

    /// <summary>What was spent, less what came back.</summary>
    [JsonIgnore]
    public long Spent => -(Of(EntryKind.Spent) + Of(EntryKind.Refunded));

    /// <summary>The sum of one kind.</summary>
    public long Of(EntryKind kind) => ByKind.FirstOrDefault(total => total.Kind == kind)?.Units ?? 0;

    /// <summary>The sums with an entry more.</summary>
    internal static IReadOnlyList<KindTotal> Add(IReadOnlyList<KindTotal> totals, EntryKind kind, int amount)
    {
        if (amount == 0) return totals;
        return totals.Any(total => total.Kind == kind)
            ? [.. totals.Select(total => total.Kind == kind
                ? total with { Units = total.Units + amount, Lines = total.Lines + 1 }
                : total)]
            : [.. totals, new KindTotal(kind, amount) { Lines = 1 }];
    }
}

/// <summary>A page of a wallet's lines.</summary>
/// <param name="Entries">The lines, newest first.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record EntryPage(IReadOnlyList<WalletEntry> Entries, int Total);
