using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Billing.Refunds;

namespace Understudy.Functions.Core.Billing;

/// <summary>Adds billing to the app.</summary>
internal static class BillingComposition
{
    /// <summary>Adds billing, but for the offers, which products add, and the gateway.</summary>
    public static void AddBilling(this IServiceCollection services)
    {
        services.AddSingleton<Catalogue>();
        services.AddSingleton<OrderMetadata>();
        services.AddSingleton<IBillingLog, BillingLog>();
        services.AddSingleton<Customers>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<SubscriptionPages>();
        services.AddSingleton<Checkouts>();
        services.AddSingleton<OpenCheckoutHandler>();
        services.AddSingleton<OpenPortalHandler>();
        services.AddSingleton<EndSubscriptionHandler>();
        services.AddSingleton<Payments>();
        services.AddSingleton<Purchases>();
        services.AddSingleton<Entitlements>();
        services.AddSingleton<RefundPaymentHandler>();
        services.AddSingleton<ReconcileCheckoutHandler>();
        services.AddSingleton<ReconcileSubscriptionHandler>();
        services.AddSingleton<ReconcileInvoiceHandler>();
        services.AddSingleton<ReconcileOrderHandler>();
        services.AddSingleton<ReconcilePaymentHandler>();
        services.AddSingleton<EventHandling>();
        services.AddSingleton<EventInbox>();
        services.AddSingleton<BillingSweep>();
        services.AddSingleton<PaymentEvents>();
        services.AddSingleton<GatewayCalls>();
        services.AddSingleton<IPersonalData, BillingData>();
    }

    /// <summary>Adds offers to what is sold.</summary>
    public static void AddOffers(this IServiceCollection services, IEnumerable<Offer> offers)
    {
        foreach (Offer offer in offers) services.AddSingleton(offer);
    }
}
