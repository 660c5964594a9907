using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Products.Sora;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Money;

internal sealed partial class MoneySimulation
{
    private static readonly WalletId _minutes = Minutes.Wallet(BillingWorld.Ann);

    /// <summary>A bonus of 30 days and packages of 90, which are paid and refunded; what comes back late gets a week.</summary>
    private static readonly WalletId _lots = Credits.Wallet(BillingWorld.Ann);

    /// <summary>
    /// A few free credits a month, or more of a plan, which do not add up; others that were bought or given, and last for a
    /// year.
    /// </summary>
    private static readonly WalletId _films = FilmStudioPlans.Wallet(BillingWorld.Ann);

    private static readonly WalletId[] _wallets = [_minutes, _lots, _films];

    private static readonly Offer.Monthly[] _plans = [CloneOffers.Standard, FilmOffers.Pro];

    private readonly Dictionary<string, long> _revisions = [];
    private int _packs;

    private WalletAudit AuditOf(WalletId id) =>
        _audits.TryGetValue(id, out WalletAudit? audit) ? audit : _audits[id] = new WalletAudit(_time);

    private void Look(object document)
    {
        if (document is Wallet wallet) AuditOf(wallet.Of).Look(wallet);
    }

    private static TimeSpan? LifeIn(WalletId wallet) => wallet == _lots ? Credits.ReturnedLife : null;

    private Func<Task> Credit()
    {
        DateTimeOffset now = _time.Now;
        switch (_random.Next(6))
        {
            case 0:
                return () => Persistently("welcome", world => new Credits(world.Ledger, _time).EnsureAsync(BillingWorld.Ann, default));
            case 1:
                return Grant(
                    _lots,
                    new Grant($"earned{_packs++}", _random.Next(1, 5), "friend", now.AddDays(30)) { Kind = EntryKind.Earned });
            case 2:
                string order = $"pack{_packs++}";
                return Grant(_lots, new Grant(order, _random.Next(5, 30), "order", now.AddDays(90))
                {
                    Kind = EntryKind.Purchased,
                    Reference = order,
                });
            case 3:
                // A part of a payment goes back, of an order that may never come.
                string pack = $"pack{_random.Next(_packs + 1)}";
                long revision = _revisions[pack] = _revisions.GetValueOrDefault(pack) + 1;
                int total = _random.Next(0, 30);
                return () => Persistently(
                    $"take back {total} of {pack}", world => world.Ledger.SetRevokedAsync(_lots, pack, total, revision));
            case 4:
                return () => Persistently("look", world => world.Films.EnsureAsync(BillingWorld.Ann, default));
            default:
                GrantCredits given = new(BillingWorld.Ann, _random.Next(1, 10), "Sorry", "admin", $"gift{_packs++}");
                return () => Persistently(
                    $"give {given.Amount} as {given.GrantId}", world => world.GiveCredits.HandleAsync(given, default));
        }
    }

    private Func<Task> BuyPackage()
    {
        Offer.Once package = Chance(2) ? FilmOffers.Credit : SoraOffers.All[_random.Next(SoraOffers.All.Count)];
        int quantity = _random.Next(1, Math.Min(20, package.MaxQuantity) + 1);
        return () => Hesitantly(
            $"buy {quantity} {package.Title}", async world => _sessions.Add(await world.OpenAsync(package, quantity)));
    }

    // An administrator asks until there is an answer, always for the same.
    private Func<Task> GiveMoneyBack()
    {
        Order[] orders = [.. _gateway.Payments.Select(known => known.Order).OfType<Order>()];
        if (orders.Length == 0) return Credit();
        Order order = orders[_random.Next(orders.Length)];
        RefundPayment refund = new(
            order.OrderId, null, Chance(3) ? null : _random.Next(1, 6000), "Sorry", "admin", $"back{_random.Next(3)}");
        return () => Persistently(
            $"give back {refund.Amount} of {order.OrderId} as {refund.RefundId}",
            world => world.Refund.HandleAsync(refund, default));
    }

    private Func<Task> Grant(WalletId wallet, Grant grant) =>
        () => Persistently($"grant {grant.OperationId}", world => world.Ledger.GrantAsync(wallet, grant));
}
