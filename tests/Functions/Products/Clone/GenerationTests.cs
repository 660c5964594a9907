using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Asking for videos and what they cost. Clone §6.</summary>
public sealed class GenerationTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    public void Dispose()
    {
        app.Engine.Script = null;
        app.Engine.SpeechSeconds = 4.2;
        app.Engine.MadeSeconds = null;
    }

    [Fact]
    public async Task The_usage_counts_begun_minutes()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.SpeechSeconds = 60.2;
        Answer first = await person.GenerateAsync(models);
        first.Status.ShouldBe(HttpStatusCode.Created);
        first.Number("video.credits_used").ShouldBe(2);
        first.Number("video.estimated_duration_seconds").ShouldBe(61);
        Usage(first).ShouldBe((2, 1, 3));
        app.Engine.SpeechSeconds = 60;
        Answer second = await person.GenerateAsync(models);
        second.Number("video.credits_used").ShouldBe(1);
        Usage(second).ShouldBe((3, 0, 3));
    }

    [Fact]
    public async Task A_video_that_cannot_be_paid_changes_nothing()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.SpeechSeconds = 181;
        Answer refused = await person.GenerateAsync(models);
        refused.ShouldBeError(HttpStatusCode.PaymentRequired, "INSUFFICIENT_CREDITS");
        refused.Number("error.details.required_minutes").ShouldBe(4);
        refused.Number("error.details.available_minutes").ShouldBe(3);
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(0);
        app.Engine.SpeechSeconds = 180;
        Usage(await person.GenerateAsync(models)).ShouldBe((3, 0, 3));
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("processing")]
    [InlineData("failed")]
    public async Task A_model_that_is_not_trained_cannot_be_used(string status)
    {
        using Person person = await app.NewPersonAsync();
        Pair trained = await person.TrainedPairAsync();
        app.Engine.Script = status == "failed" ? ScriptedEngine.Refuse("no_face", "No face.") : ScriptedEngine.HangAsync;
        foreach (string kind in new[] { "video", "voice" })
        {
            string unready = status == "pending"
                ? (await person.CreateModelAsync(kind)).Text("model.id")
                : await person.UploadedModelAsync(kind);
            await person.ModelAsync(kind, unready, status);
            Answer answer = await person.GenerateAsync(
                kind == "video" ? trained with { Video = unready } : trained with { Voice = unready });
            answer.ShouldBeError(HttpStatusCode.BadRequest, "MODEL_NOT_READY");
            answer.Text("error.details.model").ShouldBe(kind);
            answer.Text("error.details.status").ShouldBe(status);
        }
    }

    [Fact]
    public async Task A_model_that_is_missing_or_of_the_other_kind_is_not_found()
    {
        using Person person = await app.NewPersonAsync();
        Pair own = await person.TrainedPairAsync();
        using Person stranger = await app.NewPersonAsync();
        Pair others = await stranger.TrainedPairAsync();
        (Pair Models, string What)[] cases =
        [
            (own with { Video = others.Video }, "Video model"),
            (own with { Voice = others.Voice }, "Voice model"),
            (own with { Video = own.Voice }, "Video model"),
            (own with { Voice = own.Video }, "Voice model"),
            (own with { Video = "0190a000-0000-7000-8000-000000000000" }, "Video model"),
        ];
        foreach ((Pair models, string what) in cases)
        {
            Answer answer = await person.GenerateAsync(models);
            answer.ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
            answer.Text("error.message").ShouldBe($"{what} not found");
        }
        Pair upper = new(own.Video.ToUpperInvariant(), own.Voice.ToUpperInvariant());
        string id = (await person.GenerateAsync(upper)).Text("video.id");
        (await person.GetAsync($"/api/v1/videos/{id}")).Text("video.video_model.id").ShouldBe(own.Video);
    }

    [Fact]
    public async Task The_picture_is_720_lines_high_unless_asked_otherwise()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string usual = await person.MadeVideoAsync(models);
        (await person.GetAsync($"/api/v1/videos/{usual}")).Text("video.resolution").ShouldBe("720p");
        string large = await person.MadeVideoAsync(models, resolution: "1080p");
        (await person.GetAsync($"/api/v1/videos/{large}")).Text("video.resolution").ShouldBe("1080p");
    }

    [Fact]
    public async Task Asking_many_times_at_once_spends_what_there_is_and_no_more()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.HangAsync;
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => person.GenerateAsync(models)));
        answers.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(3);
        answers.Where(answer => answer.Status != HttpStatusCode.Created).ShouldAllBe(
            answer => answer.Status == HttpStatusCode.PaymentRequired && answer.Code == "INSUFFICIENT_CREDITS");
        answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => Usage(answer).Remaining)
            .Order().ShouldBe([0, 1, 2]);
        (await app.BalanceAsync(person)).Left.ShouldBe(0);
        DocumentPage<Job> jobs = await app.Services.GetRequiredService<IDocumentStore>().QueryAsync<Job>(
            new DocumentQuery { Partition = person.Id, Limit = 1000 });
        jobs.Items.Count(job => job.Value.Kind == TalkingVideo.KindName).ShouldBe(3);

        foreach (Answer created in answers.Where(answer => answer.Status == HttpStatusCode.Created))
            await person.DeleteAsync($"/api/v1/videos/{created.Text("video.id")}");
        (await app.BalanceAsync(person)).Left.ShouldBe(3);
    }

    [Theory]
    [InlineData(100, 30, 1)]
    [InlineData(100, 100, 2)]
    [InlineData(59, 61, 1)]
    [InlineData(150, 60.001, 2)]
    [InlineData(150, 60, 1)]
    public async Task A_completed_video_is_charged_for_its_length_but_for_no_more_than_was_held(
        double estimated, double made, int charged)
    {
        using Person person = await app.NewPersonAsync();
        app.Engine.SpeechSeconds = estimated;
        app.Engine.MadeSeconds = made;
        string id = await person.MadeVideoAsync();
        (await person.GetAsync($"/api/v1/videos/{id}")).Number("video.credits_used").ShouldBe(charged);
        await Eventually.GetAsync(
            () => app.BalanceAsync(person), balance => balance is { Held: 0 } && balance.Left == 3 - charged);
    }

    [Fact]
    public async Task A_failed_video_costs_nothing()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.Refuse("unspeakable_text", "There is nothing to say.");
        Answer queued = await person.GenerateAsync(models);
        Usage(queued).ShouldBe((1, 2, 3));
        string id = queued.Text("video.id");
        Answer failed = await person.VideoAsync(id, "failed");
        failed.Text("video.error_message").ShouldBe("There is nothing to say.");
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance is { Left: 3, Held: 0 });
        Answer details = await person.GetAsync($"/api/v1/videos/{id}");
        details.Number("video.credits_used").ShouldBe(0);
        details.Text("video.error_message").ShouldBe("There is nothing to say.");
        details["video.output_video_url"].ShouldBeNull();
        app.Engine.Script = null;
        Usage(await person.GenerateAsync(models)).ShouldBe((1, 2, 3));
    }

    [Fact]
    public async Task A_video_that_takes_too_long_is_given_up_and_costs_nothing()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.HangAsync;
        string id = (await person.GenerateAsync(models)).Text("video.id");
        await person.VideoAsync(id, "processing");
        app.Time.Advance(TimeSpan.FromHours(5.9));
        await person.SignInAgainAsync();
        (await person.GetAsync($"/api/v1/generate/{id}/status")).Text("video.status").ShouldBe("processing");
        app.Time.Advance(TimeSpan.FromHours(0.2));
        Answer failed = await person.VideoAsync(id, "failed");
        failed.Text("video.error_message").ShouldBe(
            "The work took longer than it may. Please try again; nothing was charged.");
        app.Engine.Cancelled.ShouldContain(id);
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance is { Left: 3, Held: 0 });
    }

    [Fact]
    public async Task A_fault_of_ours_says_nothing_internal_and_leaves_nothing()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.SpeechSeconds = double.NaN;
        Answer fault = await person.GenerateAsync(models);
        fault.ShouldBeError(HttpStatusCode.InternalServerError, "INTERNAL_ERROR");
        fault.Text("error.message").ShouldBe("Something went wrong on our side.");
        fault.Text("error.details.request_id").ShouldBe(fault.Headers.GetValues("X-Request-Id").Single());
        fault["error.details"]!.AsObject().Count.ShouldBe(1);
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(0);
        (await app.BalanceAsync(person)).Left.ShouldBe(3);
    }

    [Fact]
    public async Task The_first_of_the_next_month_brings_new_minutes()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        own.App.Engine.SpeechSeconds = 180;
        Pair models = await person.TrainedPairAsync();
        await person.MadeVideoAsync(models);
        (await person.GenerateAsync(models)).Status.ShouldBe(HttpStatusCode.PaymentRequired);
        own.App.Time.Advance(TimeSpan.FromDays(31));
        await person.SignInAgainAsync();
        Usage(await person.GenerateAsync(models)).ShouldBe((3, 0, 3));
    }

    private static (int Used, int Remaining, int Limit) Usage(Answer answer) => (
        answer.Number("usage.minutes_used"), answer.Number("usage.minutes_remaining"),
        answer.Number("usage.minutes_limit"));
}
