using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>The test cards.</summary>
public static class SandboxCards
{
    private const string DeclinedLast4 = "0341";

    /// <summary>The card that a checkout is paid with.</summary>
    public static PaymentCard Visa(DateTimeOffset now) => new("visa", "4242", 12, now.Year + 4);

    /// <summary>Another one.</summary>
    public static PaymentCard Mastercard(DateTimeOffset now) => new("mastercard", "4444", 11, now.Year + 3);

    /// <summary>One that is accepted, and then declined whenever it is to pay.</summary>
    public static PaymentCard Declined(DateTimeOffset now) => new("visa", DeclinedLast4, 10, now.Year + 2);

    /// <summary>Whether a card pays.</summary>
    public static bool Pays(PaymentCard card) => card.Last4 != DeclinedLast4;
}
