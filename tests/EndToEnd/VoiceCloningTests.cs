using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>The VoiceCloning product with everything real, as a client uses it: a film of somebody becomes one in another language.</summary>
public sealed class VoiceCloningTests : IAsyncLifetime
{
    private readonly AppProcess _app = new();
    private readonly TempFolder _folder = new();
    private VoiceClient _client = null!;
    private JsonNode _film = null!;
    private string _clip = "";

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        _client = await VoiceClient.RegisterAsync(_app, "client@example.com");
        _clip = await SpokenClip.MakeAsync(_folder);
        _film = await _client.UploadAsync(_clip);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task From_a_film_in_English_to_films_in_Spanish_and_Japanese()
    {
        _film["resolution"]!.GetValue<string>().ShouldBe($"{SpokenClip.Width}x{SpokenClip.Height}");
        JsonNode sound = await _client.MakeAsync("extract-audio", new { video_file_id = VoiceClient.IdOf(_film), sample_rate = 16_000 });
        string transcript = VoiceClient.IdOf(await _client.MakeAsync("transcribe", new { audio_file_id = VoiceClient.IdOf(sound) }));
        await ShouldBeHeardAsync(transcript);

        JsonNode draft = await DubAsync(sound, transcript, "es", "Hola, esta es una muestra de mi voz.", "Leo unas frases.");
        JsonNode spanish = await DubAsync(
            sound, transcript, "es", "Hola, esta es una muestra de mi voz.", "Leo unas cuantas frases en una sala tranquila.");
        (await ReusedAsync(draft)).ShouldBe([false, false]);
        (await ReusedAsync(spanish)).ShouldBe([true, false], "Only what was changed is said again.");
        JsonNode japanese = await _client.MakeAsync(
            "clone-voice",
            new { audio_file_id = VoiceClient.IdOf(sound), target_language = "ja", text_content = "こんにちは。これは私の声です。" });

        string film = await ShouldBeFilmAsync(spanish, "mp4", "high", "h264", "aac");
        await ShouldMoveLipsAsync(film);
        await ShouldBeFilmAsync(japanese, "webm", "low", "vp9", "opus");
        double original = await Probe.LoudnessAsync(_clip);
        (await Probe.LoudnessAsync(await _client.DownloadAsync(spanish))).ShouldBe(original, 3, "as loud as the original");
    }

    [Fact]
    public async Task A_sound_is_taken_out_in_every_format_and_at_every_rate()
    {
        string film = VoiceClient.IdOf(_film);
        (string Format, string Codec)[] formats = [("wav", "pcm_s16le"), ("mp3", "mp3"), ("flac", "flac"), ("ogg", "vorbis")];
        int[] rates = [8000, 16_000, 22_050, 24_000, 44_100, 48_000];
        List<(string Format, string Codec, int Rate, string Job)> asked = [];
        foreach ((string format, string codec) in formats)
        {
            foreach (int rate in rates)
            {
                object body = new { video_file_id = film, audio_format = format, sample_rate = rate };
                asked.Add((format, codec, rate, await _client.AskAsync("extract-audio", body)));
            }
        }
        foreach ((string format, string codec, int rate, string job) in asked)
        {
            string what = $"{format} at {rate}";
            JsonNode file = await _client.MadeAsync(job);
            file["format"]!.GetValue<string>().ShouldBe(format);
            VoiceClient.SecondsOf(file).ShouldBe(SpokenClip.Seconds, 0.1, what);
            string local = await _client.DownloadAsync(file);
            new FileInfo(local).Length.ShouldBe(file["file_size"]!.GetValue<long>(), what);
            JsonNode probed = await Probe.OfAsync(local);
            JsonNode stream = probed["streams"]!.AsArray().ShouldHaveSingleItem()!;
            stream["codec_name"]!.GetValue<string>().ShouldBe(codec, what);
            stream["sample_rate"]!.GetValue<string>().ShouldBe(rate.ToString(CultureInfo.InvariantCulture), what);
            // A coder of MP3 puts two frames around the sound, of 72 ms at this rate, and says so; ffprobe counts them.
            SecondsOf(probed["format"]!).ShouldBe(SpokenClip.Seconds, format == "mp3" ? 0.2 : 0.1, what);
        }
    }

