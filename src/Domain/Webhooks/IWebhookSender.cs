namespace Understudy.Domain.Webhooks;

/// <summary>Posts a message to an address that a person gave.</summary>
public interface IWebhookSender
{
    /// <summary>Sends it once, and says what came of it; failing is an answer, not an exception.</summary>
    Task<WebhookAnswer> SendAsync(WebhookMessage message, CancellationToken cancellationToken);
}

/// <summary>A signed message.</summary>
public sealed record WebhookMessage(Uri Url, string Id, DateTimeOffset At, string Signature, string Body);

/// <summary>What came of sending a message.</summary>
/// <param name="StatusCode">The answer's, when there was one.</param>
/// <param name="Error">Why there was none, or why it does not count: a snake_case word.</param>
/// <param name="RetryAfter">How long the receiver wants to be left alone, if it said so.</param>
public sealed record WebhookAnswer(int? StatusCode, string? Error, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the receiver took it.</summary>
    public bool Succeeded => StatusCode is >= 200 and < 300 && Error is null;

    /// <summary>Whether the receiver says that there will never be anything there again.</summary>
    public bool Gone => StatusCode == 410;
}
