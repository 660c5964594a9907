using System.Net.Http.Headers;
using System.Text.Json;

namespace Understudy.Functions.Tests.Support;

/// <summary>Requests with headers of their own.</summary>
public static class Requests
{
    /// <summary>Posts a body with an <c>Idempotency-Key</c>.</summary>
    public static async Task<Answer> PostOnceAsync(this Person person, string key, string path, object? body = null) =>
        await Answer.OfAsync(await person.Http.RequestAsync("POST", path, body, ("Idempotency-Key", key)));

    /// <summary>Sends a request: a text as it is, any other body as JSON.</summary>
    public static async Task<HttpResponseMessage> RequestAsync(
        this HttpClient http, string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        if (body is not null)
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body), MediaTypeHeaderValue.Parse("application/json"));
        return await http.SendAsync(request);
    }

    /// <summary>The value of a header, or null when it is not there.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ||
        response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>The value of a header, or null when it is not there.</summary>
    public static string? Header(this Answer answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;
}
