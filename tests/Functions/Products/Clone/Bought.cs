using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>What becomes of minutes that are paid for, without anybody paying.</summary>
internal static class Bought
{
    /// <summary>Adds packs of minutes, as a payment of an order does.</summary>
    public static Task GrantExtraAsync(this TestApp app, Person person, string order, int packs) => Ledger(app).GrantAsync(
        Minutes.Wallet(person.Id),
        new Grant(
            $"extra-{order}",
            packs * Minutes.Pack,
            CloneOffers.Pack.Source,
            CloneOffers.Pack.Life.EndFrom(app.Time.GetUtcNow()))
        {
            SpentLast = CloneOffers.Pack.SpentLast,
        });

    /// <summary>Takes minutes of packs back, as a refund does.</summary>
    public static Task SetExtraRevokedAsync(this TestApp app, Person person, string order, int total) =>
        Ledger(app).SetRevokedAsync(Minutes.Wallet(person.Id), $"extra-{order}", total, 1);

    /// <summary>Begins a period of the Standard plan, as a payment of its invoice does.</summary>
    public static Task BeginPaidPeriodAsync(
        this TestApp app, Person person, string invoice, DateTimeOffset start, DateTimeOffset end) =>
        Ledger(app).BeginPeriodAsync(
            Minutes.Wallet(person.Id),
            new Period(start, end),
            new Grant(
                $"period-{invoice}", Minutes.StandardAPeriod, CloneOffers.Standard.Source, end + CloneOffers.Standard.Grace));

    private static WalletLedger Ledger(TestApp app) => app.Services.GetRequiredService<WalletLedger>();
}
