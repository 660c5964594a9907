using Understudy.Domain.Billing;
using Understudy.Domain.Products.Clone;

namespace Understudy.Functions.Products.Clone;

/// <summary>Writes subscriptions and payments as the contract's bodies. Clone §2.2, §8.1, §9.3, §9.5.</summary>
internal static class BillingBodies
{
    /// <summary>
    /// A subscription. Who has none, or whose is over, is on the free plan, whose period is the calendar month (UTC) and
    /// which is active, but for a subscription that the gateway has given up collecting: that is past due.
    /// </summary>
    public static SubscriptionAnswer Of(Subscription? subscription, DateTimeOffset now)
    {
        if (subscription is { Counts: true, PeriodStart: { } start, PeriodEnd: { } end })
            return new SubscriptionAnswer(
                new SubscriptionDetails(
                    CloneWords.Plans[Plans.Of(subscription)],
                    CloneWords.SubscriptionStates[subscription.Status],
                    Minutes.StandardAPeriod,
                    start,
                    end,
                    subscription.CancelAtPeriodEnd),
                subscription.Card is { } card
                    ? new PaymentMethodBody(card.Brand, card.Last4, card.ExpiryMonth, card.ExpiryYear)
                    : null);

        DateTimeOffset month = new(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        SubscriptionStatus status = subscription is { IsLive: true, Status: SubscriptionStatus.PastDue }
            ? SubscriptionStatus.PastDue
            : SubscriptionStatus.Active;
        return new SubscriptionAnswer(
            new SubscriptionDetails(
                CloneWords.Plans[PlanType.Free],
                CloneWords.SubscriptionStates[status],
                Minutes.FreeAMonth,
                month,
                month.AddMonths(1),
                CancelAtPeriodEnd: false),
            PaymentMethod: null);
    }

    /// <summary>The same in short. Clone §2.2, §8.1.</summary>
    public static SubscriptionBody Short(Subscription? subscription, DateTimeOffset now)
    {
        SubscriptionDetails details = Of(subscription, now).Subscription;
        return new SubscriptionBody(details.PlanType, details.Status, details.CurrentPeriodEnd);
    }

    /// <summary>
    /// A payment. The contract's cents are hundredths, of yen too, which the gateway does not divide; where a currency
    /// has a minor unit, that is what the gateway counts in.
    /// </summary>
    public static InvoiceItem Of(Payment payment) => new(
        payment.Id,
        payment.InvoiceId,
        CloneWords.PaymentType(payment.Sku),
        Cents(payment, payment.Amount),
        Cents(payment, Math.Min(payment.Refunded + payment.Disputed, payment.Amount)),
        payment.Currency,
        payment.Sku == CloneOffers.Pack.Sku ? payment.Units : null,
        CloneWords.PaymentStates[payment.Status],
        payment.CreatedAt);

    // The contract counts yen in hundredths, which the gateway does not.
    private static long Cents(Payment payment, long amount) => payment.Currency == "jpy" ? amount * 100 : amount;
}
