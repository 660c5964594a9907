using System.Runtime.CompilerServices;
using Stripe;
using Understudy.Domain.Billing.Gateway;
using PortalSession = Stripe.BillingPortal.Session;
using PortalSessionCreateOptions = Stripe.BillingPortal.SessionCreateOptions;
using Session = Stripe.Checkout.Session;

namespace Understudy.Infrastructure.Stripe;

/// <summary>
/// Takes money with Stripe, through Stripe.net and at the API version that it pins. Amounts are in each currency's smallest
/// unit, as <see cref="Understudy.Domain.Billing.Currencies"/> counts them.
/// </summary>
public sealed class StripeGateway : IPaymentGateway
{
    private const int Retries = 3;
    private const int LongestName = 256;
    private const int MostDisputes = 100;
    private const int MostRefunds = 100;

    // In a refund's metadata: what it is known by, for longer than Stripe remembers the key of a call.
    private const string RefundKey = "understudy_refund";

    private readonly StripeOptions _options;
    private readonly TimeProvider _time;
    private readonly StripeObjects _objects;
    private readonly V1Services _stripe;

    /// <summary>Makes the gateway.</summary>
    /// <param name="options">How to reach Stripe, and as whom.</param>
    /// <param name="http">What calls go through.</param>
    /// <param name="time">The clock.</param>
    /// <param name="orders">How orders are kept at Stripe.</param>
    public StripeGateway(StripeOptions options, HttpClient http, TimeProvider time, OrderMetadata orders)
    {
        _options = options;
        _time = time;
        _objects = new StripeObjects(orders);
        _stripe = new StripeClient(new StripeClientOptions
        {
            ApiKey = options.SecretKey,
            ApiBase = options.BaseAddress.GetLeftPart(UriPartial.Authority),
            // Telemetry would leave a file with an id on the machine.
            HttpClient = new SystemNetHttpClient(http, Retries, enableTelemetry: false),
        }).V1;
    }

    /// <inheritdoc/>
    public async Task<string> CreateCustomerAsync(NewCustomer customer, string key, CancellationToken cancellationToken)
    {
        CustomerCreateOptions body = new()
        {
            Email = customer.Email,
            Name = customer.Name.Length <= LongestName ? customer.Name : customer.Name[..LongestName],
            Metadata = new() { [OrderMetadata.User] = customer.UserId },
        };
        Customer made = await AskAsync(
            () => _stripe.Customers.CreateAsync(body, Under(key), cancellationToken), cancellationToken);
        return StripeObjects.Present(made.Id);
    }

    /// <inheritdoc/>
    public Task DeleteCustomerAsync(string customerId, CancellationToken cancellationToken) => FindAsync(
        customerId,
        () => _stripe.Customers.DeleteAsync(customerId, cancellationToken: cancellationToken),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<CheckoutSession> OpenCheckoutAsync(
        NewCheckout checkout, string key, CancellationToken cancellationToken) => _objects.Checkout(await AskAsync(
            () => _stripe.Checkout.Sessions.CreateAsync(StripeCheckout.Write(checkout), Under(key), cancellationToken),
            cancellationToken));

    /// <inheritdoc/>
    public async Task<Uri> OpenPortalAsync(string customerId, Uri returnUrl, CancellationToken cancellationToken)
    {
        PortalSessionCreateOptions body = new() { Customer = customerId, ReturnUrl = returnUrl.AbsoluteUri };
        PortalSession portal = await AskAsync(
            () => _stripe.BillingPortal.Sessions.CreateAsync(body, cancellationToken: cancellationToken),
            cancellationToken);
        return StripeObjects.Present(StripeObjects.Address(portal.Url));
    }

    /// <inheritdoc/>
    public async Task<CheckoutSession?> FindCheckoutAsync(string id, CancellationToken cancellationToken)
    {
        Session? found = await FindAsync(
            id, () => _stripe.Checkout.Sessions.GetAsync(id, cancellationToken: cancellationToken), cancellationToken);
        return found is null ? null : _objects.Checkout(found);
    }

    /// <inheritdoc/>
    public async Task<GatewaySubscription?> FindSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        SubscriptionGetOptions query = new()
        {
            Expand = ["default_payment_method", "customer.invoice_settings.default_payment_method"],
        };
        Subscription? found = await FindAsync(
            id, () => _stripe.Subscriptions.GetAsync(id, query, cancellationToken: cancellationToken),
            cancellationToken);
        return found is null ? null : _objects.Subscription(found);
    }

    /// <inheritdoc/>
    public async Task<GatewayInvoice?> FindInvoiceAsync(string id, CancellationToken cancellationToken)
    {
        InvoiceGetOptions query = new()
        {
            Expand = ["parent.subscription_details.subscription", "payments.data.payment.payment_intent"],
        };
        Invoice? found = await FindAsync(
            id, () => _stripe.Invoices.GetAsync(id, query, cancellationToken: cancellationToken), cancellationToken);
        return found is null ? null : _objects.Invoice(found);
    }

    /// <inheritdoc/>
    public async Task<GatewayPayment?> FindPaymentAsync(string id, CancellationToken cancellationToken)
    {
        PaymentIntentGetOptions query = new() { Expand = ["latest_charge"] };
        PaymentIntent? found = await FindAsync(
            id, () => _stripe.PaymentIntents.GetAsync(id, query, cancellationToken: cancellationToken),
            cancellationToken);
        if (found is null) return null;
        string? invoice = await InvoiceOfAsync(id, cancellationToken);
        long disputed = found.LatestCharge is { Disputed: true } ? await DisputedAsync(id, cancellationToken) : 0;
        return _objects.Payment(found, invoice, disputed);
    }

