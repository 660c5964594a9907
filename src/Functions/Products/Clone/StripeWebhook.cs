using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Products.Clone;

/// <summary>Takes in the payment gateway's events. Clone §9.6.</summary>
[SignedInBy(Way.Nobody)]
public sealed class StripeWebhook(PaymentEvents events)
{
    internal const string ReceiveFunction = "Clone-PaymentEvent-Receive";
    internal const string Path = "/api/v1/webhooks/stripe";

    /// <summary>
    /// Proof is the signature of the body, byte for byte, unpacked if it came packed. The answer comes once the event is
    /// safe; it is handled behind it.
    /// </summary>
    [Function(ReceiveFunction)]
    [LimitedTo(OpenLimit.Webhooks)]
    public async Task<IResult> Receive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/webhooks/stripe")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        await events.ReceiveAsync(request, client, cancellationToken) is { } problem
            ? CloneErrors.From(problem)
            : CloneResults.Ok(new EventReceivedAnswer(Received: true), CloneJson.Wire.EventReceivedAnswer);
}
