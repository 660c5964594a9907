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
    private readonly Dictionary<string, Taken> _open = [];
    private readonly Dictionary<string, Taken?> _closed = [];
    private readonly HashSet<string> _refunds = [];

    /// <summary>What each job that was held is charged, as long as it is open all that it holds.</summary>
    public IEnumerable<(string Job, int Units)> Charged =>
        _open.Concat(_closed.Where(job => job.Value is not null)!).Select(job => (job.Key, job.Value!.Coins.Count));

    public StepOutcome Apply(LedgerStep step, DateTimeOffset now) => step switch
    {
        LedgerStep.Grant grant => Grant(grant.Of(now), null, now),
        LedgerStep.Begin begin => Grant(begin.Of(now), begin.PeriodAt(now), now),
        LedgerStep.Revoke revoke => Revoke(revoke, now),
        LedgerStep.Hold hold => Hold(hold, now),
        LedgerStep.Capture capture => Close(capture.Job, capture.Actual, capture: true, now),
        LedgerStep.Release release => Close(release.Job, 0, capture: false, now),
        LedgerStep.Refund refund => Refund(refund, now),
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
        if (!isKnown) Forget(now);
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
        Forget(now);
        if (_grants.ContainsKey(revoke.Operation) && !Knows(revoke.Operation, now)) return StepOutcome.Done;
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
        ? revoked.Total - _coins.Count(coin => coin.Grant == grant && coin is { Revoked: true, Forgotten: false })
        : 0;

    // What nothing is left of cannot be taken back; what comes back of it later begins anew.
    private void Forget(DateTimeOffset now)
    {
        foreach (string grant in _revoked.Keys.Where(grant => _grants.ContainsKey(grant) && !Knows(grant, now)).ToArray())
        {
            _revoked.Remove(grant);
            foreach (Coin coin in _coins.Where(coin => coin.Grant == grant && coin.Revoked)) coin.Forgotten = true;
        }
    }

    private bool Knows(string grant, DateTimeOffset now) =>
        _coins.Any(coin => coin.Grant == grant && (coin.Job is not null || !(coin.Folded || coin.IsGone(now)))) ||
        InOrder(_periods).TakeLast(Wallet.MaxPeriods).Any(period => period.Grant == grant);

    // Lots that never expire are not kept when they are spent.
    private void Fold()
    {
        foreach (IGrouping<string, Coin> lot in _coins.GroupBy(coin => coin.Lot))
        {
            if (lot.All(coin => coin is { ExpiresAt: null, SpentLast: false, Spent: true, Revoked: false, Job: null }))
                foreach (Coin coin in lot) coin.Fold();
        }
    }

    private int Net(string grant, int amount) =>
        Math.Max(0, amount - (_revoked.TryGetValue(grant, out (int Total, long Revision) revoked) ? revoked.Total : 0));

    private StepOutcome Hold(LedgerStep.Hold hold, DateTimeOffset now)
    {
        if (_closed.TryGetValue(hold.Job, out Taken? closed)) return closed is null ? StepOutcome.ClosedBefore : StepOutcome.Done;
        if (_open.ContainsKey(hold.Job)) return StepOutcome.Done;
        Coin[] coins = [.. Spendable(now).Take(hold.Amount)];
        if (coins.Length < hold.Amount) return StepOutcome.Insufficient;
        Forget(now);
        ModelPeriod? period = InOrder(_periods).LastOrDefault();
        _open.Add(hold.Job, new Taken(now, period, hold.Life, [.. coins], [.. coins.Select(coin => coin.Lot).Distinct()]));
        if (period is not null) period.Used += hold.Amount;
        foreach (Coin coin in coins) coin.Job = hold.Job;
        return StepOutcome.Done;
    }

    private StepOutcome Close(string job, int actual, bool capture, DateTimeOffset now)
    {
        if (_closed.ContainsKey(job)) return StepOutcome.Done;
        if (!_open.Remove(job, out Taken? taken) && capture) return StepOutcome.NeverHeld;
        Forget(now);
        _closed.Add(job, taken);
        if (taken is null) return StepOutcome.Done;
        foreach (Coin coin in taken.Coins)
        {
            coin.Job = null;
            coin.Spent = true;
        }

        Return(job, null, taken, Math.Max(0, taken.Coins.Count - actual), now);
        return StepOutcome.Done;
    }

    private StepOutcome Refund(LedgerStep.Refund refund, DateTimeOffset now)
    {
        if (_refunds.Contains($"{refund.Job} {refund.Id}")) return StepOutcome.Done;
        if (_open.ContainsKey(refund.Job)) return StepOutcome.NotClosed;
        if (!_closed.TryGetValue(refund.Job, out Taken? taken) || taken is not { Coins.Count: > 0 }) return StepOutcome.Done;
        _refunds.Add($"{refund.Job} {refund.Id}");
        Forget(now);
        Return(refund.Job, refund.Id, taken, Math.Min(refund.Amount, taken.Coins.Count), now);
        return StepOutcome.Done;
    }

    // The last of the coins that were taken come back.
    private void Return(string job, string? refund, Taken taken, int units, DateTimeOffset now)
    {
        Coin[] coins = [.. taken.Coins.TakeLast(units)];
        taken.Coins.RemoveRange(taken.Coins.Count - units, units);
        if (taken.Period is not null) taken.Period.Used -= units;
        foreach (Coin coin in coins)
        {
            coin.Spent = false;
            if (Due(coin.Grant) > 0) coin.Revoked = true;
            else if (coin.Folded || coin.IsGone(now)) coin.ComeBack(LotOf(coin), taken, now);
        }

        Fold();
        Forget(now);

        string LotOf(Coin coin)
        {
            string lot = $"{job}~{Array.IndexOf(taken.Lots, coin.Lot)}";
            return refund is null ? lot : $"{lot}~{refund}";
        }
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

        public bool Folded { get; private set; }

        public bool Forgotten { get; set; }

        public void Fold() => Folded = true;

        public bool IsGone(DateTimeOffset now) => Ended || ExpiresAt <= now;

        public void ComeBack(string lot, Taken taken, DateTimeOffset now)
        {
            Lot = lot;
            GrantedAt = now;
            if (ExpiresAt is { } expiresAt) ExpiresAt = now + (taken.Life ?? (expiresAt - taken.At));
            Ended = false;
            Folded = false;
        }
    }

    /// <summary>What a job took, as long as it does not come back.</summary>
    private sealed record Taken(
        DateTimeOffset At, ModelPeriod? Period, TimeSpan? Life, List<Coin> Coins, string[] Lots);
}
