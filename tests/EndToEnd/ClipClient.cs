using System.Net;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>A client of the VideoSystem API.</summary>
internal sealed class ClipClient : ApiClient
{
    private ClipClient(AppProcess app)
        : base(app, "/videosystem/v1/")
    {
    }

    /// <summary>Registers somebody.</summary>
    public static async Task<ClipClient> RegisterAsync(AppProcess app, string email)
    {
        ClipClient client = new(app);
        JsonNode answer = await client.PostAsync(
            "auth/register",
            new { email, username = email.Split('@')[0], password = "password123" },
            HttpStatusCode.Created);
        client.SignIn(answer["data"]!["token"]);
        return client;
    }

    /// <summary>Asks for a second of a clip in a new project.</summary>
    /// <returns>The job's id.</returns>
    public async Task<string> OrderAsync(string prompt)
    {
        JsonNode project = await PostAsync("projects", new { title = "Proofs" }, HttpStatusCode.Created);
        JsonNode ordered = await PostAsync(
            "generate/video",
            new { projectId = project["data"]!["id"]!.GetValue<string>(), prompt, parameters = new { duration = 1 } },
            HttpStatusCode.Accepted);
        return ordered["data"]!["jobId"]!.GetValue<string>();
    }

    /// <summary>Gives a job up.</summary>
    public Task CancelAsync(string job) => PostAsync($"generate/cancel/{job}", null);

    /// <summary>What is told of a job once it has ended.</summary>
    public async Task<JsonNode> EndAsync(string job) => (await Eventually.GetAsync(
        () => GetAsync($"generate/status/{job}"),
        answer => answer["data"]!["status"]!.GetValue<string>() is "COMPLETED" or "FAILED",
        Limits.Work))["data"]!;

    /// <summary>How many bytes of clips there are.</summary>
    public async Task<long> StorageUsedAsync() =>
        (await GetAsync("users/profile"))["data"]!["storageUsed"]!.GetValue<long>();
}
