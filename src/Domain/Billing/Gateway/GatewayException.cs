namespace Understudy.Domain.Billing.Gateway;

/// <summary>The payment gateway could not be reached, or refused.</summary>
/// <param name="message">For the log; never holds a key or a card.</param>
/// <param name="isTransient">Whether the same call may succeed later.</param>
/// <param name="inner">What lies behind it.</param>
public sealed class GatewayException(string message, bool isTransient, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>Whether it refused because the customer was deleted there.</summary>
    public bool IsCustomerGone { get; init; }
}
