using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Billing;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// Sees to it that a deleted account is charged no more; a gateway that is out of order is asked again for days.
/// </summary>
public sealed class StopCharging(EndSubscriptionHandler endSubscription)
{
    internal const string Name = "Core-Subscription-Run";
    private const string EndActivity = "Core-Subscription-End";

    /// <summary>What the orchestration starts with.</summary>
    public sealed record Input(string OwnerId);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input) =>
        context.CallActivityAsync(EndActivity, input.OwnerId, Retry.Stubbornly);

    /// <summary>Ends the subscription, unless its owner has come back.</summary>
    [Function(EndActivity)]
    public Task End([ActivityTrigger] string ownerId, CancellationToken cancellationToken) =>
        endSubscription.HandleAsync(ownerId, cancellationToken);
}
