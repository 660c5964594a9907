using System.Text.Json.Nodes;

namespace Understudy.EndToEnd.Tests;

/// <summary>Jobs of all four kinds of FilmStudio, asked for at once in a process that will not live long.</summary>
internal sealed class StudioJobs
{
    private readonly FilmClient _client;
    private string _video = "", _audio = "", _music = "", _unwanted = "";

    private StudioJobs(FilmClient client) => _client = client;

    /// <summary>Asks for a video, a narration, music, and a video that is cancelled at once.</summary>
    public static async Task<StudioJobs> AskAsync(FilmClient client) => new(client)
    {
        _video = await client.AskAsync("video-generate", new { prompt = "A lighthouse at dusk", duration = 5 }),
        _audio = await client.AskAsync("audio-generate", new { text = "Nothing is lost." }),
        _music = await client.AskAsync("music-generate", new { prompt = "Slow piano", duration = 5 }),
        _unwanted = await CancelledAsync(client),
    };

    /// <summary>Has the lips of the video follow the narration, once both are there.</summary>
    /// <returns>The job.</returns>
    public async Task<string> SyncLipsAsync()
    {
        JsonNode film = await _client.MadeAsync(_video);
        JsonNode sound = await _client.MadeAsync(_audio);
        return await _client.AskAsync("lip-sync", new
        {
            videoPath = film["outputPath"]!.GetValue<string>(),
            audioPath = sound["outputPath"]!.GetValue<string>(),
        });
    }

    /// <summary>All of it is there, is put together, and was charged once.</summary>
    public async Task ShouldBeDoneOnceAsync(string lips)
    {
        foreach (string job in new[] { _video, _audio, _music, lips }) await _client.MadeAsync(job);
        // The film whose lips were moved says what they follow.
        await _client.ComposedAsync(lips, audio: null, _music);
        JsonNode unwanted = await _client.GetAsync($"ai/jobs/{_unwanted}/status");
        unwanted["errorCode"]!.GetValue<string>().ShouldBe("cancelled", unwanted.ToJsonString());
        (await _client.HistoryAsync()).ShouldBe(
        [
            "grant 3 Free credits of the month", "deduction -1 Video generation", "deduction -1 Video generation", "refund 1 Video generation",
        ]);
    }

    private static async Task<string> CancelledAsync(FilmClient client)
    {
        string job = await client.AskAsync("video-generate", new { prompt = "A lighthouse at dawn", duration = 5 });
        await client.PostAsync($"ai/jobs/{job}/cancel", new { });
        return job;
    }
}
