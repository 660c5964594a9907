using System.Text;
using System.Text.Json;
using Stripe;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Stripe;

/// <summary>Takes what Stripe's webhooks bring.</summary>
public static class StripeEvents
{
    /// <summary>The header that carries the signature.</summary>
    public const string SignatureHeader = "Stripe-Signature";

    private const int LongestWord = 100;

    // Of what is no UTF-8, Stripe.net would check another text than the one that came.
    private static readonly UTF8Encoding _strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Reads an event: what it is, and the ids of what it is about. Only the id of the object itself can be relied on;
    /// those of others move between Stripe's versions, and are there when the object names them. So one of another version
    /// is taken, and said to be odd; one of another style, mode or account is about nothing that could be read again here.
    /// </summary>
    /// <param name="body">The webhook's body, byte for byte.</param>
    /// <param name="signature">The value of <see cref="SignatureHeader"/>.</param>
    /// <param name="secrets">The endpoint's secrets: two while one takes over from the other.</param>
    /// <param name="isLive">Whether money is taken here; null when that is not known.</param>
    /// <param name="now">The time.</param>
    /// <returns>The event; null when it was not signed with one of the secrets, or not just now.</returns>
    public static SignedEvent? Read(
        ReadOnlyMemory<byte> body,
        string? signature,
        IReadOnlyCollection<string> secrets,
        bool? isLive,
        DateTimeOffset now) => signature is not null && secrets.Any(secret => IsSigned(body.Span, signature, secret, now))
            ? Read(body, isLive)
            : null;

    // Stripe.net alone says how a signature is checked; it says no by throwing.
    private static bool IsSigned(ReadOnlySpan<byte> body, string signature, string secret, DateTimeOffset now)
    {
        try
        {
            EventUtility.ValidateSignature(
                _strict.GetString(body), signature, secret, EventUtility.DefaultTimeTolerance, now.ToUnixTimeSeconds());
            return true;
        }
        catch (Exception no) when (no is StripeException or DecoderFallbackException or FormatException or OverflowException)
        {
            return false;
        }
    }

    private static SignedEvent Read(ReadOnlyMemory<byte> body, bool? isLive)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.WithoutMark(body));
            return Read(document.RootElement, isLive);
        }
        catch (JsonException)
        {
            return new SignedEvent(null) { IsMalformed = true };
        }
        catch (InvalidOperationException)
        {
            // A text that is no text: half of a surrogate pair.
            return new SignedEvent(null) { IsMalformed = true };
        }
    }

    private static SignedEvent Read(JsonElement from, bool? isLive)
    {
        string? version = from.Text("api_version");
        GatewayEvent? read = ReadEvent(from);
        string? odd = from switch
        {
            _ when from.Text("object") != "event" => "it is of another style than 'event'",
            _ when from.Text("account") is { } account => $"it is of the connected account {Short(account)}",
            _ when isLive == true && from.Member("livemode") is { ValueKind: JsonValueKind.False } =>
                "it is of test mode, and this is live mode",
            _ when isLive == false && from.Member("livemode") is { ValueKind: JsonValueKind.True } =>
                "it is of live mode, and this is test mode",
            _ when read is null => "it has no id, type, time or object that could be read",
            _ => null,
        };
        if (odd is not null) read = null;
        else if (version is not null && !EventUtility.IsCompatibleApiVersion(version))
            odd = $"version {StripeConfiguration.ApiVersion} was expected";
        return new SignedEvent(read, odd is null ? null : $"{Describe(from, version)}: {odd}");
    }

    private static string Describe(JsonElement from, string? version) =>
        $"object '{Short(from.Text("object"))}', type '{Short(from.Text("type"))}', API version '{Short(version)}'";

    // Whoever signs may not write lines of the log.
    private static string Short(string? word)
    {
        if (word is null) return "none";
        string line = string.Concat(word.Take(LongestWord).Select(c => char.IsControl(c) ? ' ' : c));
        return word.Length <= LongestWord ? line : line + "…";
    }

    private static GatewayEvent? ReadEvent(JsonElement from)
    {
        if (from.Id() is not { } id
            || from.Text("type") is not { Length: > 0 } type
            || from.Time("created") is not { } created
            || from.Member("data", "object") is not { } about)
        {
            return null;
        }
        return new GatewayEvent(id, type, created)
        {
            CustomerId = IdOf("customer", "customer"),
            CheckoutId = IdOf("checkout.session", null),
            // Of an invoice it stands in two places, by the version.
            SubscriptionId = IdOf("subscription", "subscription")
                ?? about.Reference("parent", "subscription_details", "subscription"),
            InvoiceId = IdOf("invoice", "invoice"),
            PaymentId = IdOf("payment_intent", "payment_intent"),
        };

        string? IdOf(string kind, string? member) =>
            about.Text("object") == kind ? about.Id() : member is null ? null : about.Reference(member);
    }
}
