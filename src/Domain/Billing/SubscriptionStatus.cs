namespace Understudy.Domain.Billing;

/// <summary>Where a subscription stands..</summary>
public enum SubscriptionStatus
{
    /// <summary>It runs and is paid.</summary>
    Active,

    /// <summary>It is in its trial period.</summary>
    Trialing,

    /// <summary>A payment has failed; it runs on while the gateway tries again.</summary>
    PastDue,

    /// <summary>It was canceled. It still counts until <see cref="Subscription.PeriodEnd"/>, when there is one to come.</summary>
    Canceled,
}
