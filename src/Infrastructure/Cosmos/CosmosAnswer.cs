using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>What Cosmos DB answered.</summary>
internal sealed record CosmosAnswer(HttpStatusCode Status)
{
    private const HttpStatusCode RetryWith = (HttpStatusCode)449;

    // The replica has not heard yet of what this client has seen: with session consistency, or less.
    private const string SessionNotThere = "1002";

    /// <summary>The document's ETag.</summary>
    public string? ETag { get; private init; }

    /// <summary>The body, where there is one that is no error's.</summary>
    public JsonElement Body { get; private init; }

    /// <summary>The error's text.</summary>
    public string? Error { get; private init; }

    /// <summary>What the status means more closely.</summary>
    public string? SubStatus { get; private init; }

    /// <summary>How long to wait before asking again, if it said so.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Whether it says what became of the request.</summary>
    public bool IsFinal => !MayBeAskedAgain(Status) && !(Status == HttpStatusCode.NotFound && SubStatus == SessionNotThere);

    /// <summary>No answer came.</summary>
    public static CosmosAnswer None(HttpStatusCode status, TimeSpan? retryAfter) => new(status) { RetryAfter = retryAfter };

    /// <summary>Whether a status says that it may go well another time; except for 429, the work may have been done.</summary>
    public static bool MayBeAskedAgain(HttpStatusCode status) => status is
        HttpStatusCode.RequestTimeout or HttpStatusCode.Gone or HttpStatusCode.TooManyRequests or RetryWith or
        >= HttpStatusCode.InternalServerError;

    /// <summary>Reads all of it, so that the response can be let go.</summary>
    public static async Task<CosmosAnswer> ReadAsync(ResponseMessage response, CancellationToken cancellationToken)
    {
        CosmosAnswer answer = new(response.StatusCode)
        {
            ETag = response.Headers.ETag,
            SubStatus = response.Headers["x-ms-substatus"],
            Error = response.ErrorMessage,
            RetryAfter = double.TryParse(response.Headers["x-ms-retry-after-ms"], out double milliseconds)
                ? TimeSpan.FromMilliseconds(milliseconds)
                : null,
        };
        if (!response.IsSuccessStatusCode || response.Content is null) return answer;
        using MemoryStream body = new();
        await response.Content.CopyToAsync(body, cancellationToken);
        return body.Length == 0 ? answer : answer with { Body = JsonElement.Parse(body.GetBuffer().AsSpan(0, (int)body.Length)) };
    }
}
