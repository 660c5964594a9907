using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>What a person has and has used, as the clock stands still. Clone §8.</summary>
public sealed class UsageTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    private Minutes Minutes => app.Services.GetRequiredService<Minutes>();

    public void Dispose()
    {
        app.Engine.Script = null;
        app.Engine.SpeechSeconds = 4.2;
    }

    [Fact]
    public async Task A_new_person_has_the_free_minutes_of_the_month()
    {
        using Person person = await app.NewPersonAsync();
        DateTime now = app.Time.GetUtcNow().UtcDateTime;
        Answer dashboard = await person.GetAsync("/api/v1/dashboard");
        dashboard.Status.ShouldBe(HttpStatusCode.OK);
        UsageOf(dashboard).ShouldBe((0, 3, 3, 0));
        dashboard.Text("usage.period_start").ShouldBe($"{now:yyyy-MM}-01");
        dashboard.Text("usage.period_end").ShouldBe($"{now:yyyy-MM}-{DateTime.DaysInMonth(now.Year, now.Month)}");
        dashboard.Number("models.video_models_count").ShouldBe(0);
        dashboard.Number("models.voice_models_count").ShouldBe(0);
        dashboard["recent_videos"]!.AsArray().ShouldBeEmpty();
        dashboard.Text("subscription.plan_type").ShouldBe("free");
        dashboard.Text("subscription.status").ShouldBe("active");
        dashboard["subscription"]!.ToJsonString()
            .ShouldBe((await person.GetAsync("/api/v1/auth/me"))["subscription"]!.ToJsonString());

        Answer usage = await person.GetAsync("/api/v1/usage");
        usage["usage"]!.ToJsonString().ShouldBe(
            $$"""{"period_year":{{now.Year}},"period_month":{{now.Month}},"base_minutes":3,"used_minutes":0,"""
            + "\"additional_minutes_purchased\":0,\"remaining_minutes\":3}");
        Answer history = await person.GetAsync("/api/v1/usage/history");
        history["history"]!.ToJsonString().ShouldBe(
            $$"""[{"period_year":{{now.Year}},"period_month":{{now.Month}},"base_minutes":3,"used_minutes":0,"""
            + "\"additional_minutes_purchased\":0}]");
    }

    [Fact]
    public async Task Minutes_of_a_video_in_progress_are_used_and_come_back_when_it_fails()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        TaskCompletionSource gate = app.Engine.Hold();
        app.Engine.SpeechSeconds = 100;
        string id = (await person.GenerateAsync(models)).Text("video.id");
        UsageOf(await person.GetAsync("/api/v1/dashboard")).ShouldBe((2, 1, 3, 0));
        (await person.GetAsync("/api/v1/usage")).Number("usage.used_minutes").ShouldBe(2);

        await person.VideoAsync(id, "processing");
        app.Engine.Script = null;
        await person.DeleteAsync($"/api/v1/videos/{id}");
        gate.TrySetResult();
        await Eventually.GetAsync(
            () => person.GetAsync("/api/v1/dashboard"), dashboard => UsageOf(dashboard) == (0, 3, 3, 0));
    }

    [Fact]
    public async Task Extra_minutes_are_used_after_those_of_the_plan()
    {
        using Person person = await app.NewPersonAsync();
        await app.GrantExtraAsync(person, "order", 2);
        await app.GrantExtraAsync(person, "order", 2);
        UsageOf(await person.GetAsync("/api/v1/dashboard")).ShouldBe((0, 43, 3, 40));
        Answer usage = await person.GetAsync("/api/v1/usage");
        usage.Number("usage.additional_minutes_purchased").ShouldBe(40);
        usage.Number("usage.remaining_minutes").ShouldBe(43);

        app.Engine.SpeechSeconds = 240;
        Answer queued = await person.GenerateAsync();
        queued.Number("usage.minutes_used").ShouldBe(4);
        queued.Number("usage.minutes_remaining").ShouldBe(39);
        queued.Number("usage.minutes_limit").ShouldBe(3);
        UsageOf(await person.GetAsync("/api/v1/dashboard")).ShouldBe((4, 39, 3, 40));
    }

    [Fact]
    public async Task A_refund_takes_back_what_is_left_of_an_order_and_nothing_that_was_used()
    {
        using Person person = await app.NewPersonAsync();
        await app.GrantExtraAsync(person, "order", 1);
        app.Engine.SpeechSeconds = 300;
        await person.MadeVideoAsync();
        await Eventually.GetAsync(() => app.BalanceAsync(person), balance => balance.Held == 0);
        await app.SetExtraRevokedAsync(person, "order", 20);
        UsageOf(await person.GetAsync("/api/v1/dashboard")).ShouldBe((5, 0, 3, 2));
        (await person.GetAsync("/api/v1/usage")).Number("usage.additional_minutes_purchased").ShouldBe(0);
        (await person.GenerateAsync()).ShouldBeError(HttpStatusCode.PaymentRequired, "INSUFFICIENT_CREDITS");
    }

    [Fact]
    public async Task The_dashboard_shows_the_five_latest_videos()
    {
        using Person person = await app.NewPersonAsync();
        await app.GrantExtraAsync(person, "order", 1);
        Pair models = await person.TrainedPairAsync();
        List<string> ids = [];
        for (int video = 0; video < 6; video++) ids.Add(await person.MadeVideoAsync(models, title: $"Video {video}"));

        Answer dashboard = await person.GetAsync("/api/v1/dashboard");
        dashboard["recent_videos"]!.AsArray().Select(video => video!["id"]!.GetValue<string>())
            .ShouldBe(ids.Skip(1).Reverse());
        dashboard.Text("recent_videos.0.title").ShouldBe("Video 5");
        dashboard.Text("recent_videos.0.status").ShouldBe("completed");
        using HttpResponseMessage thumbnail = await person.Http.GetAsync(dashboard.Text("recent_videos.0.thumbnail_url"));
        thumbnail.IsSuccessStatusCode.ShouldBeTrue();
        using Person other = await app.NewPersonAsync();
        (await other.GetAsync("/api/v1/dashboard"))["recent_videos"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Models_count_once_videos_can_be_made_with_them()
    {
        using Person person = await app.NewPersonAsync();
        await person.TrainedModelAsync("video");
        await person.TrainedModelAsync("video");
        await person.TrainedModelAsync("voice");
        await person.CreateModelAsync("voice");
        app.Engine.Script = ScriptedEngine.Refuse("no_face", "No face.");
        await person.ModelAsync("video", await person.UploadedModelAsync("video"), "failed");
        Answer dashboard = await person.GetAsync("/api/v1/dashboard");
        dashboard.Number("models.video_models_count").ShouldBe(2);
        dashboard.Number("models.voice_models_count").ShouldBe(1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("13")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("six")]
    [InlineData("99999999999999999999")]
    public async Task The_history_is_of_one_to_twelve_months(string months)
    {
        using Person person = await app.NewPersonAsync();
        (await person.GetAsync($"/api/v1/usage/history?months={months}")).ShouldBeInvalid("months");
        (await person.GetAsync("/api/v1/usage/history?months=12")).Status.ShouldBe(HttpStatusCode.OK);
    }

    internal static (int Used, int Remaining, int Limit, int Additional) UsageOf(Answer dashboard) => (
        dashboard.Number("usage.minutes_used"), dashboard.Number("usage.minutes_remaining"),
        dashboard.Number("usage.minutes_limit"), dashboard.Number("usage.additional_minutes"));
}
