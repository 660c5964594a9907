using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Common;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>Buying credits, and giving the money back. Sora §4.</summary>
[SignedInBy(Way.Session)]
public sealed class PaymentEndpoints(
    OpenCheckoutHandler checkout,
    Purchases purchases,
    RefundPaymentHandler refunds,
    PaymentEvents events,
    ReturnUrls urls,
    OriginOptions origins,
    GatewayCalls gateway)
{
    private const int MaxReason = 500;
    private const int MaxPackage = 50;

    /// <summary>Sora §4.1.</summary>
    [SignedInBy(Way.Nobody)]
    [Function("Sora-Package-List")]
    public IResult Packages(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/payments/packages")]
        HttpRequest request) => SoraDialect.Instance.Success(PackagesAnswer.All);

    /// <summary>Sora §4.2.</summary>
    [Creates]
    [Function("Sora-Payment-Create")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/payments/stripe/create")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        string package = fields.Line("package", MaxPackage);
        Uri page = fields.Has("return_url") ? urls.Read(fields, "return_url") : ReturnPage.Of(origins);
        if (fields.Problem is { } invalid) return SoraDialect.Instance.Refuse(invalid);
        OpenCheckout command = new(
            Caller.IdOf(request), Credits.Product, package, Quantity: 1, page, page, NewResource.IdOf(request));
        return await AtGatewayAsync(MoneyErrors.PaymentFailed, async () =>
        {
            Result<CheckoutSession> opened = await checkout.HandleAsync(command, cancellationToken);
            if (!opened.Succeeded) return SoraDialect.Instance.Refuse(opened.Problem);
            Purchase? purchase =
                await purchases.FindAsync(command.OwnerId, opened.Value.Order!.OrderId, cancellationToken);
            return SoraDialect.Instance.Success(PaymentBody.Of(purchase!));
        });
    }

    /// <summary>Sora §4.3.</summary>
    [Function("Sora-Payment-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/payments/{paymentId}")]
        HttpRequest request,
        string paymentId,
        CancellationToken cancellationToken)
    {
        Purchase? purchase = await purchases.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(paymentId), cancellationToken);
        return purchase?.Product == Credits.Product
            ? SoraDialect.Instance.Success(PaymentDetails.Of(purchase))
            : SoraDialect.Instance.Refuse(new Problem.NotFound("Payment"));
    }

    /// <summary>
    /// Sora §4.4: the gateway's events, which come in at the address of any product. Proof is the signature of the body, byte
    /// for byte.
    /// </summary>
    [SignedInBy(Way.Nobody)]
    [LimitedTo(OpenLimit.Webhooks)]
    [Function("Sora-PaymentEvent-Receive")]
    public async Task<IResult> Receive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/payments/webhook/stripe")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        await events.ReceiveAsync(request, client, cancellationToken) is { } problem
            ? SoraDialect.Instance.Refuse(problem)
            : SoraDialect.Instance.Success(new EventReceived(Received: true));

    /// <summary>Sora §4.5.</summary>
    [Creates]
    [Function("Sora-Refund-Create")]
    public async Task<IResult> Refund(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/payments/stripe/refund")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        if (!caller.Roles.HasFlag(Roles.Admin)) return SoraDialect.Instance.Refuse(MoneyErrors.AdministratorsOnly);
        QueryFields query = new(request);
        string payment = query.RequiredLine("payment_id", MaxPackage);
        string? reason = query.Line("reason", MaxReason);
        decimal? amount = query.Amount("amount");
        if (query.Problem is { } invalid) return SoraDialect.Instance.Refuse(invalid);
        RefundPayment command = new(
            payment, Credits.Product, MinorOf(amount), reason ?? "", caller.Account, NewResource.IdOf(request));
        return await AtGatewayAsync(MoneyErrors.RefundFailed, async () =>
        {
            Result<RefundRecord> refund = await refunds.HandleAsync(command, cancellationToken);
            return refund.Succeeded
                ? SoraDialect.Instance.Success(RefundAnswer.Of(refund.Value))
                : SoraDialect.Instance.Refuse(refund.Problem);
        });
    }

    // What is no whole number of fen is an amount that nobody can give back, as 0 is.
    private static long? MinorOf(decimal? amount) =>
        amount is { } yuan ? Currencies.ToMinor(yuan, SoraOffers.Currency) ?? 0 : null;

    private Task<IResult> AtGatewayAsync(Told failed, Func<Task<IResult>> call) =>
        gateway.AnswerAsync(call, _ => SoraDialect.Instance.Refuse(failed));
}
