using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>Takes in the payment gateway's events. Clone §9.6.</summary>
public sealed partial class StripeWebhook(IPaymentGateway gateway, EventInbox inbox, ILogger<StripeWebhook> log)
{
    internal const string ReceiveFunction = "Clone-PaymentEvent-Receive";

    // Events hold whole objects; the largest of them stay well below.
    private const int MaxBytes = 1024 * 1024;

    private static readonly Problem _notSigned = new Problem.WrongState(
        "INVALID_SIGNATURE", "This is no event that the payment provider signed just now");

    private static readonly Problem _malformed = new Problem.WrongState(
        "INVALID_PAYLOAD", "The signature is right, but the body is no JSON");

    /// <summary>
    /// Proof is the signature of the body, byte for byte, unpacked if it came packed. The answer comes once the event is
    /// safe; it is handled behind it.
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
        if (gateway.ReadEvent(body, signature) is not { } signed) return CloneErrors.From(_notSigned);
        if (signed.IsMalformed) return CloneErrors.From(_malformed);
        if (signed.Oddity is { } oddity) LogOddity(log, signed.Event is null ? "passed over" : "taken", oddity);
        // What is refused would be sent again for days, and would be no other then.
        if (signed.Event is { } received && await inbox.TakeAsync(received, cancellationToken))
        {
            if (received.NamesNothing)
                LogOddity(log, "taken", $"type '{received.Type}': it names nothing that is known here");
            await HandlePaymentEvent.StartAsync(client, received.Id, cancellationToken);
        }
        return CloneResults.Ok(new EventReceivedAnswer(Received: true), CloneJson.Wire.EventReceivedAnswer);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A payment event is odd, and was {Outcome}: {Oddity}")]
    private static partial void LogOddity(ILogger logger, string outcome, string oddity);
}
