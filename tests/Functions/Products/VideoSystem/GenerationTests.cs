using System.Net;
using System.Text.Json.Nodes;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>VideoSystem, Video Generation.</summary>
public sealed class GenerationTests : IAsyncLifetime
{
    private const string Generate = $"{Creator.Base}/generate";

    private readonly TestApp _app = new();
    private Person _person = null!;
    private string _project = "";

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await Creator.NewAsync(_app);
        _project = await _person.ProjectAsync();
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_prompt_becomes_a_clip()
    {
        Answer accepted = await _person.OrderAsync(
            _project, "A red boat", new { duration = 15.5, resolution = "1080x1920", style = "anime" }, seed: 42);
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        accepted.Text("data.status").ShouldBe("QUEUED");
        accepted.Number("data.seed").ShouldBe(42);
        accepted.Number("data.estimatedTime").ShouldBeGreaterThan(0);
        string id = accepted.Text("data.jobId");
        Answer job = await _person.JobAsync(id, "COMPLETED");
        job.Number("data.progress").ShouldBe(100);
        job["data.error"].ShouldBeNull();
        job["data.estimatedCompletion"].ShouldBeNull();
        job.Number("data.seed").ShouldBe(42);

        Answer clip = await _person.GetAsync($"{Generate}/clip/{job.Text("data.clipId")}");
        clip["data.duration"]!.GetValue<double>().ShouldBe(15.5);
        clip.Text("data.resolution").ShouldBe("1080x1920");
        clip.Number("data.fileSize").ShouldBe(_app.Engine.FilmBytes);
        clip.Text("data.title").ShouldBe("A red boat");
        DateTimeOffset.Parse(clip.Text("data.expiresAt"), null).ShouldBe(
            _app.Time.GetUtcNow() + TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
        (await _person.Http.GetAsync(clip.Text("data.fileUrl"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _person.Http.GetAsync(clip.Text("data.thumbnailUrl"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode listed = (await _person.GetAsync($"{Creator.Base}/projects/{_project}")).Items("clips").ShouldHaveSingleItem()!;
        listed["id"]!.GetValue<string>().ShouldBe(job.Text("data.clipId"));
        listed.AsObject().Select(field => field.Key).ShouldBe(clip["data"]!.AsObject().Select(field => field.Key));

        EngineTask.PaintFilm film = _app.Engine.Begun.Single().Task.ShouldBeOfType<EngineTask.PaintFilm>();
        (film.Prompt, film.Style, film.Size, film.Seconds, film.Seed, film.Watermark, film.Words).ShouldBe(
            ("A red boat", "anime", new PictureSize(1080, 1920), 15.5, 42L, true, null));
    }

    [Fact]
    public async Task What_is_not_said_is_chosen_and_a_seed_is_told_that_repeats_it()
    {
        string id = (await _person.OrderAsync(_project)).Text("data.jobId");
        Answer job = await _person.JobAsync(id, "COMPLETED");
        EngineTask.PaintFilm film = _app.Engine.Begun.Single().Task.ShouldBeOfType<EngineTask.PaintFilm>();
        (film.Style, film.Size, film.Seconds).ShouldBe((null, new PictureSize(1280, 720), 5));
        film.Seed.ShouldBe(job.Number("data.seed"));
        (await _person.OrderAsync(_project)).Number("data.seed").ShouldNotBe(job.Number("data.seed"));
    }

    [Theory]
    [InlineData("duration", "0.99")]
    [InlineData("duration", "60.01")]
    [InlineData("duration", "\"15\"")]
    [InlineData("resolution", "\"640x480\"")]
    [InlineData("style", "\"cubist\"")]
    public async Task Parameters_have_their_bounds(string field, string value) =>
        (await _person.PostAsync(
            $"{Generate}/video",
            $$$"""{"projectId":"{{{_project}}}","prompt":"A boat","parameters":{"{{{field}}}":{{{value}}}}}"""))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", $"parameters.{field}");

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task A_clip_may_be_as_short_and_as_long_as_that(int duration) =>
        (await _person.OrderAsync(_project, parameters: new { duration })).Status.ShouldBe(HttpStatusCode.Accepted);

    [Fact]
    public async Task A_prompt_that_is_none_has_a_code_of_its_own()
    {
        (await _person.OrderAsync(_project, " ")).ShouldFail(HttpStatusCode.BadRequest, "GEN_002", "prompt");
        (await _person.OrderAsync(_project, new string('x', 5001))).ShouldFail(HttpStatusCode.BadRequest, "GEN_002", "prompt");
        (await _person.OrderAsync(_project, new string('x', 5000))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await _person.PostAsync($"{Generate}/video", "{}"))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "projectId", "prompt");
        (await _person.OrderAsync("nonsense")).ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "projectId");
        (await _person.PostAsync($"{Generate}/video", "{")).ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "body");
    }

    [Fact]
    public async Task What_must_not_be_made_is_refused_and_nothing_is_queued()
    {
        Answer refused = await _person.OrderAsync(_project, "A deepfake of a politician");
        refused.ShouldFail(HttpStatusCode.BadRequest, "GEN_002");
        refused.Text("error.details.category").ShouldBe("deception");
        _app.Engine.Begun.ShouldBeEmpty();
        (await _person.GetAsync($"{Creator.Base}/projects/{_project}")).Text("data.status").ShouldBe("DRAFT");
    }

    [Fact]
    public async Task An_estimate_refuses_what_the_order_would_and_does_nothing()
    {
        object order = new { projectId = _project, prompt = "A boat", parameters = new { duration = 60, resolution = "1920x1080" } };
        Answer estimate = await _person.PostAsync($"{Generate}/estimate", order);
        estimate.Status.ShouldBe(HttpStatusCode.OK);
        estimate.Number("data.storageUsed").ShouldBe(0);
        Answer ordered = await _person.PostAsync($"{Generate}/video", order);
        ordered.Number("data.estimatedFileSize").ShouldBe(estimate.Number("data.estimatedFileSize"));
        ordered.Number("data.queuePosition").ShouldBe(0);
        await _person.JobAsync(ordered.Text("data.jobId"), "COMPLETED");
        _app.Engine.Begun.Count.ShouldBe(1);
        (await _person.PostAsync($"{Generate}/estimate", new { projectId = Guid.NewGuid(), prompt = "A boat" }))
            .ShouldFail(HttpStatusCode.NotFound, "PROJ_001");
        (await _person.PostAsync($"{Generate}/estimate", new { projectId = _project, prompt = "A deepfake of a politician" }))
            .ShouldFail(HttpStatusCode.BadRequest, "GEN_002");
    }

    [Fact]
    public async Task A_failed_job_says_why_and_whether_to_try_again()
    {
        _app.Engine.Script = ScriptedEngine.Refuse("invalid_film", "It cannot be painted.");
        Answer failed = await _person.JobAsync((await _person.OrderAsync(_project)).Text("data.jobId"), "FAILED");
        failed["data.error"]!.ToJsonString().ShouldBe(
            """{"code":"GEN_001","reason":"prompt.invalid_film","message":"It cannot be painted.","retryable":false}""");
        failed["data.clipId"].ShouldBeNull();
        (await _person.GetAsync($"{Generate}/clip/{failed.Text("data.id")}")).ShouldFail(HttpStatusCode.NotFound, "GEN_003");
    }

    [Fact]
    public async Task A_cancelled_job_reads_failed_and_stays_so()
    {
        _app.Engine.Script = ScriptedEngine.HangAsync;
        string id = (await _person.OrderAsync(_project)).Text("data.jobId");
        Answer running = await _person.JobAsync(id, "PROCESSING");
        running.Text("data.startedAt").ShouldEndWith("Z");
        running.Text("data.estimatedCompletion").ShouldEndWith("Z");
        Answer cancelled = await _person.PostAsync($"{Generate}/cancel/{id}");
        cancelled.Text("data.status").ShouldBe("FAILED");
        cancelled.Text("data.error.reason").ShouldBe("cancelled");
        (await _person.PostAsync($"{Generate}/cancel/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        (await _person.GetAsync($"{Creator.Base}/projects/{_project}")).Text("data.status").ShouldBe("FAILED");
        await Eventually.HoldsAsync(() => _app.Engine.Cancelled.Contains(id), "the work stopped");
        _app.Engine.Script = null;
        string clip = await _person.ClipAsync(_project);
        (await _person.PostAsync($"{Generate}/cancel/{clip}")).ShouldFail(HttpStatusCode.Conflict, "GEN_004");
    }

    [Fact]
    public async Task Progress_is_told_as_it_comes()
    {
        TaskCompletionSource gate = _app.Engine.Hold();
        string id = (await _person.OrderAsync(_project)).Text("data.jobId");
        await _person.JobAsync(id, "PROCESSING");
        using EventReader events = await EventReader.OpenAsync(_person, $"{Generate}/events/{id}");
        (await events.NextAsync("PROCESSING")).Data["id"]!.GetValue<string>().ShouldBe(id);
        gate.SetResult();
        Event last = await events.NextAsync("COMPLETED");
        last.Data["clipId"]!.GetValue<string>().ShouldBe(id);
        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Where_a_job_waits_is_told()
    {
        _app.Engine.Capacity = 1;
        TaskCompletionSource gate = _app.Engine.Hold();
        string first = (await _person.OrderAsync(_project)).Text("data.jobId");
        await _person.JobAsync(first, "PROCESSING");
        await _person.OrderAsync(_project);
        Answer third = await _person.OrderAsync(_project);
        third.Number("data.queuePosition").ShouldBe(1);
        third.Number("data.estimatedTime").ShouldBeGreaterThan(16);
        (await _person.GetAsync($"{Generate}/status/{third.Text("data.jobId")}")).Number("data.queuePosition").ShouldBe(1);
        gate.SetResult();
        await _person.JobAsync(third.Text("data.jobId"), "COMPLETED");
    }
}
