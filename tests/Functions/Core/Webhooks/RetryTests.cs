using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Webhooks;

/// <summary>Servers that fail, are slow, or are gone: attempt after attempt.</summary>
public sealed class RetryTests : WebhookTest
{
    [Fact]
    public async Task Whoever_fails_is_asked_again_with_the_same_id_through_a_restart_until_it_works()
    {
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed");
        Receiver.Answers(500);
        await Owner.MadeVideoAsync();
        await Receiver.GotAsync(1);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(6), 2);
        await PendingAsync(attempts: 2);

        await App.RestartAsync();
        await Owner.SignInAgainAsync();
        Receiver.Received.Count.ShouldBe(2);
        await AdvanceUntilAsync(TimeSpan.FromMinutes(6), 3);
        await PendingAsync(attempts: 3);
        Receiver.Answer = null;
        await AdvanceUntilAsync(TimeSpan.FromMinutes(34), 4);

        Answer delivery = await Owner.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
        delivery["deliveries.0.attempts"]!.AsArray().Select(attempt => attempt!["status_code"]!.GetValue<int>())
            .ShouldBe([500, 500, 500, 204]);
        delivery["deliveries.0.next_attempt_at"].ShouldBeNull();
        Receiver.Received.Select(webhook => webhook.Id).Distinct().ShouldBe([delivery.Text("deliveries.0.id")]);
        Receiver.Received.Select(webhook => webhook.Headers["webhook-timestamp"]).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task An_end_is_told_although_the_app_stops_at_that_moment()
    {
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed");
        Pair models = await Owner.TrainedPairAsync();
        for (int i = 1; i <= 2; i++)
        {
            await Owner.MadeVideoAsync(models);
            await App.RestartAsync();
            await Owner.SignInAgainAsync();
            await Eventually.HoldsAsync(
                () => Receiver.Received.Select(webhook => webhook.Id).Distinct().Count() == i, "it was told");
        }
        (await Owner.GetAsync(Deliveries)).Number("pagination.total").ShouldBe(2);
    }

    [Fact]
    public async Task Who_asks_for_time_gets_it()
    {
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed");
        Receiver.Answers(503, retryAfter: "3600");
        await Owner.MadeVideoAsync();
        Answer pending = await PendingAsync(attempts: 1);

        (Time(pending, "next_attempt_at") - Time(pending, "created_at")).TotalSeconds.ShouldBeInRange(3590, 3660);
        App.Time.Advance(TimeSpan.FromMinutes(50));
        Receiver.Answer = null;
        // Again, if the clock was put forward before the wait had begun.
        await App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(11), () => Task.FromResult(Receiver.Received.Count), count => count == 2);
    }

    [Fact]
    public async Task Who_says_that_it_is_gone_is_disabled()
    {
        string id = (await Owner.CreateEndpointAsync(Receiver.Url, "video.completed")).Text("endpoint.id");
        Receiver.Answers(410);
        await Owner.MadeVideoAsync();

        Answer failed = await Owner.DeliveryAsync(list => list.Text("deliveries.0.status") == "failed");
        failed["deliveries.0.attempts"]!.AsArray().Count.ShouldBe(1);
        (await Owner.GetAsync($"/api/v1/webhook-endpoints/{id}")).Text("endpoint.status").ShouldBe("disabled");
        (await App.Mails.AwaitAsync(Owner.Email, "webhook-disabled")).Text.ShouldContain(Receiver.Url.AbsoluteUri);
        string delivery = failed.Text("deliveries.0.id");
        (await Owner.PostAsync($"{Deliveries}/{delivery}/redeliver"))
            .ShouldBeError(HttpStatusCode.BadRequest, "ENDPOINT_DISABLED");
        (await Owner.PostAsync($"/api/v1/webhook-endpoints/{id}/test"))
            .ShouldBeError(HttpStatusCode.BadRequest, "ENDPOINT_DISABLED");

        Receiver.Answer = null;
        await Owner.PatchAsync($"/api/v1/webhook-endpoints/{id}", new { status = "enabled" });
        Answer again = await Owner.PostAsync($"{Deliveries}/{delivery}/redeliver");
        again.Status.ShouldBe(HttpStatusCode.Accepted);
        again.Text("delivery.status").ShouldBe("pending");
        await Owner.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
        Receiver.Received.Select(webhook => webhook.Id).ShouldBe([delivery, delivery]);
    }

    [Fact]
    public async Task A_mailbox_that_is_full_keeps_no_webhook_and_no_video_waiting()
    {
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed");
        App.Mails.Refusals = 2;
        string id = await Owner.MadeVideoAsync();
        await Receiver.GotAsync(1);
        // An attempt that is still under way when the clock is put forward has taken too long, and is made again.
        await Owner.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
        await App.AdvanceUntilAsync(
            TimeSpan.FromSeconds(20),
            () => Task.FromResult(App.Mails.To(Owner.Email)),
            mails => mails.Any(mail => mail.Id == $"video-completed-{id}"));
        Receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redelivery_does_not_wait_for_the_next_attempt()
    {
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed");
        Receiver.Answers(503, retryAfter: "86400");
        await Owner.MadeVideoAsync();
        string id = (await PendingAsync(attempts: 1)).Text("deliveries.0.id");
        Receiver.Answer = null;
        (await Owner.PostAsync($"{Deliveries}/{id}/redeliver")).Status.ShouldBe(HttpStatusCode.Accepted);
        await Owner.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        await using WebhookReceiver elsewhere = await WebhookReceiver.StartAsync();
        string id = (await Owner.CreateEndpointAsync(Receiver.Url)).Text("endpoint.id");
        Receiver.Answer = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = elsewhere.Url.AbsoluteUri;
            return Task.CompletedTask;
        };
        await Owner.PostAsync($"/api/v1/webhook-endpoints/{id}/test");
        Answer failed = await Owner.DeliveryAsync(list => list.Text("deliveries.0.status") == "failed");
        failed.Number("deliveries.0.attempts.0.status_code").ShouldBe(307);
        failed.Text("deliveries.0.attempts.0.error").ShouldBe("redirected");
        elsewhere.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_answers_slowly_keeps_nobody_else_waiting()
    {
        await using WebhookReceiver slow = await WebhookReceiver.StartAsync();
        slow.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        string id = (await Owner.CreateEndpointAsync(slow.Url)).Text("endpoint.id");
        // However long it takes here, none of them is given up as too slow.
        App.Time.Stop();
        for (int i = 0; i < 12; i++) await Owner.PostAsync($"/api/v1/webhook-endpoints/{id}/test");
        await slow.GotAsync(4);

        using Person other = await App.NewPersonAsync();
        await other.CreateEndpointAsync(Receiver.Url);
        await other.TrainedModelAsync("voice");

        await Receiver.GotAsync(1);
        slow.Received.Count.ShouldBe(4);
    }

    private async Task AdvanceUntilAsync(TimeSpan by, int received)
    {
        // Again, if the clock was put forward before the wait had begun.
        await App.AdvanceUntilAsync(by, () => Task.FromResult(Receiver.Received.Count), count => count >= received);
        await Owner.SignInAgainAsync();
    }

    private Task<Answer> PendingAsync(int attempts) => Owner.DeliveryAsync(list =>
        list.Text("deliveries.0.status") == "pending" &&
        list["deliveries.0.attempts"]!.AsArray().Count == attempts);

    private static DateTimeOffset Time(Answer list, string field) => DateTimeOffset.Parse(
        list.Text($"deliveries.0.{field}"), System.Globalization.CultureInfo.InvariantCulture);
}