    [Fact]
    public async Task A_film_that_is_deleted_before_its_turn_fails_its_job_which_says_so()
    {
        JsonNode other = await _client.UploadAsync(_clip);
        JsonNode sound = await _client.UploadAsync(AppProcess.Sample("voice.wav"));
        string first = await GenerateAsync(_film), second = await GenerateAsync(other);

        await _client.SendAsync(HttpMethod.Delete, $"files/{VoiceClient.IdOf(other)}", null, HttpStatusCode.OK);

        await _client.MadeAsync(first);
        JsonNode failed = await _client.EndAsync(second);
        failed["status"]!.GetValue<string>().ShouldBe("failed");
        failed["error_code"]!.GetValue<string>().ShouldBe("source_deleted", failed.ToJsonString());
        failed["error"]!.GetValue<string>().ShouldContain("deleted");

        Task<string> GenerateAsync(JsonNode film) => _client.AskAsync(
            "generate-video", new { original_video_id = VoiceClient.IdOf(film), cloned_audio_id = VoiceClient.IdOf(sound), quality = "low" });
    }

    private async Task ShouldBeHeardAsync(string transcript)
    {
        JsonNode heard = await _client.GetAsync($"process/transcript/{transcript}");
        string[] said = [.. $"{SpokenClip.First} {SpokenClip.Second}".Split(' ').Select(word => word.Trim('.', ',').ToLowerInvariant())];
        string[] words =
        [
            .. heard["word_timestamps"]!.AsArray().Select(word => word!["word"]!.GetValue<string>().ToLowerInvariant()),
        ];
        said.Count(words.Contains).ShouldBeGreaterThanOrEqualTo(said.Length * 3 / 5, heard["content"]!.GetValue<string>());
        heard["language"]!.GetValue<string>().ShouldBe("en");
    }

    // As a client that translates what was heard, segment by segment.
    private async Task<JsonNode> DubAsync(JsonNode sound, string transcript, string language, string first, string second)
    {
        object[] segments =
        [
            new { start = 0.2, end = 2.5, text = first },
            new { start = SpokenClip.SecondStart, end = SpokenClip.Seconds, text = second },
        ];
        await _client.SendAsync(HttpMethod.Put, $"process/transcript/{transcript}", new { segments }, HttpStatusCode.OK);
        return await _client.MakeAsync(
            "clone-voice",
            new { audio_file_id = VoiceClient.IdOf(sound), target_language = language, transcript_job_id = transcript });
    }

    private async Task<bool[]> ReusedAsync(JsonNode dubbed)
    {
        JsonNode fit = await _client.GetAsync($"process/fit/{VoiceClient.IdOf(dubbed)}");
        return [.. fit["segments"]!.AsArray().Select(segment => segment!["reused"]!.GetValue<bool>())];
    }

    private async Task<string> ShouldBeFilmAsync(JsonNode sound, string container, string quality, string video, string audio)
    {
        JsonNode film = await _client.MakeAsync(
            "generate-video",
            new
            {
                original_video_id = VoiceClient.IdOf(_film),
                cloned_audio_id = VoiceClient.IdOf(sound),
                output_format = container,
                quality,
            });
        film["resolution"]!.GetValue<string>().ShouldBe($"{SpokenClip.Width}x{SpokenClip.Height}");
        string local = await _client.DownloadAsync(film);
        JsonNode probed = await Probe.OfAsync(local);
        JsonNode[] streams = [.. probed["streams"]!.AsArray().Select(stream => stream!)];
        streams.Select(stream => stream["codec_name"]!.GetValue<string>()).ShouldBe([video, audio]);
        (streams[0]["width"]!.GetValue<int>(), streams[0]["height"]!.GetValue<int>()).ShouldBe((SpokenClip.Width, SpokenClip.Height));
        SecondsOf(probed["format"]!).ShouldBe(VoiceClient.SecondsOf(sound), 0.15, $"{container}: as long as its sound");
        (await Probe.LoudnessAsync(local)).ShouldBe(
            await Probe.LoudnessAsync(await _client.DownloadAsync(sound)), 1, $"{container}: as loud as its sound");
        return local;
    }

    // The dubbing is as long as the film, so the pictures are at the same times.
    private async Task ShouldMoveLipsAsync(string film)
    {
        const int PerSecond = 10;
        byte[][] before = await Probe.PicturesAsync(_clip, PerSecond, SpokenClip.Width, SpokenClip.Height);
        byte[][] after = await Probe.PicturesAsync(film, PerSecond, SpokenClip.Width, SpokenClip.Height);
        (byte[] Before, byte[] After)[] pairs = [.. before.Zip(after)];
        pairs.Length.ShouldBeGreaterThan(5 * PerSecond);
        double[] mouth = [.. pairs.Select(pair => SpokenClip.Change(pair.Before, pair.After, atMouth: true)).Order()];
        mouth[^1].ShouldBeGreaterThan(8, "A mouth opens.");
        mouth[mouth.Length / 2].ShouldBeGreaterThan(mouth[0], "It is not always open alike.");
        pairs.Max(pair => SpokenClip.Change(pair.Before, pair.After, atMouth: false)).ShouldBeLessThan(4, "Nothing else moves.");
    }

    private static double SecondsOf(JsonNode format) =>
        double.Parse(format["duration"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
