using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Billing.Events;

namespace Understudy.Functions.Core.Billing;

/// <summary>
/// Handles an event of the payment gateway behind the answer to its delivery: again and again for three days, until the
/// gateway can be asked what it was about. One event has one instance.
/// </summary>
public sealed class HandlePaymentEvent(EventInbox inbox)
{
    private const string Name = "Core-PaymentEvent-Process";
    private const string HandleActivity = "Core-PaymentEvent-Handle";
    private const string GiveUpActivity = "Core-PaymentEvent-GiveUp";

    /// <summary>The id of an event's instance. The event's own may be that of an instance that delivers it.</summary>
    private static string InstanceOf(string eventId) => $"payment-{eventId}";

    /// <summary>Starts handling an event, unless that was done before.</summary>
    internal static Task StartAsync(
        DurableTaskClient client, string eventId, CancellationToken cancellationToken) =>
        client.StartAsync(Name, InstanceOf(eventId), eventId, cancellationToken);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string eventId)
    {
        try
        {
            await context.CallActivityAsync(HandleActivity, eventId, Retry.ForDays);
        }
        catch (TaskFailedException failed)
        {
            context.CreateReplaySafeLogger<HandlePaymentEvent>().LogError(
                failed, "The payment event {EventId} could not be handled, and is given up", eventId);
            await context.CallActivityAsync(GiveUpActivity, eventId, Retry.Patiently);
        }
    }

    /// <summary>Handles the event.</summary>
    [Function(HandleActivity)]
    public Task Handle([ActivityTrigger] string eventId, CancellationToken cancellationToken) =>
        inbox.HandleAsync(eventId, cancellationToken);

    /// <summary>Gives the event up.</summary>
    [Function(GiveUpActivity)]
    public Task GiveUp([ActivityTrigger] string eventId, CancellationToken cancellationToken) =>
        inbox.GiveUpAsync(eventId, cancellationToken);
}
