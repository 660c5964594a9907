using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Understudy.Bench.Load;
using Understudy.Bench.Measuring;
using Understudy.Domain.Jobs;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Http;

/// <summary>The app itself, as <c>./dev run</c> starts it, with somebody signed in.</summary>
internal sealed class AppServer : IDisposable
{
    /// <summary>What is asked for to see whether it is up.</summary>
    public const string HealthPath = "/health";

    private readonly string _dataFolder;

    private AppServer(ServerProcess process, string dataFolder, string token, string userId)
    {
        Process = process;
        _dataFolder = dataFolder;
        Token = token;
        UserId = userId;
    }

    public ServerProcess Process { get; }

    public string Token { get; }

    public string UserId { get; }

    /// <summary>Starts what <c>./dev run</c> starts, and signs somebody in.</summary>
    public static Task<AppServer> StartAsync(string dataFolder, CancellationToken cancellationToken) => StartAsync(
        Checkout.Path("src/Functions/bin/Release/net10.0/Understudy.Functions.dll"), dataFolder, cancellationToken);

    /// <summary>Starts a build of the app, and signs somebody in.</summary>
    public static async Task<AppServer> StartAsync(
        string assembly, string dataFolder, CancellationToken cancellationToken)
    {
        ServerProcess process = await StartProcessAsync(assembly, dataFolder, cancellationToken);
        try
        {
            (string token, string userId) = await SignInAsync(process.Client, "bench@example.com", cancellationToken);
            return new AppServer(process, dataFolder, token, userId);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Signs somebody in, for whom the client speaks from then on.</summary>
    public static async Task<(string Token, string UserId)> SignInAsync(
        HttpClient client, string email, CancellationToken cancellationToken)
    {
        JsonNode minted = await PostAsync(client, "/dev/token", new JsonObject { ["email"] = email }, cancellationToken);
        string token = (string)minted["id_token"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        JsonNode login = await PostAsync(client, "/api/v1/auth/login", new JsonObject(), cancellationToken);
        return (token, (string)login["user"]!["id"]!);
    }

    /// <summary>Starts a build of the app, with nobody signed in.</summary>
    public static Task<ServerProcess> StartProcessAsync(
        string assembly, string dataFolder, CancellationToken cancellationToken) => ServerProcess.StartAsync(
        "dotnet",
        _ => [assembly],
        port =>
        [
            ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"),
            ("DOTNET_ENVIRONMENT", "Development"),
            ("Understudy__PublicUrl", $"http://127.0.0.1:{port}"),
            ("Understudy__DataFolder", dataFolder),
            // Counted like any other, but never refused: the load is one account's and one address's.
            ("Understudy__RequestsPerMinute", "100000000"),
            ("Understudy__CreationsPerMinute", "100000000"),
            ("Understudy__AnonymousRequestsPerMinute", "100000000"),
            ("Understudy__PageRequestsPerMinute", "100000000"),
            ("Understudy__WebhookRequestsPerMinute", "100000000"),
            ("Understudy__ContractLimitFactor", "1000000"),
            ("LocalRuntime__DataFolder", Path.Combine(dataFolder, "runtime")),
            ("MediaStorage", $"files={Path.Combine(dataFolder, "media")}"),
        ],
        HealthPath,
        cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        PostAsync(Process.Client, path, body, cancellationToken);

    /// <summary>Adds a completed video.</summary>
    /// <returns>The path of its status.</returns>
    public async Task<string> AddVideoAsync(CancellationToken cancellationToken)
    {
        Job video = SampleVideo.Completed(UserId);
        using SqliteDocumentStore store =
            new(new SqliteOptions(Path.Combine(_dataFolder, "documents.db")), TimeProvider.System);
        await store.CreateAsync(video, cancellationToken);
        return $"/api/v1/generate/{video.Id}/status";
    }

    public void Dispose() => Process.Dispose();

    private static async Task<JsonNode> PostAsync(
        HttpClient client, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer =
            await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
    }
}
