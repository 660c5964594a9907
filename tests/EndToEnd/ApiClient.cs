using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>A client of one of the products, as its contract's readers would write one.</summary>
internal abstract class ApiClient : IDisposable
{
    /// <param name="app">The app.</param>
    /// <param name="basePath">What the paths of the product begin with; ends with a slash.</param>
    protected ApiClient(AppProcess app, string basePath) =>
        Http = new HttpClient { BaseAddress = new Uri(app.Http.BaseAddress!, basePath), Timeout = Limits.Wait };

    /// <summary>What the requests go through.</summary>
    protected HttpClient Http { get; }

    /// <summary>The token that it sends.</summary>
    public string Token => Http.DefaultRequestHeaders.Authorization?.Parameter ?? "";

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK);

    public Task<JsonNode> PostAsync(string path, object? body, HttpStatusCode wanted = HttpStatusCode.OK) =>
        SendAsync(HttpMethod.Post, path, body, wanted);

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, HttpStatusCode wanted)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using HttpResponseMessage answer = await Http.SendAsync(request);
        return await BodyAsync(answer, wanted);
    }

    public void Dispose() => Http.Dispose();

    /// <summary>Sends a file in a form.</summary>
    protected async Task<JsonNode> UploadAsync(
        string path, string file, string type, HttpStatusCode wanted, params (string Name, string Value)[] fields)
    {
        await using FileStream content = File.OpenRead(file);
        using StreamContent part = new(content);
        part.Headers.ContentType = new MediaTypeHeaderValue(type);
        using MultipartFormDataContent form = new() { { part, "file", Path.GetFileName(file) } };
        foreach ((string name, string value) in fields) form.Add(new StringContent(value), name);
        using HttpResponseMessage answer = await Http.PostAsync(path, form);
        return await BodyAsync(answer, wanted);
    }

    protected void SignIn(JsonNode? token) =>
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token!.GetValue<string>());

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer, HttpStatusCode wanted)
    {
        string body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(wanted, body);
        return JsonNode.Parse(body)!;
    }
}
