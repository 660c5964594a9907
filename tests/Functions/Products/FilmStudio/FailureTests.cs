using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>Work that hangs, breaks, or loses what it needs: all of it ends, in words that a person understands.</summary>
public sealed class FailureTests : IAsyncLifetime
{
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
    public async Task Work_of_any_kind_that_hangs_fails_at_its_limit_and_costs_nothing()
    {
        string film = await _person.FilmAssetAsync();
        string sound = await _person.RecordingAssetAsync();
        _app.Engine.Script = ScriptedEngine.HangAsync;
        string[] jobs =
        [
            await _person.AskVideoAsync(_project),
            await _person.AskNarrationAsync(_project),
            await _person.AskMusicAsync(_project),
            (await _person.AskAsync("lip-sync", new { projectId = _project, videoPath = film, audioPath = sound })).Text("jobId"),
        ];
        foreach (string job in jobs) await _person.FilmJobAsync(job, "processing");
        foreach (string job in jobs)
        {
            Answer failed = await _app.AdvanceUntilAsync(
                TimeSpan.FromMinutes(10),
                () => _person.GetAsync($"{FilmPeople.Base}/ai/jobs/{job}/status"),
                answer => answer.Text("status") == "failed");
            failed.Text("errorCode").ShouldBe("deadline_passed");
        }
        (await _person.CreditsAsync()).ShouldBe(3);
        (await _person.GetAsync($"{FilmPeople.Base}/projects/{_project}")).Text("status").ShouldBe("failed");
    }

    [Fact]
    public async Task An_engine_that_keeps_breaking_fails_the_composition_and_the_video_stays()
    {
        Answer video = await _person.FilmJobAsync(await _person.AskVideoAsync(_project));
        _app.Engine.Script = (job, watcher, cancel) => job.Task is Domain.Jobs.Engines.EngineTask.AssembleFilm
            ? throw new InvalidOperationException("a secret of ours")
            : _app.Engine.SucceedAsync(job, watcher, cancel);
        await _person.AskMusicAsync(_project);
        Answer project = await _app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(10),
            () => _person.GetAsync($"{FilmPeople.Base}/projects/{_project}"),
            answer => answer.Text("composition.status") == "failed");
        project.Text("composition.error").ShouldContain("a fault on our side");
        project.Text("outputPath").ShouldBe(video.Text("outputPath"));
    }

    [Fact]
    public async Task A_job_whose_file_or_project_is_gone_before_its_turn_is_not_done()
    {
        string film = await _person.FilmAssetAsync();
        string sound = await _person.RecordingAssetAsync();
        string lips = (await _person.AskAsync(
            "lip-sync", new { projectId = _project, videoPath = film, audioPath = sound })).Text("jobId");
        await _person.FilmJobAsync(lips);
        Job job = (await _app.Services.GetRequiredService<IDocumentStore>().FindAsync<Job>(_person.Id, lips))!.Value;
        LipKind kind = _app.Services.GetRequiredService<LipKind>();
        (await kind.AdmitAsync(job, CancellationToken.None)).ShouldBeNull();
        await _person.DeleteAsync($"{FilmPeople.Base}/assets/{sound}");
        (await kind.AdmitAsync(job, CancellationToken.None)).ShouldBe(JobFailure.SourceGone);
        await _person.DeleteAsync($"{FilmPeople.Base}/projects/{_project}");
        (await kind.AdmitAsync(job, CancellationToken.None)).ShouldBe(FilmFailures.ProjectGone);
    }

    [Fact]
    public async Task A_process_that_ends_between_a_part_and_its_composition_composes_it_when_it_is_back()
    {
        Answer video = await _person.FilmJobAsync(await _person.AskVideoAsync(_project));
        TaskCompletionSource gate = _app.Engine.Hold();
        string music = await _person.AskMusicAsync(_project);
        await _person.FilmJobAsync(music, "processing");
        await _app.StopForAsync(TimeSpan.FromMinutes(1));
        gate.TrySetCanceled();
        using var back = Person.WithSession(_app, _person.Email, _person.Id, _person.Token);
        Answer project = await _app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(5),
            () => back.GetAsync($"{FilmPeople.Base}/projects/{_project}"),
            answer => answer.Text("composition.status") == "completed");
        project.Text("composition.videoJobId").ShouldBe(video.Text("id"));
        project.Text("composition.musicJobId").ShouldBe(music);
    }
}
