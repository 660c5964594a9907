using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Understudy.Bench.Load;
using Understudy.Bench.Measuring;
using Understudy.Domain.Jobs;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Http;

/// <summary>What administrators of FilmStudio wait for when there are many people, and what its clients ask most.</summary>
internal static class FilmStudioBench
{
    private const int People = 100_000;
    private const int PageSize = 20;

    // Of all, of a part, of next to nobody; by what was bought; and anywhere in the list.
    private static readonly string[] _searches =
        ["", "&search=example.com", "&search=ada", "&search=person777", "&tier=pro", "&tier=free&search=LOVE"];

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string data = run.Scratch.Folder("filmstudio");
        using AppServer app = await AppServer.StartAsync(data, run.Cancellation);
        // Whom the settings of development name as an administrator.
        using HttpClient client = new() { BaseAddress = app.Process.Address };
        (string id, string token) = await RegisterAsync(client, "admin@example.com", run.Cancellation);
        Job video;
        using (SqliteDocumentStore store = new(
            new SqliteOptions(Path.Combine(data, "documents.db")), TimeProvider.System))
        {
            video = await FilmStudioSamples.VideoAsync(store, id, run.Cancellation);
            await FilmStudioSamples.AddPeopleAsync(store, People, run.Cancellation);
        }
        double first = await FirstAsync(client, run.Cancellation);
        IReadOnlyList<Row> pages = await PageLoad.MeasureAsync(
            run, app, client, $"a page of {People:#,0} users, searched or not", 25, PathOf);
        using ServerProcess bare = await ServerProcess.StartOwnAsync(BareServer.Command, BareServer.Path, run.Cancellation);
        return
        [
            .. pages,
            Row.AtMost($"the first page of {People:#,0} users, for which all are read", first, 5_000, "ms"),
            Row.RatioAtLeast(
                "status of a FilmStudio video, with a signed URL ÷ bare minimal API",
                await HttpLoad.CompareAsync(
                    run,
                    new Uri(app.Process.Address, $"/filmstudio/api/ai/jobs/{video.Id}/status"),
                    new Uri(bare.Address, BareServer.Path),
                    $"Authorization: Bearer {token}"),
                0.3,
                "/s"),
        ];
    }

    private static async Task<(string Id, string Token)> RegisterAsync(
        HttpClient client, string email, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            new Uri("/filmstudio/api/users/register", UriKind.Relative),
            new { email, password = "SecurePass123!", name = "Admin" },
            cancellationToken);
        answer.EnsureSuccessStatusCode();
        JsonNode registered = (await answer.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
        string token = (string)registered["token"]!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return ((string)registered["user"]!["id"]!, token);
    }

    private static async Task<double> FirstAsync(HttpClient client, CancellationToken cancellationToken)
    {
        long begin = Stopwatch.GetTimestamp();
        JsonNode page = (await client.GetFromJsonAsync<JsonNode>(
            new Uri("/filmstudio/api/admin/users", UriKind.Relative), cancellationToken))!;
        double wait = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return (int)page["total"]! >= People
            ? wait
            : throw new InvalidOperationException($"Of {People} users {page["total"]} were found.");
    }

    // From all over the list.
    private static string PathOf(int number)
    {
        int page = (number * 7919 % (People / PageSize)) + 1;
        return $"/filmstudio/api/admin/users?page={page}&limit={PageSize}{_searches[number % _searches.Length]}";
    }
}
