using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Understudy.Bench.Load;
using Understudy.Bench.Measuring;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Sora;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Http;

/// <summary>What clients of Sora ask most, and the longest list that it has.</summary>
internal static class SoraBench
{
    private const int Lines = 10_000;
    private const int PageSize = 20;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string data = run.Scratch.Folder("sora");
        using AppServer app = await AppServer.StartAsync(data, run.Cancellation);
        using HttpClient client = new() { BaseAddress = app.Process.Address };
        (string id, string key) = await SignInAsync(client, run.Cancellation);
        Job task = SoraSamples.Task(id);
        using (SqliteDocumentStore store = new(
            new SqliteOptions(Path.Combine(data, "documents.db")), TimeProvider.System))
        {
            await store.CreateAsync(task, run.Cancellation);
            foreach (ShowcaseFilm film in ShowcaseFilm.All)
                await store.CreateAsync(SoraSamples.Film(film), run.Cancellation);
            await SoraSamples.SpendAsync(store, id, Lines, run.Cancellation);
        }
        IReadOnlyList<Row> pages = await PageLoad.MeasureAsync(
            run, app, client, $"a page of an account's {Lines:#,0} transactions", 15, PathOf);
        using ServerProcess bare = await ServerProcess.StartOwnAsync(BareServer.Command, BareServer.Path, run.Cancellation);
        Uri baseline = new(bare.Address, BareServer.Path);
        return
        [
            .. pages,
            Row.RatioAtLeast(
                "the showcase, 12 films with signed URLs ÷ bare minimal API",
                await HttpLoad.CompareAsync(run, new Uri(app.Process.Address, "/sora/api/showcase/videos"), baseline),
                0.4,
                "/s"),
            Row.RatioAtLeast(
                "status of a task, by API key ÷ bare minimal API",
                await HttpLoad.CompareAsync(
                    run, new Uri(app.Process.Address, $"/sora/api/videos/tasks/{task.Id}"), baseline, $"X-API-Key: {key}"),
                0.3,
                "/s"),
        ];
    }

    private static async Task<(string Id, string Key)> SignInAsync(HttpClient client, CancellationToken cancellationToken)
    {
        JsonNode login = await PostAsync(client, "auth/test/login?email=sora@example.com", cancellationToken);
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", (string)login["access_token"]!);
        JsonNode me = (await client.GetFromJsonAsync<JsonNode>(
            new Uri("/sora/api/auth/me", UriKind.Relative), cancellationToken))!;
        JsonNode key = await PostAsync(client, "auth/api-keys", cancellationToken);
        return ((string)me["id"]!, (string)key["api_key"]!);
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client.PostAsync(
            new Uri($"/sora/api/{path}", UriKind.Relative), null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
    }

    // From all over the list, every second one of a single type.
    private static string PathOf(int number)
    {
        int page = (number * 7919 % (Lines / PageSize / 2)) + 1;
        string type = number % 2 == 0 ? "" : "&transaction_type=refunded";
        return $"/sora/api/users/credits/transactions?page={page}&page_size={PageSize}{type}";
    }
}
