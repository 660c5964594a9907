namespace Understudy.Domain.Ledger;

public sealed partial record Wallet
{
    /// <summary>
    /// What does not add up in the wallet by itself, for whoever runs the app; nothing when all is right. Wallets that were last
    /// written before holds had entries say less.
    /// </summary>
    public IReadOnlyList<string> Faults() => [.. FaultsOfAmounts(), .. FaultsOfEntries()];

    /// <summary>What does not add up between the wallet and its history.</summary>
    /// <param name="moved">The newest entries of the history up to <see cref="MovedThrough"/>, newest first.</param>
    /// <param name="areAll">Whether there are no others.</param>
    internal IEnumerable<string> FaultsAgainst(IReadOnlyList<WalletEntry> moved, bool areAll)
    {
        int? balance = Pending is [{ } oldest, ..] ? oldest.BalanceBefore : Entered;
        foreach (WalletEntry entry in moved)
        {
            // Entries from before balances were kept say nothing.
            if (balance is null || entry.BalanceAfter is not { } after) yield break;
            if (after != balance)
            {
                yield return $"entry {entry.Sequence} of the history left {after}, and the next one began with {balance}";
                yield break;
            }
            balance = entry.BalanceBefore;
        }

        if (areAll && NotInTotals == 0 && balance is { } first and not 0)
            yield return $"the first entry of the history began with {first}";
    }

    private IEnumerable<string> FaultsOfAmounts()
    {
        foreach (Lot lot in Lots.Where(lot => lot.Left < 0 || lot.Revoked < 0 || lot.Left + lot.Revoked > lot.Amount))
            yield return $"lot {lot.Id} of {lot.Amount} has {lot.Left} left and {lot.Revoked} revoked";
        foreach (Hold hold in Holds.Where(hold => hold.Parts.Any(part => part.Amount < 1)))
            yield return $"job {hold.JobId} holds less than nothing of a lot";
        foreach (IGrouping<string, Hold> holds in Holds.GroupBy(hold => hold.JobId).Where(holds => holds.Count() > 1))
            yield return $"job {holds.Key} holds {holds.Count()} times";
    }

    private IEnumerable<string> FaultsOfEntries()
    {
        if (Entered is not { } entered) yield break;
        long left = Lots.Sum(lot => (long)lot.Left);
        if (left != entered) yield return $"its lots have {left}, and its entries sum up to {entered}";
        if (Pending is [.., { BalanceAfter: { } last }] && last != entered)
            yield return $"its last entry left {last}, and its entries sum up to {entered}";
        long total = Totals.Sum(kind => kind.Units);
        if (NotInTotals == 0 && total != entered) yield return $"its kinds of entries sum up to {total}, and all to {entered}";
        long sequence = MovedThrough;
        int? balance = null;
        foreach (WalletEntry entry in Pending)
        {
            sequence++;
            if (entry.Sequence != sequence) yield return $"entry {sequence} is missing: entry {entry.Sequence} stands in its place";
            if (balance is { } before && entry.BalanceBefore is { } begun && begun != before)
                yield return $"entry {entry.Sequence} began with {begun}, and the one before left {before}";
            balance = entry.BalanceAfter;
        }
    }
}
