using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Webhooks;

namespace Understudy.Functions.Core.Webhooks;

/// <summary>A run of a delivery: attempt after attempt, until it is taken or there are no more.</summary>
public sealed class DeliverWebhook(WebhookDelivering delivering)
{
    internal const string Name = "Core-Webhook-Deliver";

    /// <summary>The event that says that the next attempt is wanted now.</summary>
    internal const string Hurry = "Hurry";

    private const string AttemptActivity = "Core-Webhook-Attempt";

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, DeliveryTurn turn)
    {
        Task hurried = context.WaitForExternalEvent<object?>(Hurry);
        while (true)
        {
            DeliveryStep step = await context.CallActivityAsync<DeliveryStep>(
                AttemptActivity, turn, Retry.Stubbornly);
            if (step.GaveUp)
            {
                await context.CallActivityAsync(
                    NotifyOfDisabledEndpoint.Name,
                    new NotifyOfDisabledEndpoint.Input(turn.OwnerId, turn.DeliveryId),
                    Retry.ForADay);
            }
            if (step.Next is null) return;
            turn = step.Next;
            using CancellationTokenSource over = new();
            Task due = context.CreateTimer(context.CurrentUtcDateTime + step.Wait, over.Token);
            if (await Task.WhenAny(due, hurried) != hurried) continue;
            over.Cancel();
            hurried = context.WaitForExternalEvent<object?>(Hurry);
        }
    }

    /// <summary>An attempt.</summary>
    [Function(AttemptActivity)]
    public Task<DeliveryStep> Attempt([ActivityTrigger] DeliveryTurn turn, CancellationToken cancellationToken) =>
        delivering.AttemptAsync(turn, cancellationToken);
}