    /// <inheritdoc/>
    public async Task ExpireCheckoutAsync(string id, CancellationToken cancellationToken)
    {
        if (!StripeJson.IsId(id)) return;
        try
        {
            await AskAsync(
                () => _stripe.Checkout.Sessions.ExpireAsync(id, cancellationToken: cancellationToken),
                cancellationToken);
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
        RefundCreateOptions body = new() { PaymentIntent = id };
        try
        {
            await AskAsync(() => _stripe.Refunds.CreateAsync(body, Under(key), cancellationToken), cancellationToken);
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
    public async Task<string?> RefundPaymentAsync(
        string id, long amount, string key, CancellationToken cancellationToken)
    {
        if (!StripeJson.IsId(id)) return null;
        if (await MadeRefundAsync(id, key, cancellationToken) is { } made) return made;
        RefundCreateOptions body = new() { PaymentIntent = id, Amount = amount, Metadata = new() { [RefundKey] = key } };
        try
        {
            Refund refund = await AskAsync(
                () => _stripe.Refunds.CreateAsync(body, Under(key), cancellationToken), cancellationToken);
            return StripeObjects.Present(refund.Id);
        }
        catch (GatewayException refusal) when (!refusal.IsTransient)
        {
            // What is refused may be refused because so much is not left.
            GatewayPayment? payment = await FindPaymentAsync(id, cancellationToken);
            if (payment is { Status: GatewayPaymentStatus.Succeeded } &&
                payment.Amount - payment.Refunded - payment.Disputed >= amount)
                throw;
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task EndSubscriptionAsync(string id, CancellationToken cancellationToken)
    {
        if (!StripeJson.IsId(id)) return;
        try
        {
            await AskAsync(
                () => _stripe.Subscriptions.CancelAsync(id, cancellationToken: cancellationToken), cancellationToken);
        }
        catch (GatewayException refusal) when (!refusal.IsTransient)
        {
            // What is refused may be refused because there is nothing left to end.
            GatewaySubscription? left = await FindSubscriptionAsync(id, cancellationToken);
            if (left is not (null or { Status: GatewaySubscriptionStatus.Over })) throw;
        }
    }

    /// <inheritdoc/>
    public SignedEvent? ReadEvent(ReadOnlyMemory<byte> body, string? signature) =>
        StripeEvents.Read(body, signature, _options.WebhookSecrets, _options.IsLive, _time.GetUtcNow());

    private async Task<string?> MadeRefundAsync(string paymentId, string key, CancellationToken cancellationToken)
    {
        RefundListOptions query = new() { PaymentIntent = paymentId, Limit = MostRefunds };
        StripeList<Refund> page = await AskAsync(
            () => _stripe.Refunds.ListAsync(query, cancellationToken: cancellationToken), cancellationToken);
        return page.Data?.FirstOrDefault(refund => refund.Metadata?.GetValueOrDefault(RefundKey) == key)?.Id;
    }

    // A payment does not name its invoice, nor does its charge.
    private async Task<string?> InvoiceOfAsync(string paymentId, CancellationToken cancellationToken)
    {
        InvoicePaymentListOptions query = new()
        {
            Payment = new() { Type = "payment_intent", PaymentIntent = paymentId },
            Limit = 1,
        };
        StripeList<InvoicePayment> page = await AskAsync(
            () => _stripe.InvoicePayments.ListAsync(query, cancellationToken: cancellationToken), cancellationToken);
        return page.Data?.FirstOrDefault()?.InvoiceId;
    }

    // A charge may be disputed more than once, so the charge itself does not say how much.
    private async Task<long> DisputedAsync(string paymentId, CancellationToken cancellationToken)
    {
        DisputeListOptions query = new() { PaymentIntent = paymentId, Limit = MostDisputes };
        StripeList<Dispute> page = await AskAsync(
            () => _stripe.Disputes.ListAsync(query, cancellationToken: cancellationToken), cancellationToken);
        return page.Data?.Sum(StripeObjects.Disputed) ?? 0;
    }

    private static RequestOptions Under(string key) => new() { IdempotencyKey = key };

    // Null when there is no object of the id.
    private static async Task<T?> FindAsync<T>(
        string id, Func<Task<T>> ask, CancellationToken cancellationToken, [CallerMemberName] string call = "")
        where T : class
    {
        if (!StripeJson.IsId(id)) return null;
        return await AskAsync(AttemptAsync, cancellationToken, call);

        async Task<T?> AttemptAsync()
        {
            try
            {
                return await ask();
            }
            catch (StripeException refusal) when (refusal.StripeError?.Code == "resource_missing")
            {
                return null;
            }
        }
    }

    private static async Task<T> AskAsync<T>(
        Func<Task<T>> ask, CancellationToken cancellationToken, [CallerMemberName] string call = "")
    {
        try
        {
            return await ask();
        }
        catch (StripeException refusal)
        {
            throw StripeRefusal.ToException(refusal, call);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Stripe.net lets through whatever it meets in an answer that is none of Stripe's.
            throw new GatewayException(
                $"Stripe could not be reached for {call}, or what answered was not Stripe.", isTransient: true, failure);
        }
    }
}
