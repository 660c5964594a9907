using Microsoft.DurableTask.Client;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Core.Billing;

/// <summary>Takes in the payment gateway's events, at whichever product's address they come.</summary>
public sealed partial class PaymentEvents(IPaymentGateway gateway, EventInbox inbox, ILogger<PaymentEvents> log)
{
    // Events hold whole objects; the largest of them stay well below.
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Takes an event in, and begins to handle it.</summary>
    /// <returns>Why it was not taken; null when it was, or is of no concern.</returns>
    public async Task<Problem?> ReceiveAsync(
        HttpRequest request, DurableTaskClient client, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = await RequestBody.ReadAsync(request, MaxBytes);
        string? signature = request.Headers["Stripe-Signature"];
        if (gateway.ReadEvent(body, signature) is not { } signed) return new EventNotSigned();
        if (signed.IsMalformed) return new EventMalformed();
        if (signed.Oddity is { } oddity) LogOddity(log, signed.Event is null ? "passed over" : "taken", oddity);
        // What is refused would be sent again for days, and would be no other then.
        if (signed.Event is { } received && await inbox.TakeAsync(received, cancellationToken))
        {
            if (received.NamesNothing)
                LogOddity(log, "taken", $"type '{received.Type}': it names nothing that is known here");
            await HandlePaymentEvent.StartAsync(client, received.Id, cancellationToken);
        }
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A payment event is odd, and was {Outcome}: {Oddity}")]
    private static partial void LogOddity(ILogger logger, string outcome, string oddity);
}
