using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

public sealed partial record Wallet
{
    /// <summary>
    /// How many periods are kept: those of twelve months, and some to spare for plans that change within a month.
    /// </summary>
    public const int MaxPeriods = 18;

    /// <summary>The latest periods, newest last.</summary>
    [JsonInclude]
    public IReadOnlyList<WalletPeriod> Periods { get; private init; } = [];

    /// <summary>
    /// When the newest period is over: when it began, if all of its units are revoked; null when there has been none.
    /// </summary>
    public DateTimeOffset? PeriodEnd => Newest is { } newest && IsRevoked(newest) ? newest.Start : Newest?.End;

    private WalletPeriod? Newest => Periods.Count == 0 ? null : Periods[^1];

    /// <summary>
    /// Begins a period with a lot of its own, and ends what is left of the base lot of the one before. A period that
    /// comes after a newer one is only entered, with what it began with and the end of that; but for a newer one that
    /// yields (<see cref="Period.Yields"/>). One that is revoked whole is in the way of none that yields.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is less than 1, or the period ends before it starts.</exception>
    public Wallet BeginPeriod(Period period, Grant grant, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period.End, period.Start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grant.Amount);
        if (Remembers(OperationKey.Grant(grant.OperationId))) return this;
        if (period.Yields && Periods.Any(each => each.End > period.Start && Stands(each, now))) return this;
        WalletPeriod begun = new(grant.OperationId, period.Start, period.End, grant.Amount, 0) { Yields = period.Yields };
        if (!begun.Yields && Newest is { Yields: true } other && other.Start < begun.End && other.IsAfter(begun))
            begun = begun with { Start = other.Start.AddTicks(1) };
        bool isNewest = Newest is null || begun.IsAfter(Newest);
        Wallet wallet = Expire(now);
        if (isNewest) wallet = wallet.EndBefore(begun, now);
        wallet = wallet.WithPeriod(begun).WithGrant(grant, now);
        return (isNewest ? wallet.Expire(now) : wallet.End(now, lot => lot.Id == grant.OperationId))
            .Settle(grant.OperationId, now);
    }

    /// <summary>The accounts of the periods, newest last.</summary>
    public IReadOnlyList<PeriodStatement> StatementAt(DateTimeOffset now)
    {
        int[] purchased = new int[Periods.Count];
        foreach (Lot lot in Lots.Where(lot => lot is { SpentLast: true, CameBack: false } && !lot.IsExpired(now)))
        {
            int index = Periods.Count - 1;
            while (index >= 0 && Periods[index].Start > lot.GrantedAt) index--;
            if (index >= 0) purchased[index] += WithoutRevoked(lot.Id, lot.Amount);
        }

        return
        [
            .. Periods.Select((period, index) => new PeriodStatement(
                period.Start, period.End, WithoutRevoked(period.GrantId, period.Base), period.Used, purchased[index])
            {
                Yields = period.Yields,
                Lapsed = period.Lapsed,
            }),
        ];
    }

    private bool IsRevoked(WalletPeriod period) => WithoutRevoked(period.GrantId, period.Base) == 0;

    // Whether none that yields may begin within it: one that is not revoked, and the newest or, because what was revoked
    // was given back after another one had begun, still with units of its own.
    private bool Stands(WalletPeriod period, DateTimeOffset now) => !period.Yields && !IsRevoked(period) &&
        (period == Newest || Lots.Any(lot => lot.Id == period.GrantId && !lot.IsExpired(now)));

    // What is revoked may be given back: its lot has to be there then, unless it makes room for what was paid for.
    private Wallet EndBefore(WalletPeriod begun, DateTimeOffset now)
    {
        var ended = Periods.Where(each => !(begun.Yields && IsRevoked(each)))
            .Join(Lots, each => each.GrantId, lot => lot.Id, (each, lot) => lot)
            .ToDictionary(lot => lot.Id, lot => lot.Left);
        return (this with
        {
            Periods =
            [
                .. Periods.Select(each => each.Yields && ended.TryGetValue(each.GrantId, out int left)
                    ? each with { Lapsed = left }
                    : each),
            ],
        }).End(now, lot => ended.ContainsKey(lot.Id));
    }

    private Wallet WithPeriod(WalletPeriod begun) => this with
    {
        Periods =
        [
            .. Periods.Where(begun.IsAfter)
                .Append(begun)
                .Concat(Periods.Where(each => each.IsAfter(begun)))
                .TakeLast(MaxPeriods),
        ],
    };

    private Wallet WithUse(string? period, int units) => period is null || units == 0 ? this : this with
    {
        Periods = [.. Periods.Select(each => each.GrantId == period ? each with { Used = each.Used + units } : each)],
    };
}
