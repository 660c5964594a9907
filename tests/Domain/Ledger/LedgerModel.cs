using Understudy.Domain.Ledger;

namespace Understudy.Domain.Tests.Ledger;

/// <summary>
/// What a wallet must do, told as simply as possible: every unit is an object of its own, and nothing is stored.
/// </summary>
internal sealed class LedgerModel
{
    private readonly List<Coin> _coins = [];
    private readonly HashSet<string> _grants = [];
    private readonly Dictionary<string, DateTimeOffset> _open = [];
    private readonly Dictionary<string, bool> _closed = [];

    /// <summary>What each closed job was charged.</summary>
    public Dictionary<string, int> Charged { get; } = [];

    public StepOutcome Apply(LedgerStep step, DateTimeOffset now) => step switch
    {
        LedgerStep.Grant grant => Grant(grant, now),
        LedgerStep.Hold hold => Hold(hold, now),
        LedgerStep.Capture capture => Close(capture.Job, capture.Actual, capture: true, now),
        LedgerStep.Release release => Close(release.Job, 0, capture: false, now),
        _ => StepOutcome.Done,
    };

    public WalletBalance BalanceAt(DateTimeOffset now) => new(
        _coins.Count(coin => coin.Job is not null || !coin.IsExpired(now)),
        Spendable(now).Count(),
        _coins.Count(coin => coin.Job is not null));

    /// <summary>What can be spent of each lot, in the order of spending.</summary>
    public IEnumerable<(string Lot, int Left)> LotsAt(DateTimeOffset now) =>
        Spendable(now).GroupBy(coin => coin.Lot).Select(lot => (lot.Key, lot.Count()));

    private StepOutcome Grant(LedgerStep.Grant grant, DateTimeOffset now)
    {
        if (!_grants.Add(grant.Operation)) return StepOutcome.Done;
        for (int n = 0; n < grant.Amount; n++)
            _coins.Add(new Coin(grant.Operation, now, ExpiryOf(grant, now)));
        return StepOutcome.Done;
    }

    private StepOutcome Hold(LedgerStep.Hold hold, DateTimeOffset now)
    {
        if (_closed.TryGetValue(hold.Job, out bool wasHeld)) return wasHeld ? StepOutcome.Done : StepOutcome.ClosedBefore;
        if (_open.ContainsKey(hold.Job)) return StepOutcome.Done;
        Coin[] coins = [.. Spendable(now).Take(hold.Amount)];
        if (coins.Length < hold.Amount) return StepOutcome.Insufficient;
        _open.Add(hold.Job, now);
        foreach (Coin coin in coins) coin.Job = hold.Job;
        return StepOutcome.Done;
    }

    private StepOutcome Close(string job, int actual, bool capture, DateTimeOffset now)
    {
        if (_closed.ContainsKey(job)) return StepOutcome.Done;
        bool held = _open.Remove(job, out DateTimeOffset heldAt);
        if (!held && capture) return StepOutcome.NeverHeld;
        _closed.Add(job, held);
        Coin[] coins = [.. InOrder(_coins.Where(coin => coin.Job == job))];
        string[] lots = [.. coins.Select(coin => coin.Lot).Distinct()];
        Charged[job] = Math.Min(actual, coins.Length);
        foreach (Coin coin in coins) coin.Job = null;
        foreach (Coin coin in coins[..Charged[job]]) coin.Spent = true;
        foreach (Coin coin in coins[Charged[job]..].Where(coin => coin.IsExpired(now)))
        {
            coin.Lot = $"{job}~{Array.IndexOf(lots, coin.Lot)}";
            coin.GrantedAt = now;
            coin.ExpiresAt = now + (coin.ExpiresAt - heldAt);
        }

        return StepOutcome.Done;
    }

    public static DateTimeOffset? ExpiryOf(LedgerStep.Grant grant, DateTimeOffset now) =>
        grant.ExpiresInMinutes is { } minutes ? now.AddMinutes(minutes) : null;

    private IEnumerable<Coin> Spendable(DateTimeOffset now) =>
        InOrder(_coins.Where(coin => coin.Job is null && !coin.Spent && !coin.IsExpired(now)));

    private static IEnumerable<Coin> InOrder(IEnumerable<Coin> coins) => coins
        .OrderBy(coin => coin.ExpiresAt ?? DateTimeOffset.MaxValue)
        .ThenBy(coin => coin.GrantedAt)
        .ThenBy(coin => coin.Lot, StringComparer.Ordinal);

    private sealed class Coin(string lot, DateTimeOffset grantedAt, DateTimeOffset? expiresAt)
    {
        public string Lot { get; set; } = lot;

        public DateTimeOffset GrantedAt { get; set; } = grantedAt;

        public DateTimeOffset? ExpiresAt { get; set; } = expiresAt;

        public string? Job { get; set; }

        public bool Spent { get; set; }

        public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;
    }
}
