using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>Takes money with Stripe. Yen have no smaller unit there: 5000 is ¥5,000.</summary>
/// <param name="options">How to reach it, and as whom.</param>
/// <param name="time">The clock.</param>
public sealed class StripeGateway(StripeOptions options, TimeProvider time) : IPaymentGateway, IDisposable
{
    private const int LongestName = 256;
    private const int MostDisputes = 100;

    private readonly StripeApi api = new(options, time);

    /// <inheritdoc/>
    public async Task<string> CreateCustomerAsync(NewCustomer customer, string key, CancellationToken cancellationToken)
    {
        JsonObject body = new()
        {
            ["email"] = customer.Email,
            ["name"] = customer.Name.Length <= LongestName ? customer.Name : customer.Name[..LongestName],
            ["metadata"] = new JsonObject { [StripeOrders.User] = customer.UserId },
        };
        JsonElement made = await api.PostAsync("/v1/customers", body, key, cancellationToken);
        return made.Id() ?? throw StripeObjects.Unreadable("customer", "id");
    }

    /// <inheritdoc/>
    public async Task DeleteCustomerAsync(string customerId, CancellationToken cancellationToken)
    {
        if (!StripeJson.IsId(customerId)) return;
        string path = $"/v1/customers/{customerId}";
        StripeAnswer answer = await api.DeleteAsync(path, cancellationToken);
        if (!answer.IsSuccess && !answer.IsMissing) throw answer.ToException($"DELETE {path}");
    }

    /// <inheritdoc/>
    public async Task<CheckoutSession> OpenCheckoutAsync(
        NewCheckout checkout, string key, CancellationToken cancellationToken) => StripeObjects.Checkout(
            await api.PostAsync("/v1/checkout/sessions", StripeCheckout.Write(checkout), key, cancellationToken));

    /// <inheritdoc/>
    public async Task<Uri> OpenPortalAsync(string customerId, Uri returnUrl, CancellationToken cancellationToken)
    {
        JsonObject body = new() { ["customer"] = customerId, ["return_url"] = returnUrl.AbsoluteUri };
        string key = Guid.NewGuid().ToString();
        JsonElement made = await api.PostAsync("/v1/billing_portal/sessions", body, key, cancellationToken);
        return Uri.TryCreate(made.Text("url"), UriKind.Absolute, out Uri? url)
            ? url
            : throw StripeObjects.Unreadable("portal session", "url");
    }

    /// <inheritdoc/>
    public async Task<CheckoutSession?> FindCheckoutAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync("checkout/sessions", id, [], cancellationToken) is { } found ? StripeObjects.Checkout(found) : null;

    /// <inheritdoc/>
    public async Task<GatewaySubscription?> FindSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        string[] expand = ["default_payment_method", "customer.invoice_settings.default_payment_method"];
        JsonElement? found = await FindAsync("subscriptions", id, expand, cancellationToken);
        return found is { } subscription ? StripeObjects.Subscription(subscription) : null;
    }

    /// <inheritdoc/>
    public async Task<GatewayInvoice?> FindInvoiceAsync(string id, CancellationToken cancellationToken)
    {
        JsonElement? found = await FindAsync("invoices", id, ["subscription", "payment_intent"], cancellationToken);
        return found is { } invoice ? StripeObjects.Invoice(invoice) : null;
    }

    /// <inheritdoc/>
    public async Task<GatewayPayment?> FindPaymentAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync("payment_intents", id, ["latest_charge"], cancellationToken) is not { } payment) return null;
        bool wasDisputed = payment.Member("latest_charge") is { } charge && charge.Flag("disputed");
        return StripeObjects.Payment(payment, wasDisputed ? await DisputedAsync(id, cancellationToken) : 0);
    }

    /// <inheritdoc/>
    public async Task ExpireCheckoutAsync(string id, CancellationToken cancellationToken)
    {
        if (!StripeJson.IsId(id)) return;
        try
        {
            string key = Guid.NewGuid().ToString();
            await api.PostAsync($"/v1/checkout/sessions/{id}/expire", [], key, cancellationToken);
        }
        catch (GatewayException refusal) when (!refusal.IsTransient)
        {
            // What is refused may be refused because it is not open any more.
            if (await FindCheckoutAsync(id, cancellationToken) is { IsComplete: false, Url: not null }) throw;
        }
    }

    /// <inheritdoc/>
    public async Task RefundPaymentAsync(string id, string key, CancellationToken cancellationToken)
    {
        try
        {
            await api.PostAsync("/v1/refunds", new JsonObject { ["payment_intent"] = id }, key, cancellationToken);
        }
        catch (GatewayException refusal) when (!refusal.IsTransient)
        {
            // What is refused may be refused because there is nothing left to give back.
            GatewayPayment? payment = await FindPaymentAsync(id, cancellationToken);
            if (payment is { Status: GatewayPaymentStatus.Succeeded } &&
                payment.Refunded + payment.Disputed < payment.Amount)
                throw;
        }
    }

    /// <inheritdoc/>
    public async Task EndSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        if (!StripeJson.IsId(id)) return;
        string path = $"/v1/subscriptions/{id}";
        StripeAnswer answer = await api.DeleteAsync(path, cancellationToken);
        if (answer.IsSuccess || answer.IsMissing) return;

        // What is refused may be refused because there is nothing left to end.
        GatewayException refusal = answer.ToException($"DELETE {path}");
        if (refusal.IsTransient) throw refusal;
        GatewaySubscription? left = await FindSubscriptionAsync(id, cancellationToken);
        if (left is not (null or { Status: GatewaySubscriptionStatus.Over })) throw refusal;
    }

    /// <inheritdoc/>
    public SignedEvent? ReadEvent(ReadOnlyMemory<byte> body, string? signature) =>
        StripeSignature.IsValid(body.Span, signature, options.WebhookSecrets, time.GetUtcNow())
            ? StripeEvents.Read(body, options.IsLive)
            : null;

    /// <inheritdoc/>
    public void Dispose() => api.Dispose();

    private async Task<JsonElement?> FindAsync(
        string kind, string id, string[] expand, CancellationToken cancellationToken)
    {
        if (!StripeJson.IsId(id)) return null;
        JsonObject query = new() { ["expand"] = new JsonArray([.. expand.Select(path => JsonValue.Create(path))]) };
        return await api.FindAsync($"/v1/{kind}/{id}", query, cancellationToken);
    }

    // A charge may be disputed more than once, so the charge itself does not say how much.
    private async Task<long> DisputedAsync(string paymentId, CancellationToken cancellationToken)
    {
        JsonObject query = new() { ["payment_intent"] = paymentId, ["limit"] = MostDisputes };
        JsonElement? page = await api.FindAsync("/v1/disputes", query, cancellationToken);
        return page?.Items("data").Sum(StripeObjects.Disputed) ?? 0;
    }
}
