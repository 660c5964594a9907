using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Nothing that was begun is lost or done twice, whenever the app stops.</summary>
public sealed class RecoveryTests(TestApp app) : IClassFixture<TestApp>
{
    private IDocumentStore Store => app.Services.GetRequiredService<IDocumentStore>();

    [Theory]
    [InlineData("video", "pending")]
    [InlineData("video", "uploading")]
    [InlineData("video", "processing")]
    [InlineData("voice", "processing")]
    public async Task Training_goes_on_after_a_restart(string kind, string stage)
    {
        using Person person = await app.NewPersonAsync();
        app.Engine.Script = ScriptedEngine.HangAsync;
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        if (stage != "pending") await person.UploadAsync(kind, created);
        if (stage == "processing") await person.CompleteUploadAsync(kind, id);
        await person.ModelAsync(kind, id, stage);
        if (stage == "processing") await BegunAsync(id);

        await app.RestartAsync();
        await person.SignInAgainAsync();
        if (stage == "pending") await person.UploadAsync(kind, created);
        if (stage != "processing") await person.CompleteUploadAsync(kind, id);
        await person.ModelAsync(kind, id, "completed");
        app.Engine.Begun.Count(job => job.Id == id).ShouldBe(1);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("processing")]
    public async Task A_video_is_made_after_a_restart_and_charged_once(string stage)
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = stage == "queued" ? ScriptedEngine.WaitAsync : ScriptedEngine.HangAsync;
        string id = (await person.GenerateAsync(models)).Text("video.id");
        await person.VideoAsync(id, stage);
        await BegunAsync(id);

        await app.RestartAsync();
        await person.SignInAgainAsync();
        await person.VideoAsync(id, "completed");
        app.Engine.Begun.Count(job => job.Id == id).ShouldBe(1);
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance is { Left: 2, Held: 0 });
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_done_stays_done_after_a_restart()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync();
        Answer before = await person.GetAsync($"/api/v1/videos/{id}");
        await app.RestartAsync();
        await person.SignInAgainAsync();
        Answer after = await person.GetAsync($"/api/v1/videos/{id}");
        after.Text("video.processing_completed_at").ShouldBe(before.Text("video.processing_completed_at"));
        app.Engine.Begun.ShouldNotContain(job => job.Id == id);
        using HttpResponseMessage file = await person.Http.GetAsync(before.Text("video.output_video_url"));
        file.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_whose_pipeline_was_never_started_is_found_and_done()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string made = await person.MadeVideoAsync(models);
        Job finished = (await Store.FindAsync<Job>(person.Id, made))!.Value;
        string id = Guid.CreateVersion7().ToString("D");
        DateTimeOffset now = app.Time.GetUtcNow();
        Job lost = finished with
        {
            Id = id,
            Inputs = JobInputs.Of(finished.InputsOf<TalkingVideo>() with { Folder = TalkingVideo.FolderOf(person.Id, id) }),
            State = JobState.Queued,
            Progress = 0,
            Charged = null,
            Outputs = null,
            StartedAt = null,
            FinishedAt = null,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now.AddHours(6),
        };
        (await Store.CreateAsync(lost)).ShouldNotBeNull();
        await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(2),
            () => person.GetAsync($"/api/v1/generate/{id}/status"),
            video => video.Text("video.status") == "completed");
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance is { Left: 1, Held: 0 });
    }

    [Fact]
    public async Task A_job_that_cannot_be_paid_any_more_fails_when_it_is_found()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string made = await person.MadeVideoAsync(models);
        Job finished = (await Store.FindAsync<Job>(person.Id, made))!.Value;
        string id = Guid.CreateVersion7().ToString("D");
        await Store.CreateAsync(finished with
        {
            Id = id,
            State = JobState.Queued,
            Cost = 3,
            Outputs = null,
            CreatedAt = app.Time.GetUtcNow(),
        });
        Answer failed = await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(2),
            () => person.GetAsync($"/api/v1/generate/{id}/status"),
            video => video.Text("video.status") == "failed");
        failed.Text("video.error_message").ShouldBe("There were not enough minutes left for this video.");
        (await app.BalanceAsync(person)).Left.ShouldBe(2);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_job_whose_model_is_gone_fails_when_it_is_found(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string made = await person.MadeVideoAsync(models);
        Job finished = (await Store.FindAsync<Job>(person.Id, made))!.Value;
        TalkingVideo inputs = finished.InputsOf<TalkingVideo>();
        string id = Guid.CreateVersion7().ToString("D");
        await Store.CreateAsync(finished with
        {
            Id = id,
            State = JobState.Queued,
            Inputs = JobInputs.Of(
                kind == "video" ? inputs with { VideoModelId = id } : inputs with { VoiceModelId = id }),
            Outputs = null,
            CreatedAt = app.Time.GetUtcNow(),
        });
        Answer failed = await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(2),
            () => person.GetAsync($"/api/v1/generate/{id}/status"),
            video => video.Text("video.status") == "failed");
        failed.Text("video.error_message").ShouldBe("A model that this video needs was deleted.");
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance is { Left: 2, Held: 0 });
    }

    [Fact]
    public async Task A_job_whose_pipeline_ended_without_ending_it_fails()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync();
        await Store.UpdateAsync<Job>(person.Id, id, job => job with
        {
            State = JobState.Processing,
            Outputs = null,
            Charged = null,
            FinishedAt = null,
        });
        Answer failed = await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(2),
            () => person.GetAsync($"/api/v1/generate/{id}/status"),
            video => video.Text("video.status") == "failed");
        failed.Text("video.error_message").ShouldBe(JobFailure.EngineCrashed.Message);
    }

    [Fact]
    public async Task A_model_whose_pipeline_was_never_started_is_found_and_does_not_wait_for_ever()
    {
        using Person person = await app.NewPersonAsync();
        string id = Guid.CreateVersion7().ToString("D");
        DateTimeOffset now = app.Time.GetUtcNow();
        await Store.CreateAsync(new CloneModel
        {
            Id = id,
            OwnerId = person.Id,
            Kind = ModelKind.Video,
            Name = "Lost",
            Source = new MediaKey(MediaKey.Uploads, $"videos/{person.Id}/{id}/source.mp4"),
            Promise = new UploadPromise("video/mp4", 1000),
            UploadExpiresAt = now.AddMinutes(20),
            CreatedAt = now,
            UpdatedAt = now,
        });
        Answer failed = await app.AdvanceUntilAsync(
            TimeSpan.FromMinutes(5),
            () => person.GetAsync($"/api/v1/models/video/{id}"),
            model => model.Text("model.status") == "failed");
        failed.Text("model.error_message").ShouldBe(ModelSources.UploadMissing.Message);
    }

    private Task BegunAsync(string id) =>
        Eventually.GetAsync(() => Task.FromResult(app.Engine.Begun.Any(job => job.Id == id)), begun => begun);
}
