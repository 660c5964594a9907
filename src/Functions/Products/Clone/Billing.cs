using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>Subscribing, buying minutes, and what has been paid. Clone §9.1–9.5.</summary>
[SignedInBy(Way.Firebase)]
public sealed class Billing(
    OpenCheckoutHandler checkout,
    OpenPortalHandler portal,
    Subscriptions subscriptions,
    Payments payments,
    ReturnUrls urls,
    TimeProvider time,
    GatewayCalls gateway)
{
    /// <summary>Clone §9.1.</summary>
    [Function("Clone-Subscription-Checkout")]
    [Creates]
    public async Task<IResult> Checkout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/billing/checkout")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        fields.Choice("plan_type", CloneWords.PlansForSale);
        OpenCheckout command = new(
            Caller.IdOf(request),
            Minutes.Product,
            CloneOffers.Standard.Sku,
            Quantity: 1,
            urls.Read(fields, "success_url"),
            urls.Read(fields, "cancel_url"),
            NewResource.IdOf(request));
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        return await AtGatewayAsync(async () =>
        {
            Result<CheckoutSession> opened = await checkout.HandleAsync(command, cancellationToken);
            return opened.Succeeded
                ? CloneResults.Ok(
                    new CheckoutAnswer(opened.Value.Url!, opened.Value.Id), CloneJson.Wire.CheckoutAnswer)
                : CloneErrors.From(opened.Problem);
        });
    }

    /// <summary>Clone §9.2.</summary>
    [SignedInBy(Way.Firebase, Sensitive = true)]
    [Function("Clone-Portal-Open")]
    public async Task<IResult> Portal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/billing/portal")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        Uri returnUrl = urls.Read(fields, "return_url");
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        return await AtGatewayAsync(async () =>
        {
            Result<Uri> opened = await portal.HandleAsync(Caller.IdOf(request), returnUrl, cancellationToken);
            return opened.Succeeded
                ? CloneResults.Ok(new PortalAnswer(opened.Value), CloneJson.Wire.PortalAnswer)
                : CloneErrors.From(opened.Problem);
        });
    }

    /// <summary>Clone §9.3.</summary>
    [Function("Clone-Subscription-Get")]
    public async Task<IResult> Subscription(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/billing/subscription")]
        HttpRequest request,
        CancellationToken cancellationToken) => CloneResults.Ok(
        BillingBodies.Of(
            await subscriptions.OfCloneAsync(Caller.IdOf(request), cancellationToken), time.GetUtcNow()),
        CloneJson.Wire.SubscriptionAnswer);

    /// <summary>Clone §9.4.</summary>
    [Function("Clone-Minutes-Purchase")]
    [Creates]
    public async Task<IResult> PurchaseMinutes(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/billing/purchase-minutes")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        OpenCheckout command = new(
            Caller.IdOf(request),
            Minutes.Product,
            CloneOffers.Pack.Sku,
            (int)fields.Whole("quantity", 1, CloneOffers.Pack.MaxQuantity),
            urls.Read(fields, "success_url"),
            urls.Read(fields, "cancel_url"),
            NewResource.IdOf(request));
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        return await AtGatewayAsync(async () =>
        {
            Result<CheckoutSession> opened = await checkout.HandleAsync(command, cancellationToken);
            if (!opened.Succeeded) return CloneErrors.From(opened.Problem);
            CheckoutSession session = opened.Value;
            return CloneResults.Ok(
                new MinutesCheckoutAnswer(
                    session.Url!, session.Id, command.Quantity * Minutes.Pack, (int)session.Amount),
                CloneJson.Wire.MinutesCheckoutAnswer);
        });
    }

    /// <summary>Clone §9.5.</summary>
    [Function("Clone-Invoice-List")]
    public async Task<IResult> Invoices(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/billing/invoices")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 10, maxLimit: 50);
        if (query.Problem is { } invalid) return CloneErrors.From(invalid);
        DocumentPage<Payment> page = await payments.ListAsync(
            Caller.IdOf(request), Minutes.Product, paging, cancellationToken);
        return CloneResults.Ok(
            new InvoicesAnswer(
                [.. page.Items.Select(item => BillingBodies.Of(item.Value))], CloneResults.Page(paging, page.Total)),
            CloneJson.Wire.InvoicesAnswer);
    }

    private Task<IResult> AtGatewayAsync(Func<Task<IResult>> call) =>
        gateway.AnswerAsync(call, failure => CloneErrors.PaymentProvider(failure.IsTransient));
}
