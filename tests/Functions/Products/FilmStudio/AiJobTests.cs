using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>FilmStudio, AI Job Service.</summary>
public sealed class AiJobTests : IAsyncLifetime
{
    private const string Ai = $"{FilmPeople.Base}/ai";

    private readonly TestApp _app = new();
    private Person _person = null!;
    private string _project = "";

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await FilmPeople.NewAsync(_app);
        _project = await _person.FilmProjectAsync();
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_prompt_becomes_a_video()
    {
        Answer accepted = await _person.AskAsync(
            "video-generate",
            new
            {
                projectId = _project,
                prompt = "A cinematic scene of a sunset over mountains",
                style = "cinematic",
                duration = 30,
            });
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        accepted.Text("status").ShouldBe("queued");
        accepted.Text("estimatedTime").ShouldBe("1-2 minutes");
        accepted.Number("estimatedSeconds").ShouldBe(31);
        Answer job = await _person.FilmJobAsync(accepted.Text("jobId"));
        (job.Text("id"), job.Text("projectId"), job.Text("type"), job.Number("progress")).ShouldBe(
            (accepted.Text("jobId"), _project, "video_generation", 100));
        job.Text("startedAt").ShouldEndWith("Z");
        job.Text("completedAt").ShouldEndWith("Z");
        job["error"].ShouldBeNull();
        job.Text("outputPath").ShouldStartWith("s3://");
        (await _person.Http.GetAsync(job.Text("outputUrl"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        Answer project = await _person.GetAsync($"{FilmPeople.Base}/projects/{_project}");
        project.Text("status").ShouldBe("completed");
        (await _person.Http.GetAsync(project.Text("outputUrl"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        EngineTask.PaintFilm film = _app.Engine.Begun.Single().Task.ShouldBeOfType<EngineTask.PaintFilm>();
        (film.Prompt, film.Style, film.Size, film.Seconds, film.Watermark).ShouldBe(
            ("A cinematic scene of a sunset over mountains", "cinematic", new PictureSize(1280, 720), 30, true));
        (await _person.CreditsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_text_becomes_a_narration_and_costs_nothing()
    {
        Answer accepted = await _person.AskAsync("audio-generate", new
        {
            projectId = _project,
            text = "Welcome to AI Film Studio",
            voiceId = "male-young-energetic",
            language = "es",
        });
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        Answer job = await _person.FilmJobAsync(accepted.Text("jobId"));
        job.Text("type").ShouldBe("audio_generation");
        EngineTask.Speak speech = _app.Engine.Begun.Single().Task.ShouldBeOfType<EngineTask.Speak>();
        (speech.Text, speech.Voice, speech.Language).ShouldBe(("Welcome to AI Film Studio", "male-young-energetic", "es"));
        string japanese = (await _person.PostAsync(
            $"{FilmPeople.Base}/projects/create", new { name = "x", language = "ja" })).Text("id");
        await _person.FilmJobAsync(await _person.AskNarrationAsync(japanese, "こんにちは。"));
        ((EngineTask.Speak)_app.Engine.Begun.Last().Task).Language.ShouldBe("ja");
        (await _person.CreditsAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task A_prompt_becomes_music_and_costs_nothing()
    {
        Answer accepted = await _person.AskAsync(
            "music-generate",
            new { projectId = _project, prompt = "Upbeat electronic music", duration = 30, genre = "electronic" });
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        (await _person.FilmJobAsync(accepted.Text("jobId"))).Text("type").ShouldBe("music_generation");
        EngineTask.ComposeMusic music = _app.Engine.Begun.Single().Task.ShouldBeOfType<EngineTask.ComposeMusic>();
        (music.Prompt, music.Genre, music.Seconds).ShouldBe(("Upbeat electronic music", "electronic", 30));
        (await _person.CreditsAsync()).ShouldBe(3);
    }

    [Theory]
    [InlineData("video-generate", "prompt", "\" \"")]
    [InlineData("video-generate", "duration", "4.99")]
    [InlineData("video-generate", "duration", "120.01")]
    [InlineData("video-generate", "duration", "\"30\"")]
    [InlineData("video-generate", "style", "\"cubist\"")]
    [InlineData("video-generate", "projectId", "\"mine\"")]
    [InlineData("video-generate", "projectId", "\" 018d0c5e-7a00-7000-8000-000000000001\"")]
    [InlineData("video-generate", "projectId", "\"+18d0c5e-7a00-7000-8000-000000000001\"")]
    [InlineData("audio-generate", "text", "\"\"")]
    [InlineData("audio-generate", "voiceId", "\"robot\"")]
    [InlineData("audio-generate", "voiceId", "\"\"")]
    [InlineData("audio-generate", "voiceId", "\" \"")]
    [InlineData("audio-generate", "language", "\"it\"")]
    [InlineData("music-generate", "duration", "4.99")]
    [InlineData("music-generate", "duration", "300.01")]
    [InlineData("music-generate", "genre", "\"polka\"")]
    [InlineData("lip-sync", "videoPath", "\"http://elsewhere/a.mp4\"")]
    [InlineData("lip-sync", "audioPath", "\"s3://\"")]
    [InlineData("lip-sync", "audioPath", "5")]
    public async Task What_is_out_of_bounds_is_refused_by_its_name(string what, string field, string value)
    {
        Dictionary<string, string> body = what switch
        {
            "video-generate" => new() { ["prompt"] = "\"A boat\"" },
            "audio-generate" => new() { ["text"] = "\"Ahoy\"" },
            "music-generate" => new() { ["prompt"] = "\"Slow piano\"" },
            _ => new() { ["videoPath"] = "\"s3://bucket/a.mp4\"", ["audioPath"] = "\"s3://bucket/a.mp3\"" },
        };
        body["projectId"] = $"\"{_project}\"";
        body[field] = value;
        string json = string.Join(',', body.Select(pair => $"\"{pair.Key}\":{pair.Value}"));
        (await _person.AskAsync(what, $"{{{json}}}")).ShouldBeWrong(field);
        _app.Engine.Begun.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_just_within_bounds_is_taken()
    {
        foreach (double duration in new[] { 5, 120.0 })
            (await _person.AskAsync("video-generate", new { projectId = _project, prompt = new string('x', 5000), duration }))
                .Status.ShouldBe(HttpStatusCode.Accepted);
        foreach (double duration in new[] { 5, 300.0 })
            (await _person.AskAsync("music-generate", new { projectId = _project, prompt = "x", duration }))
                .Status.ShouldBe(HttpStatusCode.Accepted);
        (await _person.AskAsync("audio-generate", new { projectId = _project, text = new string('x', 5000) }))
            .Status.ShouldBe(HttpStatusCode.Accepted);
        string tooLong = new('x', 5001);
        (await _person.AskAsync("audio-generate", new { projectId = _project, text = tooLong })).ShouldBeWrong("text");
        (await _person.AskAsync("video-generate", new { projectId = _project, prompt = tooLong })).ShouldBeWrong("prompt");
        (await _person.AskAsync("video-generate", new { })).ShouldBeWrong("projectId", "prompt");
        (await _person.AskAsync("video-generate", "{")).ShouldBeWrong("body");
        foreach (string style in new[] { "realistic", "cinematic", "anime", "watercolor", "pixel", "noir" })
            (await _person.PostAsync($"{FilmPeople.Base}/projects/{_project}/regenerate", new { style }))
                .Status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.PaymentRequired);
        foreach (string genre in new[] { "electronic", "ambient", "cinematic", "rock", "jazz", "classical", "lofi", "folk" })
            (await _person.AskAsync("music-generate", new { projectId = _project, prompt = "x", genre }))
                .Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task What_must_not_be_made_is_refused_and_nothing_is_charged()
    {
        const string Forbidden = "A deepfake of a politician";
        (await _person.AskAsync("video-generate", new { projectId = _project, prompt = Forbidden })).ShouldBeWrong("prompt");
        (await _person.AskAsync("audio-generate", new { projectId = _project, text = Forbidden })).ShouldBeWrong("text");
        (await _person.AskAsync("music-generate", new { projectId = _project, prompt = Forbidden })).ShouldBeWrong("prompt");
        await _person.FilmJobAsync(await _person.AskVideoAsync(_project));
        (await _person.PostAsync($"{FilmPeople.Base}/projects/{_project}/regenerate", new { prompt = Forbidden }))
            .ShouldBeWrong("prompt");
        _app.Engine.Begun.Count.ShouldBe(1);
        (await _person.CreditsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_fourth_video_a_month_needs_credits_and_what_failed_costs_nothing()
    {
        _app.Engine.Script = ScriptedEngine.Refuse("invalid_film", "It cannot be painted.");
        string failed = await _person.AskVideoAsync(_project);
        Answer job = await _person.FilmJobAsync(failed, "failed");
        (job.Text("error"), job.Text("errorCode"), job["outputUrl"], job["outputPath"]).ShouldBe(
            ("It cannot be painted.", "invalid_film", null, null));
        (await _person.CreditsAsync()).ShouldBe(3);
        _app.Engine.Script = null;
        for (int i = 0; i < 3; i++) await _person.AskVideoAsync(_project);
        (await _person.AskAsync("video-generate", new { projectId = _project, prompt = "A boat" }))
            .ShouldFail(HttpStatusCode.PaymentRequired, "Insufficient credits: 1 needed, 0 left");
        await _person.AskNarrationAsync(_project);
    }

    [Fact]
    public async Task Who_has_no_room_left_is_told_so_until_something_is_deleted()
    {
        StorageBook storage = _app.Services.GetRequiredService<StorageBook>();
        await storage.CountAsync(FilmWork.RoomOf(_person.Id), "other", FilmWork.StorageLimit - 1000, CancellationToken.None);
        string made = await _person.AskMusicAsync(_project);
        await _person.FilmJobAsync(made);
        await _person.AskMusicAsync(_project);
        await storage.CountAsync(FilmWork.RoomOf(_person.Id), "more", 1000, CancellationToken.None);
        Answer full = await _person.AskAsync("video-generate", new { projectId = _project, prompt = "A boat" });
        full.Status.ShouldBe(HttpStatusCode.BadRequest);
        full.Text("error").ShouldStartWith("Storage limit reached");
        (await _person.PostAsync($"{FilmPeople.Base}/assets", new { fileName = "a", contentType = "video/mp4", fileSize = 10 }))
            .Text("error").ShouldStartWith("Storage limit reached");
        await storage.ReturnAsync(FilmWork.RoomOf(_person.Id), "other", CancellationToken.None);
        await _person.AskVideoAsync(_project);
    }

    [Fact]
    public async Task A_cancelled_job_reads_failed_and_gives_its_credit_back()
    {
        _app.Engine.Script = ScriptedEngine.HangAsync;
        string id = await _person.AskVideoAsync(_project);
        Answer running = await _person.FilmJobAsync(id, "processing");
        running.Text("estimatedCompletion").ShouldEndWith("Z");
        Answer cancelled = await _person.PostAsync($"{Ai}/jobs/{id}/cancel");
        (cancelled.Text("status"), cancelled.Text("errorCode")).ShouldBe(("failed", "cancelled"));
        (await _person.PostAsync($"{Ai}/jobs/{id}/cancel")).Status.ShouldBe(HttpStatusCode.OK);
        (await _person.GetAsync($"{FilmPeople.Base}/projects/{_project}")).Text("status").ShouldBe("failed");
        await Eventually.HoldsAsync(() => _app.Engine.Cancelled.Contains(id), "the work stopped");
        (await _person.CreditsAsync()).ShouldBe(3);
        _app.Engine.Script = null;
        string made = await _person.AskVideoAsync(_project);
        await _person.FilmJobAsync(made);
        (await _person.PostAsync($"{Ai}/jobs/{made}/cancel"))
            .ShouldFail(HttpStatusCode.Conflict, "The job has ended and cannot be cancelled");
    }

    [Fact]
    public async Task Progress_is_told_as_it_comes()
    {
        TaskCompletionSource gate = _app.Engine.Hold();
        string id = await _person.AskMusicAsync(_project);
        await _person.FilmJobAsync(id, "processing");
        using EventReader events = await EventReader.OpenAsync(_person, $"{Ai}/jobs/{id}/events");
        (await events.NextAsync("processing")).Data["id"]!.GetValue<string>().ShouldBe(id);
        gate.SetResult();
        (await events.NextAsync("completed")).Data["outputUrl"].ShouldNotBeNull();
        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task The_voices_are_those_that_can_be_asked_for()
    {
        Answer voices = await _person.GetAsync($"{Ai}/voices");
        string[] ids = [.. voices["voices"]!.AsArray().Select(voice => voice!["id"]!.GetValue<string>())];
        ids.ShouldContain("male-young-energetic");
        ids.Distinct().Count().ShouldBe(ids.Length);
        foreach (string voiceId in ids)
            (await _person.AskAsync("audio-generate", new { projectId = _project, text = "x", voiceId }))
                .Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_request_that_is_repeated_makes_one_video()
    {
        object body = new { projectId = _project, prompt = "A boat", duration = 5 };
        string first = (await _person.PostOnceAsync("one", $"{Ai}/video-generate", body)).Text("jobId");
        (await _person.PostOnceAsync("one", $"{Ai}/video-generate", body)).Text("jobId").ShouldBe(first);
        await _person.FilmJobAsync(first);
        _app.Engine.Begun.Count.ShouldBe(1);
        (await _person.CreditsAsync()).ShouldBe(2);
    }
}
