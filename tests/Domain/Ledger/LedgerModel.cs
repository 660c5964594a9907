using Understudy.Domain.Ledger;

namespace Understudy.Domain.Tests.Ledger;

/// <summary>
/// What a wallet must do, told as simply as possible: every unit is an object of its own, and nothing is stored.
/// </summary>
internal sealed class LedgerModel
{
    private readonly List<Coin> _coins = [];
    private readonly Dictionary<string, (int Amount, DateTimeOffset At, DateTimeOffset? ExpiresAt, bool SpentLast)> _grants = [];
    private readonly Dictionary<string, (int Total, long Revision)> _revoked = [];
    private readonly List<ModelPeriod> _periods = [];
    private readonly Dictionary<string, (DateTimeOffset At, ModelPeriod? Period)> _open = [];
    private readonly Dictionary<string, bool> _closed = [];

    /// <summary>What each closed job was charged.</summary>
    public Dictionary<string, int> Charged { get; } = [];

    public StepOutcome Apply(LedgerStep step, DateTimeOffset now) => step switch
    {
        LedgerStep.Grant grant => Grant(grant.Of(now), null, now),
        LedgerStep.Begin begin => Grant(begin.Of(now), begin.PeriodAt(now), now),
        LedgerStep.Revoke revoke => Revoke(revoke, now),
        LedgerStep.Hold hold => Hold(hold, now),
        LedgerStep.Capture capture => Close(capture.Job, capture.Actual, capture: true, now),
        LedgerStep.Release release => Close(release.Job, 0, capture: false, now),
        _ => StepOutcome.Done,
    };

    public WalletBalance BalanceAt(DateTimeOffset now) => new(
        _coins.Count(coin => !coin.Revoked && (coin.Job is not null || !coin.IsGone(now))),
        Free(now).Count(),
        _coins.Count(coin => coin.Job is not null));

    /// <summary>What can be spent of each lot, in the order of spending.</summary>
    public IEnumerable<(string Lot, int Left)> LotsAt(DateTimeOffset now)
    {
        ILookup<string, Coin> lots = Free(now).ToLookup(coin => coin.Lot);
        return InOrder(lots.Select(lot => lot.First())).Select(coin => (coin.Lot, lots[coin.Lot].Count()));
    }

    /// <summary>The periods in their order.</summary>
    public IEnumerable<PeriodStatement> PeriodsAt(DateTimeOffset now)
    {
        ModelPeriod[] periods = [.. InOrder(_periods)];
        return periods.Select(period => new PeriodStatement(
            period.Start, period.End, Net(period.Grant, period.Base), period.Used, PurchasedIn(period))
        {
            Yields = period.Yields,
            Lapsed = period.Lapsed,
        });

        int PurchasedIn(ModelPeriod period) => _grants
            .Where(grant => grant.Value.SpentLast && !(grant.Value.ExpiresAt <= now))
            .Where(grant => periods.LastOrDefault(each => each.Start <= grant.Value.At) == period)
            .Sum(grant => Net(grant.Key, grant.Value.Amount));
    }

    /// <summary>Units are granted, with a period that they begin or by themselves.</summary>
    public StepOutcome Grant(Grant grant, Period? period, DateTimeOffset now)
    {
        ModelPeriod? newest = InOrder(_periods).LastOrDefault();
        bool isKnown = _grants.ContainsKey(grant.OperationId);
        if (!isKnown && period is { Yields: true } && _periods.Any(each => each.End > period.Start && Stands(each, now)))
            return StepOutcome.Done;
        if (!_grants.TryAdd(grant.OperationId, (grant.Amount, now, grant.ExpiresAt, grant.SpentLast)))
            return StepOutcome.Done;
        Coin[] coins = [.. Enumerable.Range(0, grant.Amount).Select(_ => new Coin(grant, now))];
        _coins.AddRange(coins);
        if (period is not null) Begin(new ModelPeriod(grant.OperationId, Placed(grant, period, newest), grant.Amount), coins, now);
        Settle(grant.OperationId, now);
        return StepOutcome.Done;
    }

    // What was paid for takes the place of a free period that began within it.
    private static Period Placed(Grant grant, Period period, ModelPeriod? newest) =>
        !period.Yields && newest is { Yields: true } && newest.Start < period.End &&
        InOrder([newest, new ModelPeriod(grant.OperationId, period, 0)]).Last() == newest
            ? period with { Start = newest.Start.AddTicks(1) }
            : period;

    // What was paid for and not taken back stands before what is there for want of it, as long as it has units of its own.
    private bool Stands(ModelPeriod period, DateTimeOffset now) => !period.Yields && !IsRevoked(period) &&
        (period == InOrder(_periods).Last() || _coins.Any(coin => coin.Lot == period.Grant && !coin.IsGone(now)));

    private bool IsRevoked(ModelPeriod period) => Net(period.Grant, period.Base) == 0;

    private void Begin(ModelPeriod begun, Coin[] coins, DateTimeOffset now)
    {
        _periods.Add(begun);
        if (InOrder(_periods).Last() != begun)
        {
            foreach (Coin coin in coins) coin.Ended = true;
            return;
        }

        // What is taken back may be given back, so it stays; but not beside something that is paid for.
        foreach (ModelPeriod other in _periods.Where(each => each != begun && !(begun.Yields && IsRevoked(each))))
        {
            Coin[] own = [.. _coins.Where(coin => coin.Lot == other.Grant && !coin.IsGone(now))];
            if (other.Yields && own.Length > 0) other.Lapsed = own.Count(coin => coin is { Job: null, Spent: false, Revoked: false });
            foreach (Coin coin in own) coin.Ended = true;
        }
    }

