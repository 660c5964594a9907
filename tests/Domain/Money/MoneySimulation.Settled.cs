using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Money;

internal sealed partial class MoneySimulation
{
    // What must be so when everything has arrived, told by the gateway's books and the jobs' ends alone.
    private void Settled()
    {
        NoteTakenBack();
        Dictionary<Offer.Monthly, Subscription?> subscriptions = [];
        Payment[] payments = [];
        Do(() => InAProcess(async world =>
        {
            foreach (Offer.Monthly plan in _plans)
                subscriptions[plan] = await world.Subscriptions.FindAsync(BillingWorld.Ann, plan.Product, default);
            payments = await world.PaymentsAsync();
        }));
        foreach ((Offer.Monthly plan, Subscription? subscription) in subscriptions) Subscribed(plan, subscription);
        foreach (GatewayPayment paid in _gateway.Payments) Paid(paid, payments);
        foreach ((string id, Job job) in _jobs) Charged(id, job);

        Told();

        // No grant without its money, and none twice.
        WalletEntry[] grants = [.. _audits.Values.SelectMany(audit => audit.Entries).Where(entry => entry.Kind.IsGrant())];
        grants.DistinctBy(grant => grant.OperationId).Count().ShouldBe(grants.Length);
        grants.Count(grant => grant.OperationId.StartsWith("period-", StringComparison.Ordinal) ||
            Payment.IdOfGrant(grant.OperationId) is not null).ShouldBe(
                payments.Count(payment => payment.Status == GatewayPaymentStatus.Succeeded));
    }

    private void Subscribed(Offer.Monthly plan, Subscription? subscription)
    {
        GatewaySubscription[] running =
            [.. _gateway.Subscriptions.Where(known => known.Order!.Product == plan.Product && known.Status is not
                (GatewaySubscriptionStatus.Over or GatewaySubscriptionStatus.Incomplete))];
        running.Length.ShouldBeLessThanOrEqualTo(1, "somebody pays for two subscriptions of one product");
        if (running.Length == 0)
        {
            (subscription?.Sku).ShouldBeNull();
            return;
        }

        subscription.ShouldNotBeNull().SubscriptionId.ShouldBe(running[0].Id);
        subscription.PeriodEnd.ShouldBe(running[0].PeriodEnd);
        subscription.CancelAtPeriodEnd.ShouldBe(running[0].CancelAtPeriodEnd);
        subscription.Sku.ShouldBe(running[0].Status == GatewaySubscriptionStatus.Unpaid ? null : plan.Sku);
    }

    private void Paid(GatewayPayment paid, Payment[] payments)
    {
        Payment? payment = payments.SingleOrDefault(known => known.PaymentId == paid.Id);
        // A payment that never got anywhere need not be known.
        if (payment is null && paid.Status != GatewayPaymentStatus.Succeeded) return;
        payment.ShouldNotBeNull($"{paid.Id} was paid, and is not known");
        payment.Status.ShouldBe(paid.Status, paid.Id);
        (payment.Refunded, payment.Disputed).ShouldBe((paid.Refunded, paid.Disputed), paid.Id);
        if (paid.Status != GatewayPaymentStatus.Succeeded) return;

        string grantId = payment.GrantId;
        List<WalletEntry> entries = AuditOf(new WalletId(BillingWorld.Ann, payment.Product, payment.Unit)).Entries;
        entries.Single(entry => entry.Kind.IsGrant() && entry.OperationId == grantId).Amount.ShouldBe(payment.Units);
        // Money that went back took units along, but never more than it paid for. What has expired by the time that a
        // dispute is won does not come back.
        int revoked = -entries
            .Where(entry => entry.Kind == EntryKind.Revocation && entry.OperationId == grantId).Sum(entry => entry.Amount);
        decimal due = (decimal)_mostTakenBack[paid.Id] * payment.Units / paid.Amount;
        revoked.ShouldBeInRange(
            0, (int)(payment.TakesBack == Rounding.Up ? Math.Ceiling(due) : Math.Floor(due)), grantId);
    }

    private void Charged(string id, Job job)
    {
        int charged = Math.Max(0, job.Charged.ShouldNotBeNull() - job.Refunds.Values.Sum());
        int spent = -AuditOf(job.Wallet).Entries
            .Where(entry => entry.OperationId == id && entry.Kind is EntryKind.Spent or EntryKind.Refunded)
            .Sum(entry => entry.Amount);
        spent.ShouldBe(charged, id);
    }

    // What a person can read of each wallet, page by page and summed up, is what happened to it.
    private void Told()
    {
        foreach ((WalletId id, WalletAudit audit) in _audits)
        {
            List<WalletEntry> told = [];
            EntryPage page = new([], 0);
            WalletTotals? totals = null;
            IReadOnlyList<string> faults = [];
            Do(() => InAProcess(async world =>
            {
                if (await _store.FindAsync<Wallet>(id.OwnerId, id.DocumentId) is { } wallet)
                    faults = await world.Ledger.CheckAsync(wallet.Value);
                for (int number = 1; number == 1 || page.Entries.Count > 0; number++)
                {
                    page = await world.Ledger.GetEntriesAsync(id, new Paging(number, 7));
                    told.AddRange(page.Entries);
                }

                totals = await world.Ledger.GetTotalsAsync(id);
            }));
            faults.ShouldBeEmpty();
            WalletEntry[] lines = [.. audit.Entries.Where(entry => entry.IsLine).Reverse()];
            told.Select(entry => (entry.Sequence, entry.Amount, entry.BalanceAfter))
                .ShouldBe(lines.Select(entry => (entry.Sequence, entry.Amount, entry.BalanceAfter)));
            page.Total.ShouldBe(lines.Length);
            totals!.Earned.ShouldBe(lines.Where(entry => entry.Kind.IsGrant()).Sum(entry => entry.Amount));
            totals.Spent.ShouldBe(
                -lines.Where(entry => entry.Kind is EntryKind.Spent or EntryKind.Refunded).Sum(entry => entry.Amount));
        }
    }
}
