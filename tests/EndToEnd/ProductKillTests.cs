using System.Net;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>
/// Every kind of work of VoiceCloning and VideoSystem while the real process is killed again and again: it ends as it would have,
/// and takes as much room.
/// </summary>
public sealed class ProductKillTests : IAsyncLifetime
{
    private const int Kills = 20;
    private const string Sentence = "Nothing is lost.";

    private readonly AppProcess _app = new();
    private readonly TempFolder _folder = new();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public Task What_runs_in_a_process_that_is_killed_twenty_times_ends_once_and_takes_its_room_once() => Seed.RunAsync(async random =>
    {
        using VoiceClient voices = await VoiceClient.RegisterAsync(_app, "voices@example.com");
        using ClipClient clips = await ClipClient.RegisterAsync(_app, "clips@example.com");
        JsonNode film = await voices.UploadAsync(await SpokenClip.MakeAsync(_folder));
        JsonNode recording = await voices.UploadAsync(AppProcess.Sample("voice.wav"));
        string profile = await voices.ProfileAsync(recording, "Mine");
        string unwantedProfile = await voices.ProfileAsync(recording, "Nobody's");
        string[] jobs = await AskForAllAsync(voices, film, recording);
        Task<HttpResponseMessage> heard = voices.HearAsync(profile, Sentence);
        string clip = await clips.OrderAsync("A lighthouse at dusk");
        string unwantedClip = await clips.OrderAsync("A lighthouse at dawn");
        await _app.KillAndRestartAsync(random, Kills / 4);
        await ((Task)heard).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await clips.CancelAsync(unwantedClip);
        await voices.SendAsync(HttpMethod.Delete, $"voices/profiles/{unwantedProfile}", null, HttpStatusCode.OK);
        await _app.KillAndRestartAsync(random, Kills - (Kills / 4));

        JsonNode[] files = [film, recording, .. await Task.WhenAll(jobs.Select(voices.MadeAsync))];
        (await voices.EndAsync(profile))["status"]!.GetValue<string>().ShouldBe("completed");
        (await voices.GetAsync($"voices/profiles/{profile}"))["status"]!.GetValue<string>().ShouldBe("ready");
        long spoken = await ShouldBeHeardAsync(voices, profile);
        JsonNode made = await clips.EndAsync(clip);
        made["status"]!.GetValue<string>().ShouldBe("COMPLETED", made.ToJsonString());
        (await clips.EndAsync(unwantedClip))["status"]!.GetValue<string>().ShouldBe("FAILED");
        long clipBytes = (await clips.GetAsync($"generate/clip/{clip}"))["data"]!["fileSize"]!.GetValue<long>();
        (await clips.StorageUsedAsync()).ShouldBe(clipBytes);

        await _app.KillAsync();
        ShouldTakeRoom("voicecloning", [.. files.Select(file => file["file_size"]!.GetValue<long>()), spoken]);
        ShouldTakeRoom("videosystem", [clipBytes]);
        ShouldHaveLeftNothing(unwantedProfile);
        ShouldHaveLeftNothing(unwantedClip);
        Directory.EnumerateFiles(Path.Combine(_app.DataFolder, "work"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    });

    // Of uploads, so that none of them waits for another.
    private static async Task<string[]> AskForAllAsync(VoiceClient voices, JsonNode film, JsonNode recording)
    {
        (string filmId, string recordingId) = (VoiceClient.IdOf(film), VoiceClient.IdOf(recording));
        return
        [
            await voices.AskAsync(
                "generate-video", new { original_video_id = filmId, cloned_audio_id = recordingId, quality = "low" }),
            await voices.AskAsync("extract-audio", new { video_file_id = filmId, audio_format = "flac" }),
            await voices.AskAsync("transcribe", new { audio_file_id = recordingId }),
            await voices.AskAsync(
                "clone-voice", new { audio_file_id = recordingId, target_language = "es", text_content = "Nada se pierde." }),
        ];
    }

    private static async Task<long> ShouldBeHeardAsync(VoiceClient voices, string profile)
    {
        using HttpResponseMessage heard = await voices.HearAsync(profile, Sentence);
        heard.StatusCode.ShouldBe(HttpStatusCode.OK, await heard.Content.ReadAsStringAsync());
        heard.Content.Headers.ContentType!.MediaType.ShouldBe("audio/wav");
        return (await heard.Content.ReadAsByteArrayAsync()).Length;
    }

    // What is counted is what was told of, each once, and nothing is on its way in or out.
    private void ShouldTakeRoom(string product, long[] sizes)
    {
        string where = $"json_extract(body, '$.product') = '{product}'";
        _app.ReadDocuments("storedItem", where).Select(item => item["bytes"]!.GetValue<long>()).Order()
            .ShouldBe(sizes.Where(bytes => bytes > 0).Order());
        JsonNode room = _app.ReadDocuments("storage", where).ShouldHaveSingleItem();
        room["bytes"]!.GetValue<long>().ShouldBe(sizes.Sum());
        room["coming"]!.AsObject().ShouldBeEmpty();
        room["going"]!.AsObject().ShouldBeEmpty();
    }

    private void ShouldHaveLeftNothing(string id) =>
        Directory.EnumerateFileSystemEntries(Path.Combine(_app.DataFolder, "media", "library"), $"*{id}*", SearchOption.AllDirectories)
            .SelectMany(entry => Directory.Exists(entry) ? Directory.EnumerateFiles(entry, "*", SearchOption.AllDirectories) : [entry])
            .ShouldBeEmpty();
}
