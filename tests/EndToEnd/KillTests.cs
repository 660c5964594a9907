using System.Net;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>The real process is killed again and again while it works; what was begun completes, and once.</summary>
public sealed class KillTests : IAsyncLifetime
{
    private const int Kills = 20;

    private readonly AppProcess _app = new();
    private int _killed;

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public Task What_runs_in_a_process_that_is_killed_twenty_times_completes_once() => Seed.RunAsync(async random =>
    {
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        using SoraClient sora = await SoraClient.SignInAsync(_app, "b@example.com");
        string film = await sora.CreateAsync("A lighthouse at dusk", receiver.Url);
        using FilmClient studio = await FilmClient.RegisterAsync(_app, "c@example.com");
        StudioJobs studioJobs = await StudioJobs.AskAsync(studio);

        await _app.SignInAsync();
        string video = await _app.UploadModelAsync("video");
        string unwanted = await sora.CreateAsync("A lighthouse at dawn", receiver.Url);
        await sora.CancelAsync(unwanted);
        await KillAndRestartAsync(random, 3);
        string voice = await _app.UploadModelAsync("voice");
        await KillAndRestartAsync(random, 6);
        await _app.WaitAsync($"/api/v1/models/video/{video}", m => Status(m, "model") == "completed");
        await _app.WaitAsync($"/api/v1/models/voice/{voice}", m => Status(m, "model") == "completed");

        JsonNode queued = await _app.PostAsync("/api/v1/generate", new
        {
            video_model_id = video,
            voice_model_id = voice,
            input_text = "Nothing is lost.",
            language = "en",
        });
        queued["usage"]!["minutes_used"]!.GetValue<int>().ShouldBe(1);
        string id = queued["video"]!["id"]!.GetValue<string>();
        string lips = await studioJobs.SyncLipsAsync();
        await KillAndRestartAsync(random, Kills - _killed);
        await _app.WaitAsync($"/api/v1/generate/{id}/status", v => Status(v, "video") == "completed");

        _killed.ShouldBe(Kills);
        ReceivedWebhook[] told = await receiver.GotAsync(2, Limits.Work);
        told.DistinctBy(webhook => webhook.Id).Count().ShouldBe(2, "Each end is one event, however often it is delivered.");
        (await sora.GetAsync($"videos/tasks/{film}"))["status"]!.GetValue<string>().ShouldBe("SUCCEEDED");
        (await sora.GetAsync($"videos/tasks/{unwanted}"))["status"]!.GetValue<string>().ShouldBe("FAILED");
        (await sora.BookedAsync()).ShouldBe(
            ["bonus 100 = 100", "spent -20 = 80", "spent -20 = 60", "refunded 20 = 80"]);

        await studioJobs.ShouldBeDoneOnceAsync(lips);

        JsonNode list = await _app.GetAsync("/api/v1/videos");
        list["pagination"]!["total"]!.GetValue<int>().ShouldBe(1);
        JsonNode details = (await _app.GetAsync($"/api/v1/videos/{id}"))["video"]!;
        details["credits_used"]!.GetValue<int>().ShouldBe(1);
        await Probe.OfAsync(await _app.DownloadAsync(details["output_video_url"]!.GetValue<string>(), "made.mp4"));

        // The next video's answer shows the wallet: one minute for the first, one for itself.
        JsonNode next = await _app.PostAsync($"/api/v1/generate", new
        {
            video_model_id = video,
            voice_model_id = voice,
            input_text = "Once only.",
            language = "en",
        });
        next["usage"]!["minutes_used"]!.GetValue<int>().ShouldBe(2);
    });

    [Fact]
    public async Task Requests_with_a_key_that_a_kill_cut_off_are_carried_on_at_once()
    {
        await _app.SignInAsync();
        HttpRequestMessage Request(int key)
        {
            HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/models/video")
            {
                Content = new StringContent(
                    """{"name":"Mine","file_name":"a.mp4","content_type":"video/mp4","file_size_bytes":1000}"""),
            };
            request.Headers.Add("Idempotency-Key", $"key-{key}");
            return request;
        }
        int[] keys = [];
        int leased = 0;
        // A kill cuts off what is under way at that moment, which may be nothing.
        for (int round = 0; leased == 0; round++)
        {
            if (round > 0) await _app.StartAsync();
            round.ShouldBeLessThan(20, "no kill has hit a request");
            keys = [.. Enumerable.Range(100 * round, 100)];
            Task<HttpResponseMessage>[] sent = [.. keys.Select(key => _app.Http.SendAsync(Request(key)))];
            await Task.WhenAny(sent);
            await _app.KillAsync();
            await ((Task)Task.WhenAll(sent)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            leased = _app.ReadDocuments("idempotency", "json_extract(body, '$.answer') IS NULL").Length;
        }

        await _app.StartAsync();
        foreach (int key in keys)
        {
            using HttpResponseMessage answer = await _app.Http.SendAsync(Request(key));
            // There may be only so many models that wait for their file.
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.BadRequest);
        }
    }

    private async Task KillAndRestartAsync(Random random, int times)
    {
        await _app.KillAndRestartAsync(random, times);
        _killed += times;
    }

    private static string Status(JsonNode answer, string thing)
    {
        string status = answer[thing]!["status"]!.GetValue<string>();
        status.ShouldNotBe("failed", answer.ToJsonString());
        return status;
    }
}
