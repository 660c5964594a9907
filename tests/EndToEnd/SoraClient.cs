using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>A client of the Sora API, as its contract's readers would write one.</summary>
internal sealed class SoraClient : IDisposable
{
    private readonly HttpClient _http;

    private SoraClient(Uri app) => _http = new HttpClient { BaseAddress = new Uri(app, "/sora/api/"), Timeout = Limits.Wait };

    /// <summary>Signs in and makes an API key.</summary>
    public static async Task<SoraClient> SignInAsync(AppProcess app, string email)
    {
        SoraClient client = new(app.Http.BaseAddress!);
        JsonNode tokens = await client.PostAsync($"auth/test/login?email={Uri.EscapeDataString(email)}", null);
        client._http.DefaultRequestHeaders.Authorization = new("Bearer", tokens["access_token"]!.GetValue<string>());
        JsonNode key = await client.PostAsync("auth/api-keys", new { name = "A client" }, HttpStatusCode.Created);
        client._http.DefaultRequestHeaders.Add("X-API-Key", key["api_key"]!.GetValue<string>());
        return client;
    }

    /// <summary>Uploads a picture.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> UploadAsync(string file)
    {
        await using FileStream content = File.OpenRead(file);
        using StreamContent part = new(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using MultipartFormDataContent form = new()
        {
            { part, "file", Path.GetFileName(file) },
            { new StringContent("image"), "file_type" },
        };
        using HttpResponseMessage answer = await _http.PostAsync("videos/upload", form);
        return (await BodyAsync(answer, HttpStatusCode.OK))["file_url"]!.GetValue<string>();
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path);
        return await BodyAsync(answer, HttpStatusCode.OK);
    }

    public async Task<JsonNode> PostAsync(string path, object? body, HttpStatusCode wanted = HttpStatusCode.OK)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(path, body);
        return await BodyAsync(answer, wanted);
    }

    /// <summary>Asks for a film of a text, whose end is told to that address.</summary>
    /// <returns>The task's id.</returns>
    public async Task<string> CreateAsync(string prompt, Uri webhook) =>
        (await PostAsync("videos/text-to-video", new { prompt, webhook_url = webhook }))["task_id"]!.GetValue<string>();

    /// <summary>Gives a task up.</summary>
    public async Task CancelAsync(string task)
    {
        using HttpResponseMessage answer = await _http.DeleteAsync($"tasks/{task}");
        await BodyAsync(answer, HttpStatusCode.OK);
    }

    /// <summary>What was booked, the oldest first: type, amount and balance after it.</summary>
    public async Task<string[]> BookedAsync()
    {
        JsonNode page = await GetAsync("users/credits/transactions?page_size=100");
        return
        [
            .. page["transactions"]!.AsArray().Reverse().Select(line =>
                $"{line!["transaction_type"]} {line["amount"]} = {line["balance_after"]}"),
        ];
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer, HttpStatusCode wanted)
    {
        string body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(wanted, body);
        return JsonNode.Parse(body)!;
    }
}
