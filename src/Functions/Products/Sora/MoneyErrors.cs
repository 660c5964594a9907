using System.Globalization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Common;

namespace Understudy.Functions.Products.Sora;

/// <summary>The contract's words for what goes wrong with payments, credits and accounts. Sora §4, §5.</summary>
internal static class MoneyErrors
{
    /// <summary>Who may not give money back. Sora §4.5.</summary>
    public static Told AdministratorsOnly { get; } =
        new(StatusCodes.Status403Forbidden, "Only administrators can issue refunds");

    /// <summary>What is no username. Sora §5.2.</summary>
    public static Told BadUsername { get; } = new(
        StatusCodes.Status400BadRequest,
        $"Invalid username: it has {SignInRules.ShortestUsername}-{SignInRules.LongestUsername} characters, letters, digits, _, - and .");

    /// <summary>What is none of the languages. Sora §5.2.</summary>
    public static Told BadLanguage { get; } =
        new(StatusCodes.Status400BadRequest, $"Invalid language: it is one of {UserWords.Languages}");

    /// <summary>The payment gateway could not be reached, or refused. Sora §4.2.</summary>
    public static Told PaymentFailed { get; } =
        new(StatusCodes.Status500InternalServerError, "Payment creation failed");

    /// <summary>The same of a refund, which is made once however often it is asked for with the same key.</summary>
    public static Told RefundFailed { get; } =
        new(StatusCodes.Status500InternalServerError, "Refund failed. Ask again with the same Idempotency-Key.");

    /// <summary>The answer to a problem; null when there are no words for it.</summary>
    public static Told? Word(Problem problem) => problem switch
    {
        UnknownOffer => new(StatusCodes.Status400BadRequest, "Invalid package"),
        TooManyCheckouts { Max: var max } => new(
            StatusCodes.Status400BadRequest, $"{max} payments are open: finish one of them first."),
        PaymentNotRefundable => new(StatusCodes.Status400BadRequest, "Cannot refund payment with current status"),
        RefundOutOfRange { Left: var left, Currency: var currency } => new(
            StatusCodes.Status400BadRequest,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Invalid amount: at most {Currencies.ToMajor(left, currency)} {currency.ToUpperInvariant()} can be refunded")),
        RefundIdReused => new(
            StatusCodes.Status422UnprocessableEntity,
            new[] { new FieldWords(["header", "Idempotency-Key"], "was used for another refund", "value_error.reused") }),
        EventNotSigned => new(StatusCodes.Status400BadRequest, "Invalid signature"),
        EventMalformed => new(StatusCodes.Status400BadRequest, "Invalid payload"),
        ShowcaseNotReady => new(StatusCodes.Status503ServiceUnavailable, "Showcase feature being set up"),
        UsernameTaken => new(StatusCodes.Status400BadRequest, "Username is already taken"),
        _ => null,
    };
}
