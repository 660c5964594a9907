using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

public sealed partial record Wallet
{
    /// <summary>The latest entries, oldest first, without a gap; all earlier ones are in the history.</summary>
    [JsonInclude]
    public IReadOnlyList<WalletEntry> Pending { get; private init; } = [];

    /// <summary>The number of the latest entry; 0 when there is none.</summary>
    [JsonInclude]
    public long LastSequence { get; private init; }

    /// <summary>
    /// The sum of all entries, which is what is left of all lots, expired ones included that are still there; null when the
    /// wallet was last written before holds had entries.
    /// </summary>
    [JsonInclude]
    public int? Entered { get; private init; }

    /// <summary>The sums of the entries after <see cref="NotInTotals"/>.</summary>
    [JsonInclude]
    public IReadOnlyList<KindTotal> Totals { get; private init; } = [];

    /// <summary>The number of the last entry from before sums were kept; 0 when there is none.</summary>
    [JsonInclude]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long NotInTotals { get; private init; }

    /// <summary>Whether entries were moved to the history.</summary>
    [JsonIgnore]
    public bool HasHistory => LastSequence > Pending.Count;

    /// <summary>The number of the last entry that was moved to the history; 0 when there is none.</summary>
    [JsonIgnore]
    public long MovedThrough => LastSequence - Pending.Count;

    /// <summary>What the history knows of the operation that is about to be repeated; never stored.</summary>
    [JsonIgnore]
    internal IReadOnlyList<WalletEntry> Recalled { get; init; } = [];

    /// <summary>Forgets pending entries that are in the history by now.</summary>
    /// <param name="through">The number of the last of them.</param>
    public Wallet Trim(long through) => Pending.Count > 0 && Pending[0].Sequence <= through
        ? this with { Pending = [.. Pending.Where(entry => entry.Sequence > through)] }
        : this;

    /// <summary>How many lines there are of some kinds, moved ones too; null when some came before lines were counted.</summary>
    /// <param name="kinds">The kinds; null for all.</param>
    internal int? CountLines(IReadOnlyCollection<EntryKind>? kinds)
    {
        if (NotInTotals > 0 || (Entered is null && LastSequence > 0)) return null;
        KindTotal[] counted = [.. Totals.Where(total => kinds?.Contains(total.Kind) != false)];
        return Array.Exists(counted, total => total.Lines is null) ? null : counted.Sum(total => total.Lines);
    }

    /// <summary>Whether the wallet itself knows that the operation was done.</summary>
    internal bool Remembers(OperationKey key) =>
        EntryOf(key) is not null ||
        Holds.Any(hold => OperationKey.Job(hold.JobId) == key) ||
        Lots.Any(lot => !lot.CameBack && OperationKey.Grant(lot.Id) == key);

    private WalletEntry? EntryOf(OperationKey key) =>
        Recalled.FirstOrDefault(entry => entry.Key == key) ?? Pending.FirstOrDefault(entry => entry.Key == key);

    // In wallets from before, what jobs hold is part of the sum of all entries until they end.
    private Wallet WithHoldsEntered()
    {
        if (Entered is not null) return this;
        Wallet wallet = this with
        {
            Entered = Lots.Sum(lot => lot.Left) + Holds.Sum(hold => hold.Amount),
            NotInTotals = LastSequence,
        };
        return Holds.Aggregate(wallet, (before, hold) => before.WithHoldEntry(hold));
    }

    private Wallet WithEntry(
        EntryKind kind,
        string operationId,
        int amount,
        DateTimeOffset now,
        Func<WalletEntry, WalletEntry>? details = null)
    {
        int balance = (Entered ?? 0) + amount;
        WalletEntry entry = new(LastSequence + 1, kind, operationId, amount, now) { BalanceAfter = balance };
        return this with
        {
            Pending = [.. Pending, details?.Invoke(entry) ?? entry],
            LastSequence = entry.Sequence,
            Entered = balance,
            Totals = WalletTotals.Add(Totals, kind, amount),
        };
    }
}
