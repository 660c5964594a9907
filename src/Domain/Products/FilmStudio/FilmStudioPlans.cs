using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>The credits that people have at FilmStudio, by their plan: what comes with it, and what a film costs.</summary>
public sealed class FilmStudioPlans(
    WalletLedger ledger, Subscriptions subscriptions, IDocumentStore store, TimeProvider time)
{
    private readonly FreeMonths _free = new(ledger, subscriptions, store, time);

    /// <summary>The product whose wallet they are in.</summary>
    public const string Product = "filmstudio";

    /// <summary>The credits of a calendar month (UTC) without a subscription; they do not add up.</summary>
    public const int FreeAMonth = 3;

    /// <summary>What a video costs, made anew or again.</summary>
    public const int CostOfVideo = 1;

    /// <summary>The offer that makes somebody a subscriber.</summary>
    public const string ProSku = "pro";

    /// <summary>The wallet of a person's credits.</summary>
    public static WalletId Wallet(string userId) => new(userId, Product, Unit.Credits);

    /// <summary>
    /// Begins the free month of a person whose last period is over and who has no subscription; whoever reads or spends credits
    /// calls it before.
    /// </summary>
    public Task EnsureAsync(string userId, CancellationToken cancellationToken) =>
        _free.EnsureAsync(Wallet(userId), FreeAMonth, cancellationToken);

    /// <summary>What somebody can spend; others may ask, for it begins no month.</summary>
    public Task<int> LeftAsync(string userId, CancellationToken cancellationToken) =>
        _free.LeftAsync(Wallet(userId), FreeAMonth, cancellationToken);

    /// <summary>Begins the free months of all whose period is over, as <see cref="FreeMonths.SweepAsync"/> does.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) =>
        _free.SweepAsync(Product, Unit.Credits, FreeAMonth, cancellationToken);

    /// <summary>Whether somebody is subscribed, so that their films bear no watermark.</summary>
    public async Task<bool> IsProAsync(string userId, CancellationToken cancellationToken) =>
        await subscriptions.FindAsync(userId, Product, cancellationToken) is { Sku: ProSku };
}
