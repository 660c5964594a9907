using System.Net;
using Understudy.Functions.Tests.Core.Webhooks;
using Understudy.Functions.Tests.Support;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Core.Jobs;

/// <summary>The machine's clock was wrong, and is corrected while the app works.</summary>
public sealed class ClockTests : WebhookTest
{
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task What_was_begun_before_the_clock_was_corrected_by_a_day_goes_on(int days)
    {
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed");
        Receiver.Answers(500);
        Pair models = await Owner.TrainedPairAsync();
        TaskCompletionSource turn = App.Engine.Hold();
        string id = (await Owner.GenerateAsync(models)).Text("video.id");
        await Owner.VideoAsync(id, "processing");

        App.Time.Correct(TimeSpan.FromDays(days));
        await Owner.SignInAgainAsync();
        turn.SetResult();
        await Owner.VideoAsync(id, "completed");
        await Eventually.GetAsync(() => App.BalanceAsync(Owner), balance => balance.Held == 0);

        await Owner.DeliveryAsync(list => list["deliveries.0.attempts"]!.AsArray().Count == 1);
        Receiver.Answer = null;
        App.Time.Correct(TimeSpan.FromDays(-days));
        await Owner.SignInAgainAsync();
        // The next attempt may not have begun to wait when the clock is first put forward.
        await App.AdvanceUntilAsync(
            TimeSpan.FromSeconds(30),
            () => Owner.GetAsync("/api/v1/webhook-deliveries?limit=1"),
            list => list.Text("deliveries.0.status") == "succeeded");
    }

    [Fact]
    public async Task A_stream_shows_that_it_lives_although_the_clock_is_put_back()
    {
        Pair models = await Owner.TrainedPairAsync();
        App.Engine.Hold();
        string id = (await Owner.GenerateAsync(models)).Text("video.id");
        using EventReader stream = await EventReader.OpenAsync(Owner, $"/api/v1/generate/{id}/events");
        await stream.NextAsync("processing");

        App.Time.Correct(TimeSpan.FromDays(-1));
        App.Time.Advance(TimeSpan.FromSeconds(16));

        await stream.HeartbeatAsync();
    }

    [Fact]
    public async Task A_wait_from_before_the_clock_was_put_back_and_the_app_restarted_ends_in_time()
    {
        Answer created = await Owner.CreateModelAsync("voice");
        string id = created.Text("model.id");
        await Owner.UploadAsync("voice", created);
        await Owner.ModelAsync("voice", id, "uploading");

        App.Time.Correct(TimeSpan.FromDays(-1));
        await App.RestartAsync();
        await Owner.SignInAgainAsync();

        await App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(10),
            () => Owner.GetAsync($"/api/v1/models/voice/{id}"),
            model => model.Text("model.status") == "completed");
    }

    [Fact]
    public async Task Nobody_is_locked_out_by_a_clock_that_is_put_back()
    {
        App.Time.Correct(TimeSpan.FromDays(-1));

        (await Owner.GetAsync("/api/v1/videos")).Status.ShouldBe(HttpStatusCode.OK);
        await Owner.SignInAgainAsync();
        (await Owner.GetAsync("/api/v1/videos")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
