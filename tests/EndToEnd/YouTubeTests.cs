using System.Net;
using System.Text.Json.Nodes;
using Understudy.Tests;
using Understudy.Tests.Google;

namespace Understudy.EndToEnd.Tests;

/// <summary>A film's way to YouTube, in a process that is killed in the middle of it.</summary>
public sealed class YouTubeTests
{
    private const int Kills = 3;

    [Fact]
    public async Task An_upload_in_a_process_that_is_killed_three_times_goes_on_from_the_last_byte()
    {
        await using YouTubeDouble youTube = await YouTubeDouble.StartAsync(TimeProvider.System);
        youTube.KeptUnit = 1024;
        await using AppProcess app = new()
        {
            Settings = youTube.Settings().ToDictionary(setting => $"Understudy__{setting.Key}", setting => setting.Value),
        };
        await app.StartAsync();
        using FilmClient client = await FilmClient.RegisterAsync(app, "tube@example.com");
        await client.MadeAsync(await client.AskAsync("video-generate", new { prompt = "A lighthouse at dusk", duration = 5 }));
        byte[] film = await File.ReadAllBytesAsync(
            await app.DownloadAsync((await client.ProjectAsync())["outputUrl"]!.GetValue<string>(), "film.mp4"));
        await ConnectAsync(app, client, youTube);

        int brought = 0;
        youTube.Script = request =>
            request.Brings && Interlocked.Increment(ref brought) <= Kills ? new YouTubeFault.Hold(film.Length / (Kills + 1)) : null;
        Task asked = client.PublishAsync("Dusk", "once");
        long before = 0;
        for (int killed = 0; killed < Kills; killed++)
        {
            await Eventually.HoldsAsync(() => youTube.Held > killed, "some of the film has come", Limits.Work);
            youTube.Arrived.ShouldBeGreaterThan(before);
            before = youTube.Arrived;
            await app.KillAsync();
            await app.StartAsync();
        }
        await Should.ThrowAsync<HttpRequestException>(asked);

        JsonNode uploaded = await Eventually.GetAsync(
            () => client.PublishAsync("Dusk", "once"), answer => answer["videoId"] is not null, Limits.Work);
        uploaded["status"]!.GetValue<string>().ShouldBe("uploaded");
        YouTubeVideo video = youTube.Videos.Single();
        video.Id.ShouldBe(uploaded["videoId"]!.GetValue<string>());
        video.Bytes.ShouldBe(film);
        video.Thumbnail.ShouldNotBeNull();
        youTube.Begun.ShouldBe(1);
        // Each piece began where the one before had ended.
        youTube.Unexpected.ShouldBeEmpty();
    }

    private static async Task ConnectAsync(AppProcess app, FilmClient client, YouTubeDouble youTube)
    {
        JsonNode begun = await client.GetAsync("youtube/connect");
        Uri back = youTube.Allow(new Uri(begun["url"]!.GetValue<string>()), "UC-1");
        // A browser that has not begun it is asked.
        using HttpResponseMessage confirmed = await app.Http.PostAsync(back.PathAndQuery, null);
        confirmed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("youtube/connection"))["channelId"]!.GetValue<string>().ShouldBe("UC-1");
    }
}
