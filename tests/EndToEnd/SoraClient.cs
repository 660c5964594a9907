using System.Net;
using System.Text.Json.Nodes;

namespace Understudy.EndToEnd.Tests;

/// <summary>A client of the Sora API.</summary>
internal sealed class SoraClient : ApiClient
{
    private SoraClient(AppProcess app)
        : base(app, "/sora/api/")
    {
    }

    /// <summary>Signs in and makes an API key.</summary>
    public static async Task<SoraClient> SignInAsync(AppProcess app, string email)
    {
        SoraClient client = new(app);
        client.SignIn((await client.PostAsync($"auth/test/login?email={Uri.EscapeDataString(email)}", null))["access_token"]);
        JsonNode key = await client.PostAsync("auth/api-keys", new { name = "A client" }, HttpStatusCode.Created);
        client.Http.DefaultRequestHeaders.Add("X-API-Key", key["api_key"]!.GetValue<string>());
        return client;
    }

    /// <summary>Uploads a picture.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> UploadAsync(string file) =>
        (await UploadAsync("videos/upload", file, "image/png", HttpStatusCode.OK, ("file_type", "image")))["file_url"]!
            .GetValue<string>();

    /// <summary>Asks for a film of a text, whose end is told to that address.</summary>
    /// <returns>The task's id.</returns>
    public async Task<string> CreateAsync(string prompt, Uri webhook) =>
        (await PostAsync("videos/text-to-video", new { prompt, webhook_url = webhook }))["task_id"]!.GetValue<string>();

    /// <summary>Gives a task up.</summary>
    public Task CancelAsync(string task) => SendAsync(HttpMethod.Delete, $"tasks/{task}", null, HttpStatusCode.OK);

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
}
