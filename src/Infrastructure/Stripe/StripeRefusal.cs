using System.Net;
using Stripe;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>Says what went wrong with a call that was answered.</summary>
internal static class StripeRefusal
{
    private const int LongestWord = 100;

    /// <summary>
    /// Stripe.net's exception is left behind, for its message may quote what was sent, or all of the answer: an address, part
    /// of a key.
    /// </summary>
    /// <param name="refusal">What Stripe.net makes of the answer.</param>
    /// <param name="call">What was asked for.</param>
    public static GatewayException ToException(StripeException refusal, string call)
    {
        StripeError? error = refusal.StripeError;
        string why = string.Join(' ', new[] { error?.Type, error?.Code, error?.Param }.Select(Word).OfType<string>());
        string requestId = Word(refusal.StripeResponse?.RequestId) ?? "unknown";
        // What is final is what Stripe refuses for what it says. A wrong key, an outage or a proxy in between passes.
        bool isFinal = refusal.HttpStatusCode is
            HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound;
        return new GatewayException(
            $"Stripe answered {call} with {(int)refusal.HttpStatusCode} {why} (request {requestId}).", !isFinal)
        {
            IsCustomerGone = error is { Code: "resource_missing", Param: "customer" },
        };
    }

    // It goes into the log.
    private static string? Word(string? text) =>
        text is { Length: > 0 and <= LongestWord }
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-.[]".Contains(letter))
            ? text
            : null;
}
