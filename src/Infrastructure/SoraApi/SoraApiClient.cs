using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Understudy.Infrastructure.SoraApi;

/// <summary>Sends requests to the provider's API, each once, and reads its answers.</summary>
internal sealed class SoraApiClient(SoraApiOptions options, IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of the HTTP client, which has the key.</summary>
    public const string ClientName = "sora-api";

    // It only writes the work down; a minute is long for that.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Sends a request.</summary>
    /// <param name="url">An address of the API's.</param>
    /// <param name="body">What is posted, as JSON; null for a question.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SoraUnsentException">The provider has certainly not heard of it.</exception>
    /// <exception cref="SoraSilenceException">Whether it has, is not known.</exception>
    public async Task<SoraAnswer> SendAsync(Uri url, byte[]? body, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using HttpRequestMessage request = new(body is null ? HttpMethod.Get : HttpMethod.Post, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", Encoding.UTF8.WebName);
        }
        using HttpClient http = clients.CreateClient(ClientName);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, either.Token);
            byte[] content = await response.Content.ReadAsByteArrayAsync(either.Token);
            return SoraAnswer.Read(response.StatusCode, content, RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException silent) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SoraSilenceException(silent);
        }
        catch (HttpRequestException failed) when (failed.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw new SoraUnsentException(failed);
        }
        catch (HttpRequestException failed)
        {
            throw new SoraSilenceException(failed);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}

/// <summary>The provider has certainly not heard of a request.</summary>
internal sealed class SoraUnsentException(Exception cause) : Exception("The provider cannot be reached.", cause);

/// <summary>It is not known whether the provider has heard of a request.</summary>
internal sealed class SoraSilenceException(Exception cause) : Exception("The provider has not answered.", cause);

/// <summary>An answer of the API's: <c>{code, msg, data}</c>, whose code says more than the status where there is one.</summary>
/// <param name="Status">The code, or the status.</param>
/// <param name="Data">What is in it; an undefined element if there is nothing.</param>
/// <param name="RetryAfter">When to ask again.</param>
internal sealed record SoraAnswer(int Status, JsonElement Data, TimeSpan? RetryAfter)
{
    /// <summary>Whether it is what was asked for.</summary>
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>Reads one; what is no JSON has no data.</summary>
    public static SoraAnswer Read(HttpStatusCode status, byte[] content, TimeSpan? retryAfter)
    {
        JsonElement body = Json(content);
        // A code within a refusal says no better.
        int code = (int)status is >= 200 and < 300 && Member(body, "code") is { ValueKind: JsonValueKind.Number } told
            && told.TryGetInt32(out int number) ? number : (int)status;
        return new SoraAnswer(code, Member(body, "data"), retryAfter);
    }

    /// <summary>A text of the data, or null.</summary>
    public string? Text(string name) =>
        Member(Data, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>What is written as JSON within a text of the data; undefined if it is none.</summary>
    public JsonElement Within(string name) => Text(name) is { } text ? Json(Encoding.UTF8.GetBytes(text)) : default;

    /// <summary>A member of an object; undefined if there is none.</summary>
    public static JsonElement Member(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out JsonElement member) ? member : default;

    private static JsonElement Json(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
