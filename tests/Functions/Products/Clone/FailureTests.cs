using Understudy.Domain.Jobs;
using Understudy.Functions.Tests.Support;
using Understudy.MediaEngine.Models;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Engines that refuse, break and hang: everything ends, in words that a person understands.</summary>
public sealed class FailureTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    private const string Crashed = "The work stopped because of a fault on our side. Please try again; nothing was charged.";

    public static TheoryData<string> Rejections() => new(
        MediaRejection.NoFace, MediaRejection.SeveralFaces, MediaRejection.FaceTooSmall, MediaRejection.TooShort,
        MediaRejection.TooLong, MediaRejection.TooLarge, MediaRejection.SilentAudio, MediaRejection.ClippedAudio,
        MediaRejection.CorruptFile, MediaRejection.WrongContent, MediaRejection.Unsupported);

    public void Dispose() => app.Engine.Script = null;

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task What_the_engine_finds_wrong_is_what_the_person_reads(string code)
    {
        using Person person = await app.NewPersonAsync();
        app.Engine.Script = ScriptedEngine.Refuse(code, $"What to do about {code}.");
        foreach (string kind in new[] { "video", "voice" })
        {
            string id = await person.UploadedModelAsync(kind);
            Answer failed = await person.ModelAsync(kind, id, "failed");
            failed.Text("model.error_message").ShouldBe($"What to do about {code}.");
            failed["model.duration_seconds"].ShouldBeNull();
            failed["model.processing_completed_at"].ShouldNotBeNull();
            app.Engine.Begun.Count(job => job.Id == id).ShouldBe(1);
        }
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task An_engine_that_breaks_twice_and_then_works_has_worked(string kind)
    {
        using Person person = await app.NewPersonAsync();
        app.Engine.Script = (job, watcher, cancellationToken) =>
            app.Engine.Begun.Count(begun => begun.Id == job.Id) < 3
                ? throw new InvalidOperationException("a secret of ours")
                : app.Engine.SucceedAsync(job, watcher, cancellationToken);
        string id = await person.UploadedModelAsync(kind);
        await app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(10),
            () => person.GetAsync($"/api/v1/models/{kind}/{id}"),
            model => model.Text("model.status") == "completed");
        app.Engine.Begun.Count(job => job.Id == id).ShouldBe(3);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task An_engine_that_keeps_breaking_fails_the_model(string kind)
    {
        using Person person = await app.NewPersonAsync();
        app.Engine.Script = (_, _, _) => throw new InvalidOperationException("a secret of ours");
        string id = await person.UploadedModelAsync(kind);
        Answer failed = await app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(10),
            () => person.GetAsync($"/api/v1/models/{kind}/{id}"),
            model => model.Text("model.status") == "failed");
        failed.Text("model.error_message").ShouldBe(Crashed);
        app.Engine.Begun.Count(job => job.Id == id).ShouldBe(3);
    }

    [Fact]
    public async Task An_engine_that_keeps_breaking_fails_the_video_which_costs_nothing()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = async (_, watcher, cancellationToken) =>
        {
            await watcher.StartedAsync(cancellationToken);
            throw new InvalidOperationException("a secret of ours");
        };
        string id = (await person.GenerateAsync(models)).Text("video.id");
        Answer failed = await app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(10),
            () => person.GetAsync($"/api/v1/generate/{id}/status"),
            video => video.Text("video.status") == "failed");
        failed.Text("video.error_message").ShouldBe(Crashed);
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance is { Left: 3, Held: 0 });
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task Training_that_hangs_is_given_up_at_its_deadline(string kind)
    {
        using Person person = await app.NewPersonAsync();
        app.Engine.Script = ScriptedEngine.HangAsync;
        string id = await person.UploadedModelAsync(kind);
        await Eventually.GetAsync(() => Task.FromResult(app.Engine.Begun.Any(job => job.Id == id)), begun => begun);
        app.Time.Advance(TimeSpan.FromHours(6.1));
        await person.SignInAgainAsync();
        Answer failed = await person.ModelAsync(kind, id, "failed");
        failed.Text("model.error_message").ShouldBe(JobFailure.TimedOut.Message);
        app.Engine.Cancelled.ShouldContain(id);
    }
}
