using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Opens the gateway's page for something that is sold.</summary>
public sealed class Sales(OpenCheckoutHandler checkout, ReturnUrls urls, OriginOptions origins, GatewayCalls gateway)
{
    /// <summary>
    /// Opens it for the caller, who may name the pages that it leads back to, <c>successUrl</c> and <c>cancelUrl</c>.
    /// </summary>
    internal async Task<IResult> OpenAsync(
        HttpRequest request, JsonFields fields, Offer offer, int quantity, CancellationToken cancellationToken)
    {
        (Uri success, Uri cancel) = (PageOf(fields, "successUrl"), PageOf(fields, "cancelUrl"));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        OpenCheckout command = new(
            Caller.IdOf(request), offer.Product, offer.Sku, quantity, success, cancel, NewResource.IdOf(request));
        return await gateway.AnswerAsync(
            async () =>
            {
                Result<CheckoutSession> opened = await checkout.HandleAsync(command, cancellationToken);
                return opened.Succeeded
                    ? FilmStudioDialect.Instance.Success(new CheckoutAnswer(opened.Value.Id, opened.Value.Url!))
                    : new Refusal(opened.Problem);
            },
            failure => new Refusal(new PaymentsFailed(failure.IsTransient)));
    }

    /// <summary>A page that the gateway leads back to: one of this service's own, or what shows that one may go back.</summary>
    internal Uri PageOf(JsonFields fields, string field) =>
        fields.Has(field) ? urls.Read(fields, field) : ReturnPage.Of(origins);
}

/// <summary>The gateway could not be reached, or refused.</summary>
/// <param name="IsTransient">Whether asking again in a minute may help.</param>
internal sealed record PaymentsFailed(bool IsTransient) : TryAgain(60);

/// <summary>Where to pay. FilmStudio, POST /credits/topup.</summary>
internal sealed record CheckoutAnswer(string StripeSessionId, Uri RedirectUrl);
