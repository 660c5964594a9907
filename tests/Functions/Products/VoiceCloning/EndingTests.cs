using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.VoiceCloning;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VoiceCloning;

/// <summary>Jobs of every kind that end otherwise than they should: the room they take is exact, and nothing else stays.</summary>
public sealed class EndingTests : IAsyncLifetime
{
    private const string Base = VoicePeople.Base;

    private readonly TestApp _app = new();
    private Person _person = null!;
    private string _film = "", _recording = "", _transcript = "", _profile = "";

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await VoicePeople.NewAsync(_app);
        (_film, _recording) = (await _person.FilmAsync(), await _person.RecordingAsync());
        _transcript = await _person.TranscriptAsync(_recording);
        _profile = await _person.ProfileAsync(_recording);
        await _person.ProfileAsync(_profile, ProfileStatus.Ready);
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_never_ends_is_given_up_at_its_deadline_and_leaves_nothing(bool begins)
    {
        long before = await RoomAsync();
        _app.Engine.Script = begins ? ScriptedEngine.HangAsync : ScriptedEngine.WaitAsync;
        string[] jobs = await AskForAllAsync();
        await WorkedOnAsync(jobs);

        await _app.AdvanceUntilAsync(
            TimeSpan.FromHours(4), () => Task.WhenAll(jobs.Select(FindAsync)), all => all.All(job => job!.IsFinished));

        // The token was good for an hour.
        using var again = Person.WithSession(
            _app, _person.Email, _person.Id, (await _app.LoginAsync(_person.Email)).Text("access_token"));
        await ShouldHaveFailedAsync(again, jobs, JobFailure.TimedOut);
        (await RoomAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_has_lost_its_files_fails_and_leaves_nothing()
    {
        JobFailure gone = JobFailure.SourceGone;
        TaskCompletionSource deleted = HoldUntil(_ => Task.FromResult(EngineVerdict.Impossible(gone)));
        string[] jobs = await AskForAllAsync();
        await WorkedOnAsync(jobs);

        await DeleteFilesAsync();
        deleted.SetResult();

        await ShouldHaveFailedAsync(_person, jobs, gone);
        (await RoomAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_was_made_of_files_that_are_gone_meanwhile_stays_and_the_speech_of_their_segments_does_not()
    {
        IMediaStore media = _app.Services.GetRequiredService<IMediaStore>();
        TaskCompletionSource deleted = HoldUntil(async job =>
        {
            if (job.Task is EngineTask.Dub { Kept: { } kept })
            {
                using MemoryStream speech = new([1]);
                await media.WriteAsync(kept.File("segment.wav"), speech, "audio/wav");
            }
            return await _app.Engine.SucceedAsync(job, new NobodyWatches(), CancellationToken.None);
        });
        string[] jobs = await AskForAllAsync();
        await WorkedOnAsync(jobs);

        await DeleteFilesAsync();
        deleted.SetResult();

        foreach (string job in jobs) await _person.JobAsync(job, "completed");
        await Eventually.GetAsync(() => Task.FromResult(_app.HasMedia($"library/voicecloning/{_person.Id}/speech")), kept => !kept);
        JobOutputs?[] made = [.. (await Task.WhenAll(jobs.Select(FindAsync))).Select(job => job!.Outputs)];
        (await RoomAsync()).ShouldBe(made.Sum(outputs => outputs?.Bytes ?? 0));
        (await RoomAsync()).ShouldBeGreaterThan(0);
    }

    public enum Stage
    {
        InLane,
        HandedIn,
        AtWork,
    }

    [Theory]
    [InlineData(Stage.InLane)]
    [InlineData(Stage.HandedIn)]
    [InlineData(Stage.AtWork)]
    public async Task A_profile_that_is_deleted_takes_its_training_and_what_it_says_along(Stage stage)
    {
        long before = await RoomAsync();
        _app.Engine.Script = stage == Stage.HandedIn ? ScriptedEngine.WaitAsync : ScriptedEngine.HangAsync;
        string? first = stage == Stage.InLane ? await OccupyAsync() : null;
        Task<HttpResponseMessage> heard = _person.Http.GetAsync($"{Base}/voices/preview/{_profile}?text=Hello");
        string preview = await PreviewAsync();
        string trained = await _person.ProfileAsync(_recording);
        if (first is null) await WorkedOnAsync([preview, trained]);
        else (await _person.GetAsync($"{Base}/process/status/{trained}")).Text("status").ShouldBe("pending");

        foreach (string profile in new[] { _profile, trained })
        {
            (await _person.DeleteAsync($"{Base}/voices/profiles/{profile}")).Status.ShouldBe(HttpStatusCode.OK);
            (await _person.GetAsync($"{Base}/voices/profiles/{profile}")).Status.ShouldBe(HttpStatusCode.NotFound);
        }

        using HttpResponseMessage silence = await heard;
        silence.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
        foreach (string job in new[] { preview, trained })
        {
            (await _person.GetAsync($"{Base}/process/status/{job}")).Status.ShouldBe(HttpStatusCode.NotFound);
            if (first is null) await Eventually.HoldsAsync(() => _app.Engine.Cancelled.Contains(job), "the work stopped");
            else _app.Engine.Begun.ShouldNotContain(begun => begun.Id == job);
            _app.HasMedia($"library/voicecloning/{_person.Id}/{job}").ShouldBeFalse();
        }
        (await RoomAsync()).ShouldBe(before);
        // Nobody waits behind what is gone.
        if (first is not null) (await _person.GetAsync($"{Base}/process/status/{first}")).Text("status").ShouldBe("processing");
    }

    // One job of each kind; two of them with voices: a text, and segments in time.
    private async Task<string[]> AskForAllAsync()
    {
        string[] asked =
        [
            await _person.ProcessAsync("extract-audio", new { video_file_id = _film }),
            await _person.ProcessAsync("transcribe", new { audio_file_id = _recording }),
            await _person.ProcessAsync(
                "clone-voice", new { audio_file_id = _recording, target_language = "es", text_content = "Hola." }),
            await _person.ProcessAsync(
                "clone-voice", new { audio_file_id = _recording, target_language = "es", transcript_job_id = _transcript }),
            await _person.ProcessAsync("generate-video", new { original_video_id = _film, cloned_audio_id = _recording }),
            await _person.ProfileAsync(_recording),
        ];
        // It is answered when the job has ended, or not at all.
        _ = _person.Http.GetAsync($"{Base}/voices/preview/{_profile}?text=Hello");
        return [.. asked, await PreviewAsync()];
    }

    private async Task<string> PreviewAsync()
    {
        DocumentQuery previews = new() { Partition = _person.Id, Where = [Filter.Equal("kind", PreviewKind.KindName)] };
        DocumentPage<Job> page = await Eventually.GetAsync(() => Store.QueryAsync<Job>(previews), found => found.Items.Count > 0);
        return page.Items.ShouldHaveSingleItem().Value.Id;
    }

    // The lanes of trainings and previews have room for one.
    private async Task<string> OccupyAsync()
    {
        _app.Engine.Capacity = 1;
        string first = await _person.ProcessAsync(
            "clone-voice", new { audio_file_id = _recording, target_language = "es", text_content = "Hola." });
        await _person.JobAsync(first, "processing");
        using Person other = await VoicePeople.NewAsync(_app);
        string profile = await other.ProfileAsync(await other.RecordingAsync());
        _ = other.Http.GetAsync($"{Base}/voices/preview/{profile}?text=Hello");
        await Eventually.HoldsAsync(
            () => _app.Engine.Begun.Any(job => job.Task is EngineTask.Speak { Text: "Hello" }), "a preview is at work");
        return first;
    }

    private Task WorkedOnAsync(string[] jobs) => Eventually.HoldsAsync(
        () => jobs.All(job => _app.Engine.Begun.Any(begun => begun.Id == job)), "the engine works on all of them");

    private TaskCompletionSource HoldUntil(Func<ScriptedJob, Task<EngineVerdict>> then)
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Engine.Script = async (job, watcher, cancellationToken) =>
        {
            await watcher.StartedAsync(cancellationToken);
            await gate.Task.WaitAsync(cancellationToken);
            return await then(job);
        };
        return gate;
    }

    private async Task DeleteFilesAsync()
    {
        foreach (string file in new[] { _film, _recording })
            (await _person.DeleteAsync($"{Base}/files/{file}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ShouldHaveFailedAsync(Person person, string[] jobs, JobFailure failure)
    {
        foreach (string id in jobs)
        {
            Answer job = await person.JobAsync(id, "failed");
            job.Text("error_code").ShouldBe(failure.Code, job.ToString());
            job.Text("error").ShouldBe(failure.Message);
            job["output_file_id"].ShouldBeNull();
            await Eventually.HoldsAsync(
                () => !_app.HasMedia($"library/voicecloning/{_person.Id}/{id}"), $"nothing is left of {job.Text("job_type")}");
            if (job.Text("job_type") == "train_voice") await person.ProfileAsync(id, ProfileStatus.Failed);
        }
    }

    private IDocumentStore Store => _app.Services.GetRequiredService<IDocumentStore>();

    private async Task<Job?> FindAsync(string id) => (await Store.FindAsync<Job>(_person.Id, id))?.Value;

    private async Task<long> RoomAsync()
    {
        StorageUse use = await _app.Services.GetRequiredService<StorageBook>().GetAsync(VoiceWork.RoomOf(_person.Id), default);
        use.Reserved.ShouldBe(0);
        return use.Bytes;
    }

    private sealed class NobodyWatches : IJobWatcher
    {
        public Task<bool> StartedAsync(CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken) => Task.FromResult(true);
    }
}
