using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>
/// A payment gateway that takes no money and behaves like Stripe: its pages are local, its events are signed and
/// delivered as Stripe's are. For development.
/// </summary>
public sealed class SandboxGateway(
    IDocumentStore store,
    SandboxCustomers customers,
    SandboxCheckouts checkouts,
    SandboxSubscriptions subscriptions,
    SandboxPayments payments,
    SandboxPortals portals,
    SandboxOptions options,
    OrderMetadata orders,
    IIdFactory ids,
    TimeProvider time) : IPaymentGateway
{
    /// <inheritdoc/>
    public async Task<string> CreateCustomerAsync(
        NewCustomer customer, string key, CancellationToken cancellationToken)
    {
        string id = await ClaimAsync(
            $"customer {key}",
            $"{customer.UserId}\n{customer.Email}\n{customer.Name}",
            () => SandboxIds.Next(ids, "cus_"),
            cancellationToken);
        await store.FindOrCreateAsync(
            id,
            id,
            () => new SandboxCustomer
            {
                Id = id,
                UserId = customer.UserId,
                Email = customer.Email,
                Name = customer.Name,
            },
            cancellationToken);
        return id;
    }

    /// <inheritdoc/>
    public Task DeleteCustomerAsync(string customerId, CancellationToken cancellationToken) =>
        customers.DeleteAsync(customerId, cancellationToken);

    /// <inheritdoc/>
    public async Task<CheckoutSession> OpenCheckoutAsync(
        NewCheckout checkout, string key, CancellationToken cancellationToken)
    {
        await RequireCustomerAsync(checkout.CustomerId, cancellationToken);
        RequireWeb(checkout.SuccessUrl);
        RequireWeb(checkout.CancelUrl);
        string id = await ClaimAsync(
            $"checkout {key}",
            $"{checkout.CustomerId}\n{checkout.Order}\n{checkout.SuccessUrl}\n{checkout.CancelUrl}",
            () => $"cs_test_{SandboxIds.Secret()}",
            cancellationToken);
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        Stored<SandboxCheckout> opened = await store.FindOrCreateAsync(
            id,
            id,
            () => new SandboxCheckout
            {
                Id = id,
                CustomerId = checkout.CustomerId,
                Metadata = OrderMetadata.Write(checkout.Order),
                Line = SandboxLine.Of(checkout.Offer, checkout.Order.Quantity),
                Amount = (checkout.Offer.Price * checkout.Order.Quantity).Amount,
                SuccessUrl = checkout.SuccessUrl.OriginalString,
                CancelUrl = checkout.CancelUrl.OriginalString,
                DueAt = now + SandboxCheckout.Lifetime,
                CreatedAt = now,
            },
            cancellationToken);
        return Read(opened.Value);
    }

    /// <inheritdoc/>
    public async Task<Uri> OpenPortalAsync(string customerId, Uri returnUrl, CancellationToken cancellationToken)
    {
        await RequireCustomerAsync(customerId, cancellationToken);
        RequireWeb(returnUrl);
        return new Uri(
            options.PublicUrl, $"/sandbox/portal/{await portals.OpenAsync(customerId, returnUrl, cancellationToken)}");
    }

    /// <inheritdoc/>
    public async Task<CheckoutSession?> FindCheckoutAsync(string id, CancellationToken cancellationToken) =>
        await checkouts.FindAsync(id, cancellationToken) is { } checkout ? Read(checkout) : null;

    /// <inheritdoc/>
    public async Task<GatewaySubscription?> FindSubscriptionAsync(string id, CancellationToken cancellationToken) =>
        await subscriptions.FindAsync(id, cancellationToken) is { } found
            ? new GatewaySubscription
            {
                Id = found.Id,
                CustomerId = found.CustomerId,
                Order = orders.Read(found.Metadata),
                Status = found.Status,
                PeriodStart = found.PeriodStart,
                PeriodEnd = found.PeriodEnd,
                CancelAtPeriodEnd = found.CancelAtPeriodEnd,
                CanceledAt = found.CanceledAt,
                Card = found.Card,
                LatestInvoiceId = found.LatestInvoiceId,
                CreatedAt = found.CreatedAt,
            }
            : null;

    /// <inheritdoc/>
    public async Task<GatewayInvoice?> FindInvoiceAsync(string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<SandboxInvoice>(id, id, cancellationToken))?.Value is { } found
            ? new GatewayInvoice
            {
                Id = found.Id,
                CustomerId = found.CustomerId,
                Order = orders.Read(found.Metadata),
                SubscriptionId = found.SubscriptionId,
                IsPaid = found.State == SandboxInvoiceState.Paid,
                HasFailed = found.State == SandboxInvoiceState.Void ||
                    (found.State == SandboxInvoiceState.Open && found.Attempts > 0),
                Amount = found.Amount,
                Currency = found.Currency,
                PaymentId = found.PaymentId,
                PeriodStart = found.PeriodStart,
                PeriodEnd = found.PeriodEnd,
                CreatedAt = found.CreatedAt,
            }
            : null;

    /// <inheritdoc/>
    public async Task<GatewayPayment?> FindPaymentAsync(string id, CancellationToken cancellationToken) =>
        await payments.FindAsync(id, cancellationToken) is { } found
            ? new GatewayPayment
            {
                Id = found.Id,
                CustomerId = found.CustomerId,
                Order = orders.Read(found.Metadata),
                InvoiceId = found.InvoiceId,
                Status = found.Status,
                Amount = found.Amount,
                Currency = found.Currency,
                Refunded = found.Refunded,
                Disputed = found.Dispute is { State: not SandboxDisputeState.Won } dispute ? dispute.Amount : 0,
                CreatedAt = found.CreatedAt,
            }
            : null;

    /// <inheritdoc/>
    public Task ExpireCheckoutAsync(string id, CancellationToken cancellationToken) =>
        checkouts.CloseAsync(id, cancellationToken);

    /// <inheritdoc/>
    public async Task RefundPaymentAsync(string id, string key, CancellationToken cancellationToken)
    {
        // Repeated, it finds nothing left, so it needs no key.
        if (await payments.FindAsync(id, cancellationToken) is { } payment)
            await payments.RefundAsync(payment.CustomerId, id, payment.Refundable(), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> RefundPaymentAsync(string id, long amount, string key, CancellationToken cancellationToken) =>
        payments.RefundOnceAsync(id, amount, key, cancellationToken);

    /// <inheritdoc/>
    public async Task EndSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        if (await subscriptions.FindAsync(id, cancellationToken) is { } subscription)
            await subscriptions.EndAsync(subscription.CustomerId, id, cancellationToken);
    }

    /// <inheritdoc/>
    public SignedEvent? ReadEvent(ReadOnlyMemory<byte> body, string? signature) =>
        StripeEvents.Read(body, signature, [options.WebhookSecret], isLive: false, time.GetUtcNow());

    private CheckoutSession Read(SandboxCheckout checkout) => new()
    {
        Id = checkout.Id,
        Url = checkout.State == SandboxCheckoutState.Open
            ? new Uri(options.PublicUrl, $"/sandbox/checkout/{checkout.Id}")
            : null,
        Order = orders.Read(checkout.Metadata),
        CustomerId = checkout.CustomerId,
        IsComplete = checkout.IsComplete,
        IsPaid = checkout.State == SandboxCheckoutState.Paid,
        SubscriptionId = checkout.SubscriptionId,
        PaymentId = checkout.PaymentId,
        InvoiceId = checkout.InvoiceId,
        Amount = checkout.Amount,
        Currency = checkout.Sells().Price.Currency,
        CreatedAt = checkout.CreatedAt,
    };

    private async Task RequireCustomerAsync(string id, CancellationToken cancellationToken)
    {
        if (await portals.CustomerAsync(id, cancellationToken) is null)
            throw new GatewayException($"There is no customer {id}.", isTransient: false) { IsCustomerGone = true };
    }

    private static void RequireWeb(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https"))
            throw new GatewayException($"{url} is no web address.", isTransient: false);
    }

    // The key comes first: cut off after it, the same call goes on to make what it was to make.
    private async Task<string> ClaimAsync(
        string key, string request, Func<string> newId, CancellationToken cancellationToken)
    {
        string id = SandboxIds.Hash(key);
        string fingerprint = SandboxIds.Hash(request);
        Stored<SandboxKey> claim = await store.FindOrCreateAsync(
            id, id, () => new SandboxKey { Id = id, Request = fingerprint, ObjectId = newId() }, cancellationToken);
        return claim.Value.Request == fingerprint
            ? claim.Value.ObjectId
            : throw new GatewayException("The key was used for another request.", isTransient: false);
    }
}
