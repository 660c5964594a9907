using System.Globalization;
using System.Net;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VoiceCloning;

/// <summary>Work on files. VoiceCloning, Processing.</summary>
public sealed class ProcessingTests(TestApp app) : IAsyncLifetime, IClassFixture<TestApp>
{
    private const string Base = VoicePeople.Base;
    private Person _person = null!;

    public async Task InitializeAsync()
    {
        app.Engine.Script = null;
        _person = await VoicePeople.NewAsync(app);
    }

    public Task DisposeAsync()
    {
        _person.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task From_film_to_dubbed_film()
    {
        string film = await _person.FilmAsync();
        string audio = await _person.MakeAsync(
            "extract-audio", new { video_file_id = film, audio_format = "flac", sample_rate = 48_000 });
        TaskOf<EngineTask.ExtractAudio>(audio).ShouldSatisfyAllConditions(
            task => task.Format.ShouldBe("flac"), task => task.SampleRate.ShouldBe(48_000));
        (await _person.GetAsync($"{Base}/files/{audio}")).Text("original_name").ShouldBe("film.flac");
        string transcript = await _person.MakeAsync(
            "transcribe", new { audio_file_id = audio, source_language = "en", model = "whisper-large" });
        TaskOf<EngineTask.Transcribe>(transcript).Language.ShouldBe("en");
        string voice = await _person.MakeAsync(
            "clone-voice", new { audio_file_id = audio, target_language = "es", text_content = "Hola." });
        EngineTask.Speak speak = TaskOf<EngineTask.Speak>(voice);
        (speak.Text, speak.Language, speak.Profile).ShouldBe(("Hola.", "es", null));
        // Without a profile, the recording's own voice.
        speak.Sample.ShouldNotBeNull().Name.ShouldEndWith("sound.flac");
        string dubbed = await _person.MakeAsync(
            "generate-video",
            new { original_video_id = film, cloned_audio_id = voice, output_format = "webm", quality = "low" });
        TaskOf<EngineTask.SyncLips>(dubbed).ShouldSatisfyAllConditions(
            task => task.Container.ShouldBe("webm"),
            task => task.Quality.ShouldBe("low"),
            task => task.NeedsFace.ShouldBeFalse(),
            task => task.LongestSide.ShouldBeGreaterThan(1920));
        Answer made = await _person.GetAsync($"{Base}/files/{dubbed}");
        made.Text("resolution").ShouldBe("64x48");
        made.Text("format").ShouldBe("webm");
        using HttpClient anybody = app.Anonymous();
        Answer job = await _person.GetAsync($"{Base}/process/status/{dubbed}");
        (await anybody.GetByteArrayAsync(job.Text("result_url"))).Length.ShouldBe(3000);
    }

    [Fact]
    public async Task A_job_tells_how_far_it_is_as_the_contract_shows()
    {
        string recording = await _person.RecordingAsync();
        app.Engine.Script = ScriptedEngine.HangAsync;
        string id = await _person.ProcessAsync("extract-audio", new { video_file_id = recording });
        Answer job = await Eventually.GetAsync(
            () => _person.GetAsync($"{Base}/process/status/{id}"), answer => answer.Number("progress") == 45);
        ContractExample.Parse("""
            {"job_id":"018d0c5e-7a00-7000-8000-000000000001","status":"processing","progress":75,
             "estimated_completion":"2024-01-15T10:30:00Z","result_url":null}
            """).ShouldMatch(
            job,
            added: ["output_file_id", "error", "error_code", "job_type", "queue_position", "created_at", "completed_at"]);
        job.Text("status").ShouldBe("processing");
        job.Text("job_type").ShouldBe("extract_audio");
        DateTimeOffset.Parse(job.Text("estimated_completion"), CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(app.Time.GetUtcNow().AddSeconds(-1));
        job["result_url"].ShouldBeNull();
    }

    [Theory]
    [InlineData("no_sound", "The film has no sound. Please upload one in which something can be heard.")]
    [InlineData("unknown_language", "The language cannot be recognised.")]
    public async Task Why_a_job_failed_is_told_as_the_engine_says_it(string code, string message)
    {
        string film = await _person.FilmAsync();
        app.Engine.Script = ScriptedEngine.Refuse(code, message);
        Answer job = await _person.JobAsync(await _person.ProcessAsync("extract-audio", new { video_file_id = film }), "failed");
        job.Text("error").ShouldBe(message);
        job.Text("error_code").ShouldBe(code);
        job["output_file_id"].ShouldBeNull();
        (await _person.GetAsync($"{Base}/files/{job.Text("job_id")}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_job_whose_file_is_deleted_before_it_begins_fails_and_says_so()
    {
        string recording = await _person.RecordingAsync();
        app.Engine.Script = async (job, watcher, cancellationToken) =>
        {
            await _person.DeleteAsync($"{Base}/files/{recording}");
            return await ScriptedEngine.Refuse("source_deleted", "A file that this is made from was deleted.")(
                job, watcher, cancellationToken);
        };
        string id = await _person.ProcessAsync("transcribe", new { audio_file_id = recording });
        (await _person.JobAsync(id, "failed")).Text("error_code").ShouldBe("source_deleted");
    }

    [Theory]
    [InlineData("extract-audio", """{"audio_format":"wav"}""", "video_file_id")]
    [InlineData("extract-audio", """{"video_file_id":"nonsense","audio_format":"aac","sample_rate":44000}""", "video_file_id", "audio_format", "sample_rate")]
    [InlineData("transcribe", """{"source_language":"english please","model":"large"}""", "audio_file_id", "source_language", "model")]
    [InlineData("clone-voice", """{"target_language":"it"}""", "audio_file_id", "target_language", "text_content")]
    [InlineData("generate-video", """{"output_format":"avi","quality":"best"}""", "original_video_id", "cloned_audio_id", "output_format", "quality")]
    public async Task What_cannot_be_is_refused_field_by_field(string what, string body, params string[] fields) =>
        (await _person.PostAsync($"{Base}/process/{what}", body)).ShouldFail(HttpStatusCode.BadRequest, "validation_error", fields);

    [Fact]
    public async Task Files_of_the_wrong_sort_and_of_others_are_refused()
    {
        using Person other = await VoicePeople.NewAsync(app);
        string film = await _person.FilmAsync(), recording = await _person.RecordingAsync(), foreign = await other.RecordingAsync();
        (await CloneAsync(film)).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "audio_file_id");
        (await CloneAsync(foreign)).ShouldFail(HttpStatusCode.NotFound, "not_found");
        (await GenerateAsync(recording, recording)).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "original_video_id");
        (await GenerateAsync(film, film)).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "cloned_audio_id");
        (await GenerateAsync(film, foreign)).ShouldFail(HttpStatusCode.NotFound, "not_found");
        string transcript = await _person.TranscriptAsync(recording);
        (await CloneAsync(transcript)).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "audio_file_id");

        Task<Answer> CloneAsync(string id) => _person.PostAsync(
            $"{Base}/process/clone-voice", new { audio_file_id = id, target_language = "es", text_content = "Hola." });

        Task<Answer> GenerateAsync(string video, string sound) => _person.PostAsync(
            $"{Base}/process/generate-video", new { original_video_id = video, cloned_audio_id = sound });
    }

    private T TaskOf<T>(string jobId)
        where T : EngineTask => app.Engine.Begun.Last(job => job.Id == jobId).Task.ShouldBeOfType<T>();
}
