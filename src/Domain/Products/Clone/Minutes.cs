using System.Globalization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>The minutes of video that people have: which plan gives how many, when, and for how long.</summary>
public sealed class Minutes(
    WalletLedger ledger, Subscriptions subscriptions, IDocumentStore store, TimeProvider time)
{
    /// <summary>The product whose wallet they are in.</summary>
    public const string Product = "clone";

    /// <summary>The minutes of a calendar month (UTC) without a subscription.</summary>
    public const int FreeAMonth = 3;

    /// <summary>The minutes of a billing period of the Standard plan.</summary>
    public const int StandardAPeriod = 100;

    /// <summary>What a billing period of the Standard plan costs, in yen.</summary>
    public const int StandardPrice = 5000;

    /// <summary>The minutes of a pack.</summary>
    public const int Pack = 20;

    /// <summary>What a pack costs, in yen.</summary>
    public const int PackPrice = 1000;

    /// <summary>How many packs are sold at once, at most.</summary>
    public const int MaxPacks = 50;

    /// <summary>How many months the minutes of a pack can be spent for.</summary>
    public const int PackMonths = 12;

    /// <summary>
    /// How long the minutes of a paid period outlive it, unless the next one begins: its invoice is paid about an hour
    /// after that.
    /// </summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromHours(24);

    /// <summary>The wallet of a person's minutes.</summary>
    public static WalletId Wallet(string userId) => new(userId, Product, Unit.Minutes);

    /// <summary>How many minutes come with each period of a plan.</summary>
    public static int Of(PlanType plan) => plan == PlanType.Standard ? StandardAPeriod : FreeAMonth;

    /// <summary>The calendar month (UTC), which is the period of those who have no subscription.</summary>
    public Period Month() => Month(time.GetUtcNow());

    /// <summary>
    /// Begins the free month of a person whose last period is over, or was taken back whole, and who has no subscription;
    /// changes nothing for the others, nor the second time, nor for somebody whose account is gone or being erased.
    /// </summary>
    public async Task EnsureAsync(string userId, CancellationToken cancellationToken)
    {
        // One look at the clock: a month that ends in between would give its minutes to the next one.
        DateTimeOffset now = time.GetUtcNow();
        WalletStatement statement = await ledger.GetStatementAsync(Wallet(userId), cancellationToken);
        if (statement.Latest is { IsRevoked: false } latest && latest.End > now) return;
        if (await subscriptions.PlanAsync(userId, cancellationToken) != PlanType.Free) return;
        // Only now that one is due: who asks may have read long ago whom to ask for, as a sweep does.
        if (await store.FindAsync<User>(userId, userId, cancellationToken) is not { Value.ErasureStartedAt: null }) return;
        Period month = Month(now);
        PeriodStatement[] begun = [.. statement.Periods.Where(period => period.Yields && period.End == month.End)];
        // Of a month that a subscription took the place of, what was left of it.
        int minutes = begun.Length == 0 ? FreeAMonth : begun[^1].Lapsed;
        if (minutes == 0) return;
        // A subscription that ended within the month is followed by the rest of it.
        DateTimeOffset start = statement.Periods.Where(period => !period.IsRevoked && period.End <= now)
            .Select(period => period.End)
            .Append(statement.Latest is { IsRevoked: true } revoked ? revoked.Start.AddTicks(1) : month.Start)
            .Append(month.Start)
            .Max();
        string part = begun.Length == 0 ? "" : $"-{(begun.Length + 1).ToString(CultureInfo.InvariantCulture)}";
        Grant grant = new(
            $"free-{now.ToString("yyyy-MM", CultureInfo.InvariantCulture)}{part}", minutes, "free_plan", month.End);
        await ledger.BeginPeriodAsync(Wallet(userId), month with { Start = start }, grant, cancellationToken);
    }

    /// <summary>How a person's minutes stand in their latest period, which <see cref="EnsureAsync"/> may have to begin.</summary>
    public async Task<MinutesUsage> UsageAsync(string userId, CancellationToken cancellationToken) =>
        UsageOf(await ledger.GetStatementAsync(Wallet(userId), cancellationToken));

    /// <summary>How minutes stand by a statement of their wallet.</summary>
    public MinutesUsage UsageOf(WalletStatement statement)
    {
        Period month = Month();
        return new MinutesUsage(
            statement.Latest ?? new PeriodStatement(month.Start, month.End, 0, 0, 0), statement.Balance.Left);
    }

    /// <summary>The accounts of a person's latest periods, newest last.</summary>
    public async Task<IReadOnlyList<PeriodStatement>> PeriodsAsync(string userId, CancellationToken cancellationToken) =>
        (await ledger.GetStatementAsync(Wallet(userId), cancellationToken)).Periods;

    private static Period Month(DateTimeOffset now)
    {
        DateTimeOffset start = new(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        // What was paid for may be heard of late: it must not be lost to a free month that began meanwhile.
        return new Period(start, start.AddMonths(1)) { Yields = true };
    }
}
