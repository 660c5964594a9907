using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>What one attempt of a call brought.</summary>
internal sealed class StripeAnswer
{
    private readonly HttpStatusCode status;
    private readonly string requestId;

    private StripeAnswer(HttpResponseMessage response, JsonElement? body)
    {
        status = response.StatusCode;
        requestId = Header(response, "Request-Id") ?? "unknown";
        Body = body;
        RetryAfter = response.Headers.RetryAfter;
        IsWorthRetrying = Header(response, "Stripe-Should-Retry") switch
        {
            "true" => true,
            "false" => false,
            _ => status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests || (int)status >= 500,
        };
    }

    /// <summary>Whether the call did what it should.</summary>
    public bool IsSuccess => (int)status is >= 200 and < 300 && Body is { ValueKind: JsonValueKind.Object };

    /// <summary>Whether there is no object of the id that was asked for.</summary>
    public bool IsMissing => status == HttpStatusCode.NotFound && Error("code") == "resource_missing";

    /// <summary>Whether the same call may succeed in a moment: as Stripe says, or else by the status.</summary>
    public bool IsWorthRetrying { get; }

    /// <summary>When to come back, where Stripe says so.</summary>
    public RetryConditionHeaderValue? RetryAfter { get; }

    /// <summary>The object; null when it is not JSON.</summary>
    public JsonElement? Body { get; }

    /// <summary>Reads a response.</summary>
    public static async Task<StripeAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            return new StripeAnswer(response, JsonSerializer.Deserialize<JsonElement>(bytes));
        }
        catch (JsonException)
        {
            return new StripeAnswer(response, null);
        }
    }

    /// <summary>
    /// What went wrong. Stripe's own message is left out, for it may quote what was sent: an address, part of a key.
    /// </summary>
    public GatewayException ToException(string call)
    {
        string?[] details = [Error("type"), Error("code"), Error("param")];
        string why = string.Join(' ', details.Where(detail => detail is not null));
        return new GatewayException($"Stripe answered {call} with {(int)status} {why} (request {requestId}).", IsTransient)
        {
            IsCustomerGone = Error("code") == "resource_missing" && Error("param") == "customer",
        };
    }

    // What is final is what Stripe refuses for what it says. A wrong key, an outage or a proxy in between passes.
    private bool IsTransient =>
        status is not (HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound);

    private string? Error(string detail) => Word(Body?.Member("error")?.Text(detail));

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? Word(values.First()) : null;

    // It goes into the log.
    private static string? Word(string? text) =>
        text is { Length: > 0 and <= 100 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-.[]".Contains(letter))
            ? text
            : null;
}
