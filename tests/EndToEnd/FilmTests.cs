using System.Globalization;
using System.Text.Json.Nodes;

namespace Understudy.EndToEnd.Tests;

/// <summary>The FilmStudio product with everything real, as a client uses it: a whole film, and the same in another style.</summary>
public sealed class FilmTests
{
    [Fact]
    public async Task From_registering_to_a_film_with_narration_and_music_and_again_in_another_style()
    {
        await using AppProcess app = new();
        await app.StartAsync();
        using FilmClient client = await FilmClient.RegisterAsync(app, "film@example.com");
        string video = await client.AskAsync(
            "video-generate", new { prompt = "A lighthouse at dusk", style = "cinematic", duration = 5 });
        string audio = await client.AskAsync(
            "audio-generate", new { text = "The light goes on.", voiceId = "male-young-energetic", language = "en" });
        string music = await client.AskAsync("music-generate", new { prompt = "Slow piano", genre = "ambient", duration = 5 });

        JsonNode painted = await client.MadeAsync(video);
        string narration = await DownloadAsync(app, await client.MadeAsync(audio), "speech.wav");
        (await Probe.LoudnessAsync(narration)).ShouldBe(-16, tolerance: 2);
        string score = await DownloadAsync(app, await client.MadeAsync(music), "music.m4a");
        (await Probe.LoudnessAsync(score)).ShouldBe(-16, tolerance: 2);

        JsonNode project = await client.ComposedAsync(video, audio, music);
        project["status"]!.GetValue<string>().ShouldBe("completed");
        string film = await DownloadAsync(app, project, "film.mp4");
        await ShouldBeFilmAsync(film);
        (await Probe.LoudnessAsync(film)).ShouldBe(-16, tolerance: 1.5);
        JsonNode spoken = await Probe.OfAsync(narration);
        double seconds = double.Parse(spoken["format"]!["duration"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        seconds.ShouldBeLessThan(4);
        // What is not the voice is the music: how much softer it is than itself behind the voice, and after it.
        double rest = 10 * Math.Log10(1 - await Probe.ShareAsync(film, narration, seconds));
        double during = await Probe.LevelAsync(film, 0, seconds) + rest - await Probe.LevelAsync(score, 0, seconds);
        double after = await Probe.LevelAsync(film, seconds + 0.7, 4) - await Probe.LevelAsync(score, seconds + 0.7, 4);
        during.ShouldBeLessThan(after - 2, "The music gives way to the voice.");
        after.ShouldBeGreaterThan(-12, "The music goes on after it.");

        string again = await client.RegenerateAsync(new { style = "watercolor" });
        JsonNode repainted = await client.MadeAsync(again);
        repainted["duration"]!.GetValue<double>().ShouldBe(painted["duration"]!.GetValue<double>());
        string other = await DownloadAsync(app, await client.ComposedAsync(again, audio, music), "other.mp4");
        await ShouldBeFilmAsync(other);
        (await File.ReadAllBytesAsync(other)).ShouldNotBe(await File.ReadAllBytesAsync(film));
        (await client.HistoryAsync()).ShouldBe(
            ["grant 3 Free credits of the month", "deduction -1 Video generation", "deduction -1 Video generation"]);
    }

    private static Task<string> DownloadAsync(AppProcess app, JsonNode made, string name) =>
        app.DownloadAsync(made["outputUrl"]!.GetValue<string>(), name);

    private static async Task ShouldBeFilmAsync(string file)
    {
        JsonNode probed = await Probe.OfAsync(file);
        JsonNode[] streams = [.. probed["streams"]!.AsArray().OfType<JsonNode>()];
        streams.Select(stream => stream["codec_name"]!.GetValue<string>()).ShouldBe(["h264", "aac", "mov_text"]);
        (streams[0]["width"]!.GetValue<int>(), streams[0]["height"]!.GetValue<int>()).ShouldBe((1280, 720));
        double.Parse(probed["format"]!["duration"]!.GetValue<string>(), CultureInfo.InvariantCulture).ShouldBe(5, tolerance: 0.2);
        probed["format"]!["tags"]!["comment"]!.GetValue<string>().ShouldStartWith("AI-generated.");
    }
}