    private StepOutcome Revoke(LedgerStep.Revoke revoke, DateTimeOffset now)
    {
        if (_revoked.TryGetValue(revoke.Operation, out (int Total, long Revision) known)
            && revoke.Revision <= known.Revision)
            return StepOutcome.Done;
        _revoked[revoke.Operation] = (revoke.Total, revoke.Revision);
        Settle(revoke.Operation, now);
        return StepOutcome.Done;
    }

    private void Settle(string grant, DateTimeOffset now)
    {
        if (!_revoked.ContainsKey(grant)) return;
        foreach (Coin coin in Spendable(now).Where(coin => coin.Grant == grant).Take(Math.Max(0, Due(grant))).ToArray())
            coin.Revoked = true;
        Coin[] taken = [.. InOrder(_coins.Where(coin => coin.Grant == grant && coin.Revoked && !coin.IsGone(now)))];
        foreach (Coin coin in taken.Take(Math.Max(0, -Due(grant)))) coin.Revoked = false;
    }

    private int Due(string grant) => _revoked.TryGetValue(grant, out (int Total, long Revision) revoked)
        ? revoked.Total - _coins.Count(coin => coin.Grant == grant && coin.Revoked)
        : 0;

    private int Net(string grant, int amount) =>
        Math.Max(0, amount - (_revoked.TryGetValue(grant, out (int Total, long Revision) revoked) ? revoked.Total : 0));

    private StepOutcome Hold(LedgerStep.Hold hold, DateTimeOffset now)
    {
        if (_closed.TryGetValue(hold.Job, out bool wasHeld)) return wasHeld ? StepOutcome.Done : StepOutcome.ClosedBefore;
        if (_open.ContainsKey(hold.Job)) return StepOutcome.Done;
        Coin[] coins = [.. Spendable(now).Take(hold.Amount)];
        if (coins.Length < hold.Amount) return StepOutcome.Insufficient;
        ModelPeriod? period = InOrder(_periods).LastOrDefault();
        _open.Add(hold.Job, (now, period));
        if (period is not null) period.Used += hold.Amount;
        foreach (Coin coin in coins) coin.Job = hold.Job;
        return StepOutcome.Done;
    }

    private StepOutcome Close(string job, int actual, bool capture, DateTimeOffset now)
    {
        if (_closed.ContainsKey(job)) return StepOutcome.Done;
        bool held = _open.Remove(job, out (DateTimeOffset At, ModelPeriod? Period) hold);
        if (!held && capture) return StepOutcome.NeverHeld;
        _closed.Add(job, held);
        Coin[] coins = [.. InOrder(_coins.Where(coin => coin.Job == job))];
        string[] lots = [.. coins.Select(coin => coin.Lot).Distinct()];
        Charged[job] = Math.Min(actual, coins.Length);
        if (hold.Period is not null) hold.Period.Used -= coins.Length - Charged[job];
        foreach (Coin coin in coins) coin.Job = null;
        foreach (Coin coin in coins[..Charged[job]]) coin.Spent = true;
        foreach (Coin coin in coins[Charged[job]..])
        {
            if (Due(coin.Grant) > 0) coin.Revoked = true;
            else if (coin.IsGone(now)) coin.ComeBack($"{job}~{Array.IndexOf(lots, coin.Lot)}", hold.At, now);
        }

        return StepOutcome.Done;
    }

    private IEnumerable<Coin> Spendable(DateTimeOffset now) => InOrder(Free(now));

    private IEnumerable<Coin> Free(DateTimeOffset now) =>
        _coins.Where(coin => coin is { Job: null, Spent: false, Revoked: false } && !coin.IsGone(now));

    private static IEnumerable<Coin> InOrder(IEnumerable<Coin> coins) => coins
        .OrderBy(coin => coin.SpentLast)
        .ThenBy(coin => coin.ExpiresAt ?? DateTimeOffset.MaxValue)
        .ThenBy(coin => coin.GrantedAt)
        .ThenBy(coin => coin.Lot, StringComparer.Ordinal);

    private static IEnumerable<ModelPeriod> InOrder(IEnumerable<ModelPeriod> periods) => periods
        .OrderBy(period => period.Start).ThenBy(period => period.End).ThenBy(period => period.Grant, StringComparer.Ordinal);

    private sealed class ModelPeriod(string grant, Period period, int amount)
    {
        public string Grant { get; } = grant;

        public bool Yields { get; } = period.Yields;

        public DateTimeOffset Start { get; } = period.Start;

        public DateTimeOffset End { get; } = period.End;

        public int Base { get; } = amount;

        public int Used { get; set; }

        public int Lapsed { get; set; }
    }

    private sealed class Coin(Grant grant, DateTimeOffset grantedAt)
    {
        public string Grant { get; } = grant.OperationId;

        public bool SpentLast { get; } = grant.SpentLast;

        public string Lot { get; private set; } = grant.OperationId;

        public DateTimeOffset GrantedAt { get; private set; } = grantedAt;

        public DateTimeOffset? ExpiresAt { get; private set; } = grant.ExpiresAt;

        public string? Job { get; set; }

        public bool Spent { get; set; }

        public bool Revoked { get; set; }

        public bool Ended { get; set; }

        public bool IsGone(DateTimeOffset now) => Ended || ExpiresAt <= now;

        public void ComeBack(string lot, DateTimeOffset heldAt, DateTimeOffset now)
        {
            Lot = lot;
            GrantedAt = now;
            ExpiresAt = now + (ExpiresAt - heldAt);
            Ended = false;
        }
    }
}
