using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>The minutes of video that people have: which plan gives how many, when, and for how long.</summary>
public sealed class Minutes(
    WalletLedger ledger, Subscriptions subscriptions, IDocumentStore store, TimeProvider time)
{
    private readonly FreeMonths _free = new(ledger, subscriptions, store, time);

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
    public Period Month() => FreeMonths.Month(time.GetUtcNow());

    /// <summary>
    /// Begins the free month of a person whose last period is over, or was taken back whole, and who has no subscription;
    /// changes nothing for the others, nor the second time, nor for somebody whose account is gone or being erased.
    /// </summary>
    public Task EnsureAsync(string userId, CancellationToken cancellationToken) =>
        _free.EnsureAsync(Wallet(userId), FreeAMonth, cancellationToken);

    /// <summary>Begins the free months of all whose period is over, as <see cref="FreeMonths.SweepAsync"/> does.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        _free.SweepAsync(Product, Unit.Minutes, FreeAMonth, cancellationToken);

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
}
