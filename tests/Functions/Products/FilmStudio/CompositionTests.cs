using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>A project's film is its newest video with its newest narration and music.</summary>
public sealed class CompositionTests : IAsyncLifetime
{
    private readonly TestApp _app = new();
    private FaultyStore _store = null!;
    private Person _person = null!;
    private string _project = "";

    private IEnumerable<EngineTask.AssembleFilm> Assembled =>
        _app.Engine.Begun.Select(job => job.Task).OfType<EngineTask.AssembleFilm>();

    public async Task InitializeAsync()
    {
        _app.AroundStore = inner => _store = new FaultyStore(inner);
        await _app.InitializeAsync();
        _person = await FilmPeople.NewAsync(_app);
        _project = await _person.FilmProjectAsync("My film");
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_video_alone_is_the_film_and_nothing_is_composed()
    {
        Answer video = await MadeAsync(await _person.AskVideoAsync(_project));
        Answer project = await ProjectAsync();
        project.Text("composition.status").ShouldBe("none");
        project.Text("outputPath").ShouldBe(video.Text("outputPath"));
        Assembled.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_newest_of_each_is_put_together_and_again_when_one_changes()
    {
        Answer narration = await MadeAsync(await _person.AskNarrationAsync(_project));
        Answer music = await MadeAsync(await _person.AskMusicAsync(_project));
        (await ProjectAsync())["outputUrl"].ShouldBeNull();
        Assembled.ShouldBeEmpty();
        Answer video = await MadeAsync(await _person.AskVideoAsync(_project));
        Answer project = await _person.ComposedAsync(_project);
        (project.Text("composition.videoJobId"), project.Text("composition.audioJobId"), project.Text("composition.musicJobId"))
            .ShouldBe((video.Text("id"), narration.Text("id"), music.Text("id")));
        EngineTask.AssembleFilm film = Assembled.Single();
        ("s3://" + film.Picture, "s3://" + film.Narration, "s3://" + film.Music).ShouldBe(
            (video.Text("outputPath"), narration.Text("outputPath"), music.Text("outputPath")));
        (film.KeepsSound, film.Watermark, film.ShowsTitle, film.Title).ShouldBe((false, false, false, "My film"));
        film.Captions.ShouldNotBeNull();
        film.CaptionsLanguage.ShouldBe("en");
        (await _person.Http.GetAsync(project.Text("outputUrl"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        Answer second = await MadeAsync(await _person.AskNarrationAsync(_project, "Another text."));
        Answer anew = await ComposedOfAsync(audio: second.Text("id"));
        anew.Text("outputPath").ShouldNotBe(project.Text("outputPath"));
        // What it took the place of goes.
        await Eventually.GetAsync(
            () => _person.Http.GetAsync(project.Text("outputUrl")), answer => answer.StatusCode == HttpStatusCode.NotFound);
        (await _person.CreditsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_newest_was_asked_for_last_whichever_is_done_first()
    {
        await MadeAsync(await _person.AskMusicAsync(_project));
        Func<ScriptedJob, IJobWatcher, CancellationToken, Task<EngineVerdict>> usual = _app.Engine.SucceedAsync;
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Engine.Script = async (job, watcher, cancel) =>
        {
            if (job.Task is EngineTask.PaintFilm { Prompt: "Slow" }) await gate.Task.WaitAsync(cancel);
            return await usual(job, watcher, cancel);
        };
        string slow = await _person.AskVideoAsync(_project, "Slow");
        string quick = await _person.AskVideoAsync(_project, "Quick");
        await MadeAsync(quick);
        await ComposedOfAsync(video: quick);
        gate.SetResult();
        await MadeAsync(slow);
        await ComposedOfAsync(video: quick);
    }

    [Fact]
    public async Task A_narration_that_is_done_while_a_video_is_made_goes_with_both()
    {
        string first = await _person.AskVideoAsync(_project);
        await MadeAsync(first);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Func<ScriptedJob, IJobWatcher, CancellationToken, Task<EngineVerdict>> usual = _app.Engine.SucceedAsync;
        _app.Engine.Script = async (job, watcher, cancel) =>
        {
            if (job.Task is EngineTask.PaintFilm) await gate.Task.WaitAsync(cancel);
            return await usual(job, watcher, cancel);
        };
        string second = await _person.AskVideoAsync(_project);
        string narration = await _person.AskNarrationAsync(_project);
        await ComposedOfAsync(video: first, audio: narration);
        gate.SetResult();
        await ComposedOfAsync(video: second, audio: narration);
    }

    [Fact]
    public async Task Parts_that_were_looked_up_before_newer_ones_came_replace_nothing()
    {
        await MadeAsync(await _person.AskVideoAsync(_project));
        await ComposedOfAsync(music: await _person.AskMusicAsync(_project));
        TaskCompletionSource looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource lookedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // Whoever has looked for all three kinds of parts, and now reads the project, is about to write into it.
        int kinds = 0;
        Task BeforeAsync(string operation, Type type)
        {
            if ((operation, type) == ("query", typeof(Job))) Interlocked.Increment(ref kinds);
            if ((operation, type) != ("find", typeof(FilmProject)) || Interlocked.Exchange(ref kinds, 0) < 3)
                return Task.CompletedTask;
            if (looked.TrySetResult()) return gate.Task;
            if (gate.Task.IsCompleted) lookedAgain.TrySetResult();
            return Task.CompletedTask;
        }

        _store.Before = BeforeAsync;
        string music = await _person.AskMusicAsync(_project);
        await looked.Task.WaitAsync(Limits.Wait);
        string video = await _person.AskVideoAsync(_project);
        Answer newest = await ComposedOfAsync(video: video, music: music);
        gate.SetResult();
        await lookedAgain.Task.WaitAsync(Limits.Wait);
        (await ProjectAsync()).Text("outputPath").ShouldBe(newest.Text("outputPath"));
    }

    [Fact]
    public async Task A_part_that_is_deleted_gives_way_to_the_one_before()
    {
        string first = await _person.AskVideoAsync(_project);
        await MadeAsync(first);
        string music = await _person.AskMusicAsync(_project);
        await ComposedOfAsync(video: first, music: music);
        string second = await _person.AskVideoAsync(_project);
        await ComposedOfAsync(video: second, music: music);
        Answer deleted = await _person.DeleteAsync($"{FilmPeople.Base}/ai/jobs/{second}");
        deleted.Body!.ToJsonString().ShouldBe("""{"message":"Job deleted successfully"}""");
        await ComposedOfAsync(video: first, music: music);
        await _person.DeleteAsync($"{FilmPeople.Base}/ai/jobs/{music}");
        Answer alone = await ProjectAsync();
        alone.Text("composition.status").ShouldBe("none");
        alone.Text("outputPath").ShouldContain(first);
        await _person.DeleteAsync($"{FilmPeople.Base}/ai/jobs/{first}");
        (await ProjectAsync())["outputUrl"].ShouldBeNull();
        await Eventually.HoldsAsync(() => !_app.HasMedia($"library/filmstudio/{_person.Id}"), "no file is left");
    }

    [Fact]
    public async Task What_cannot_be_put_together_is_told_and_hides_no_video()
    {
        Answer video = await MadeAsync(await _person.AskVideoAsync(_project));
        Func<ScriptedJob, IJobWatcher, CancellationToken, Task<EngineVerdict>> usual = _app.Engine.SucceedAsync;
        _app.Engine.Script = (job, watcher, cancel) => job.Task is EngineTask.AssembleFilm
            ? ScriptedEngine.Refuse("impossible_film", "They do not fit.")(job, watcher, cancel)
            : usual(job, watcher, cancel);
        await _person.AskMusicAsync(_project);
        Answer failed = await _person.ComposedAsync(_project, "failed");
        failed.Text("composition.error").ShouldBe("They do not fit.");
        failed.Text("status").ShouldBe("completed");
        failed.Text("outputPath").ShouldBe(video.Text("outputPath"));
        _app.Engine.Script = null;
        string again = await _person.AskMusicAsync(_project);
        await ComposedOfAsync(music: again);
    }

    [Fact]
    public async Task A_composition_is_no_job_that_anybody_asked_for()
    {
        await MadeAsync(await _person.AskVideoAsync(_project));
        await _person.AskMusicAsync(_project);
        Answer project = await _person.ComposedAsync(_project);
        string id = project.Text("outputPath").Split('/')[^2];
        (await _person.GetAsync($"{FilmPeople.Base}/ai/jobs/{id}/status")).ShouldBeMissing();
        (await _person.DeleteAsync($"{FilmPeople.Base}/ai/jobs/{id}")).ShouldBeMissing();
    }

    [Fact]
    public async Task A_film_whose_lips_were_moved_speaks_for_itself_until_something_else_is_said()
    {
        Answer video = await MadeAsync(await _person.AskVideoAsync(_project));
        Answer narration = await MadeAsync(await _person.AskNarrationAsync(_project));
        string lips = (await _person.AskAsync("lip-sync", new
        {
            projectId = _project,
            videoPath = video.Text("outputPath"),
            audioPath = narration.Text("outputPath"),
        })).Text("jobId");
        await MadeAsync(lips);
        Answer alone = await ProjectAsync();
        (alone.Text("composition.status"), alone.Text("composition.videoJobId"), alone["composition.audioJobId"]).ShouldBe(
            ("none", lips, null));
        await _person.AskMusicAsync(_project);
        await ComposedOfAsync(video: lips);
        Assembled.Last().KeepsSound.ShouldBeTrue();
        string later = await _person.AskNarrationAsync(_project, "Something else.");
        await ComposedOfAsync(video: lips, audio: later);
        Assembled.Last().KeepsSound.ShouldBeFalse();
    }

    [Fact]
    public async Task A_change_that_was_cut_off_is_found_by_the_sweep()
    {
        string first = await _person.AskVideoAsync(_project);
        await MadeAsync(first);
        string music = await _person.AskMusicAsync(_project);
        await ComposedOfAsync(video: first, music: music);
        // Whoever deleted the video came no further than this.
        IDocumentStore store = _app.Services.GetRequiredService<IDocumentStore>();
        await store.UpdateAsync<FilmProject>(_person.Id, _project, known => known.Change(_app.Time.GetUtcNow()));
        await store.DeleteAsync<Job>(_person.Id, first);
        FilmProject settled = await _app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(30),
            async () => (await store.FindAsync<FilmProject>(_person.Id, _project))!.Value,
            project => project.ChangedAt is null);
        (settled.Composition, settled.Newest).ShouldBe((null, null));
        Answer empty = await ProjectAsync();
        (empty.Text("status"), empty.Text("composition.status"), empty["outputUrl"]).ShouldBe(("draft", "none", null));
    }

    private Task<Answer> MadeAsync(string id) => _person.FilmJobAsync(id);

    private Task<Answer> ProjectAsync() => _person.GetAsync($"{FilmPeople.Base}/projects/{_project}");

    private Task<Answer> ComposedOfAsync(string? video = null, string? audio = null, string? music = null) => Eventually.GetAsync(
        ProjectAsync,
        project => project.Text("composition.status") == "completed" &&
            Is(project, "videoJobId", video) && Is(project, "audioJobId", audio) && Is(project, "musicJobId", music));

    private static bool Is(Answer project, string part, string? id) =>
        id is null || project[$"composition.{part}"]?.GetValue<string>() == id;
}
