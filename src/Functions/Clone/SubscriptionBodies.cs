using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;

namespace Understudy.Functions.Clone;

/// <summary>Writes what somebody has subscribed to as the contract's short body. Clone §2.2, §8.1.</summary>
internal static class SubscriptionBodies
{
    /// <summary>A subscription; who has none, or whose is over, has the free plan until the end of the month.</summary>
    public static SubscriptionBody Short(Subscription? subscription, Period month) =>
        subscription is { Plan: not PlanType.Free, PeriodEnd: { } end }
            ? new SubscriptionBody(
                CloneWords.Plans[subscription.Plan], CloneWords.SubscriptionStates[subscription.Status], end)
            : new SubscriptionBody(
                CloneWords.Plans[PlanType.Free], CloneWords.SubscriptionStates[SubscriptionStatus.Active], month.End);
}
