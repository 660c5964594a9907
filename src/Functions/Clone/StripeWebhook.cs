using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Functions.Http;
using Understudy.Functions.Pipelines;

namespace Understudy.Functions.Clone;

/// <summary>Takes in the payment gateway's events. Clone §9.6.</summary>
public sealed class StripeWebhook(IPaymentGateway gateway, EventInbox inbox)
{
    internal const string ReceiveFunction = "Clone-PaymentEvent-Receive";

    // Events hold whole objects; the largest of them stay well below.
    private const int MaxBytes = 1024 * 1024;

    private static readonly Problem NotSigned = new Problem.WrongState(
        "INVALID_SIGNATURE", "This is no event that the payment provider signed just now");

    /// <summary>
    /// Proof is the signature of the body, byte for byte. The answer comes once the event is safe; it is handled behind
    /// it.
    /// </summary>
    [Function(ReceiveFunction)]
    [LimitedTo(OpenLimit.Webhooks)]
    public async Task<IResult> Receive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/webhooks/stripe")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(request, MaxBytes);
        string? signature = request.Headers["Stripe-Signature"];
        if (gateway.ReadEvent(body.Span, signature) is not { } received) return CloneErrors.From(NotSigned);
        if (await inbox.TakeAsync(received, cancellationToken))
            await HandlePaymentEvent.StartAsync(client, received.Id, cancellationToken);
        return CloneResults.Ok(new EventReceivedAnswer(Received: true), CloneJson.Wire.EventReceivedAnswer);
    }
}
