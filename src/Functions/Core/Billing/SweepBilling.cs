using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Events;

namespace Understudy.Functions.Core.Billing;

/// <summary>Makes up for payment events that were not handled, or never came.</summary>
public sealed class SweepBilling(EventInbox inbox, BillingSweep sweep)
{
    /// <summary>Starts, every minute, on events that were taken in before a crash and forgotten by it.</summary>
    [Function("Core-PaymentEvent-Recover")]
    public async Task RecoverAsync(
        [TimerTrigger("15 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await foreach (string eventId in inbox.WaitingAsync(cancellationToken))
            await HandlePaymentEvent.StartAsync(client, eventId, cancellationToken);
    }

    /// <summary>Reads again, every hour, what is open at the gateway and should have come to an end.</summary>
    [Function("Core-Billing-Sweep")]
    public Task SweepAsync([TimerTrigger("0 7 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
