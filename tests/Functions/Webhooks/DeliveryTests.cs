using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Webhooks;

/// <summary>Telling a person's own server how videos and models end, attempt after attempt.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private const string Deliveries = "/api/v1/webhook-deliveries";

    private readonly TestApp app = new();
    private WebhookReceiver receiver = null!;
    private Person person = null!;

    public async Task InitializeAsync()
    {
        await app.InitializeAsync();
        receiver = await WebhookReceiver.StartAsync();
        person = await app.NewPersonAsync();
    }

    public async Task DisposeAsync()
    {
        person.Dispose();
        await app.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task What_ends_well_is_told_signed_as_the_official_library_wants_it()
    {
        string secret = (await person.CreateEndpointAsync(receiver.Url)).Text("secret");
        Pair models = await person.TrainedPairAsync();
        string video = await person.MadeVideoAsync(models, title: "こんにちは & <you>");

        ReceivedWebhook[] got = await receiver.GotAsync(3);

        got.Select(webhook => webhook.Type).ShouldBe(
            ["model.completed", "model.completed", "video.completed"], ignoreOrder: true);
        foreach (ReceivedWebhook webhook in got)
        {
            (await webhook.VerifyAsync(secret, app.Time.GetUtcNow())).ShouldBe("accepted");
            byte[] tampered = [.. webhook.Bytes];
            tampered[^2] ^= 1;
            (await webhook.VerifyAsync(secret, app.Time.GetUtcNow(), tampered)).ShouldStartWith("refused");
        }
        JsonObject told = got.Single(webhook => webhook.Type == "video.completed").Body["data"]!["video"]!.AsObject();
        JsonNode shown = (await person.GetAsync($"/api/v1/videos/{video}"))["video"]!;
        told["id"]!.GetValue<string>().ShouldBe(video);
        // What it has in common with the API's answer is the same; links, which expire, are left out.
        foreach ((string name, JsonNode? value) in told.Where(field => field.Key != "video_model"))
            value?.ToJsonString().ShouldBe(shown[name]?.ToJsonString(), name);
        told.ToJsonString().ShouldNotContain("http");
        got.Where(webhook => webhook.Type == "model.completed")
            .Select(webhook => webhook.Body["data"]!["model"]!["id"]!.GetValue<string>())
            .ShouldBe([models.Video, models.Voice], ignoreOrder: true);
    }

    [Fact]
    public async Task What_ends_badly_is_told_with_the_reason()
    {
        Pair models = await person.TrainedPairAsync();
        await person.CreateEndpointAsync(receiver.Url, "model.failed", "video.failed");
        app.Engine.Script = ScriptedEngine.Refuse("no_face", "There is no face.");
        await person.UploadedModelAsync("voice");
        await person.GenerateAsync(models);

        ReceivedWebhook[] got = await receiver.GotAsync(2);

        got.Select(webhook => webhook.Type).ShouldBe(["model.failed", "video.failed"], ignoreOrder: true);
        foreach (ReceivedWebhook webhook in got)
        {
            JsonNode thing = webhook.Body["data"]!.AsObject().Single().Value!;
            thing["status"]!.GetValue<string>().ShouldBe("failed");
            thing["error_message"]!.GetValue<string>().ShouldBe("There is no face.");
        }
    }

    [Fact]
    public async Task An_upload_that_never_came_is_told_as_a_failed_model()
    {
        await person.CreateEndpointAsync(receiver.Url);
        await person.CreateModelAsync("video");
        while (receiver.Received.IsEmpty)
        {
            app.Time.Advance(TimeSpan.FromMinutes(75));
            await Task.WhenAny(receiver.GotAsync(1), Task.Delay(500));
        }
        receiver.Received.Single().Type.ShouldBe("model.failed");
    }

    [Fact]
    public async Task A_job_that_the_sweep_gives_up_is_told_once()
    {
        string id = await person.MadeVideoAsync();
        await person.CreateEndpointAsync(receiver.Url, "video.failed");
        await app.Services.GetRequiredService<IDocumentStore>().UpdateAsync<Job>(person.Id, id, job => job with
        {
            State = JobState.Processing,
            Outputs = null,
            Charged = null,
            FinishedAt = null,
        });
        while (receiver.Received.IsEmpty)
        {
            app.Time.Advance(TimeSpan.FromMinutes(2));
            await Task.WhenAny(receiver.GotAsync(1), Task.Delay(500));
        }
        receiver.Received.Single().Type.ShouldBe("video.failed");
    }

    [Fact]
    public async Task A_video_that_was_deleted_while_it_was_made_is_not_told()
    {
        await person.CreateEndpointAsync(receiver.Url, "video.completed", "video.failed");
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.HangAsync;
        string deleted = (await person.GenerateAsync(models)).Text("video.id");
        await person.VideoAsync(deleted, "processing");
        await person.DeleteAsync($"/api/v1/videos/{deleted}");
        app.Engine.Script = null;
        string made = await person.MadeVideoAsync(models);

        await receiver.GotAsync(1);

        receiver.Received.Single().Body["data"]!["video"]!["id"]!.GetValue<string>().ShouldBe(made);
        (await person.GetAsync(Deliveries)).Number("pagination.total").ShouldBe(1);
    }

    [Fact]
    public async Task An_endpoint_is_told_only_of_what_it_subscribes_to_and_nothing_while_it_is_disabled()
    {
        await using WebhookReceiver other = await WebhookReceiver.StartAsync();
        await person.CreateEndpointAsync(receiver.Url, "video.completed");
        string off = (await person.CreateEndpointAsync(other.Url)).Text("endpoint.id");
        await person.PatchAsync($"/api/v1/webhook-endpoints/{off}", new { status = "disabled" });

        await person.MadeVideoAsync();

        await receiver.GotAsync(1);
        receiver.Received.Single().Type.ShouldBe("video.completed");
        (await person.GetAsync(Deliveries)).Number("pagination.total").ShouldBe(1);
        other.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_fails_is_asked_again_with_the_same_id_through_a_restart_until_it_works()
    {
        await person.CreateEndpointAsync(receiver.Url, "video.completed");
        receiver.Answers(500);
        await person.MadeVideoAsync();
        await receiver.GotAsync(1);
        await AdvanceUntilAsync(TimeSpan.FromSeconds(6), 2);
        await PendingAsync(attempts: 2);

        await app.RestartAsync();
        await person.SignInAgainAsync();
        receiver.Received.Count.ShouldBe(2);
        await AdvanceUntilAsync(TimeSpan.FromMinutes(6), 3);
        await PendingAsync(attempts: 3);
        receiver.Answer = null;
        await AdvanceUntilAsync(TimeSpan.FromMinutes(34), 4);

        Answer delivery = await person.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
        delivery["deliveries.0.attempts"]!.AsArray().Select(attempt => attempt!["status_code"]!.GetValue<int>())
            .ShouldBe([500, 500, 500, 204]);
        delivery["deliveries.0.next_attempt_at"].ShouldBeNull();
        receiver.Received.Select(webhook => webhook.Id).Distinct().ShouldBe([delivery.Text("deliveries.0.id")]);
        receiver.Received.Select(webhook => webhook.Headers["webhook-timestamp"]).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task An_end_is_told_although_the_app_stops_at_that_moment()
    {
        await person.CreateEndpointAsync(receiver.Url, "video.completed");
        Pair models = await person.TrainedPairAsync();
        for (int i = 1; i <= 2; i++)
        {
            await person.MadeVideoAsync(models);
            await app.RestartAsync();
            await person.SignInAgainAsync();
            await Eventually.HoldsAsync(
                () => receiver.Received.Select(webhook => webhook.Id).Distinct().Count() == i, "it was told");
        }
        (await person.GetAsync(Deliveries)).Number("pagination.total").ShouldBe(2);
    }

    [Fact]
    public async Task Who_asks_for_time_gets_it()
    {
        await person.CreateEndpointAsync(receiver.Url, "video.completed");
        receiver.Answers(503, retryAfter: "3600");
        await person.MadeVideoAsync();
        Answer pending = await PendingAsync(attempts: 1);

        (Time(pending, "next_attempt_at") - Time(pending, "created_at")).TotalSeconds.ShouldBeInRange(3590, 3660);
        app.Time.Advance(TimeSpan.FromMinutes(50));
        receiver.Answer = null;
        await AdvanceUntilAsync(TimeSpan.FromMinutes(11), 2);
        receiver.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_says_that_it_is_gone_is_disabled()
    {
        string id = (await person.CreateEndpointAsync(receiver.Url, "video.completed")).Text("endpoint.id");
        receiver.Answers(410);
        await person.MadeVideoAsync();

        Answer failed = await person.DeliveryAsync(list => list.Text("deliveries.0.status") == "failed");
        failed["deliveries.0.attempts"]!.AsArray().Count.ShouldBe(1);
        (await person.GetAsync($"/api/v1/webhook-endpoints/{id}")).Text("endpoint.status").ShouldBe("disabled");
        (await app.Mails.AwaitAsync(person.Email, "webhook-disabled")).Text.ShouldContain(receiver.Url.AbsoluteUri);
        string delivery = failed.Text("deliveries.0.id");
        (await person.PostAsync($"{Deliveries}/{delivery}/redeliver"))
            .ShouldBeError(HttpStatusCode.BadRequest, "ENDPOINT_DISABLED");
        (await person.PostAsync($"/api/v1/webhook-endpoints/{id}/test"))
            .ShouldBeError(HttpStatusCode.BadRequest, "ENDPOINT_DISABLED");

        receiver.Answer = null;
        await person.PatchAsync($"/api/v1/webhook-endpoints/{id}", new { status = "enabled" });
        Answer again = await person.PostAsync($"{Deliveries}/{delivery}/redeliver");
        again.Status.ShouldBe(HttpStatusCode.Accepted);
        again.Text("delivery.status").ShouldBe("pending");
        await person.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
        receiver.Received.Select(webhook => webhook.Id).ShouldBe([delivery, delivery]);
    }

    [Theory]
    [InlineData("ja", "動画が完成しました", "動画を作成できませんでした")]
    [InlineData("en", "Your video is ready", "Your video could not be made")]
    public async Task A_person_reads_of_each_video_in_their_own_language(string language, string ready, string failed)
    {
        await person.PatchAsync("/api/v1/settings", new { language });
        Pair models = await person.TrainedPairAsync();
        string made = await person.MadeVideoAsync(models, title: "The first");
        Mail mail = await app.Mails.AwaitAsync(person.Email, $"video-completed-{made}");
        mail.Subject.ShouldBe(ready);
        mail.Text.ShouldContain("The first");

        app.Engine.Script = ScriptedEngine.Refuse("no_face", "There is no face.");
        string refused = (await person.GenerateAsync(models)).Text("video.id");
        mail = await app.Mails.AwaitAsync(person.Email, $"video-failed-{refused}");
        mail.Subject.ShouldBe(failed);
        mail.Text.ShouldContain("There is no face.");
        app.Mails.To(person.Email).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_wants_no_mail_gets_none_and_is_still_told()
    {
        await person.PatchAsync("/api/v1/settings", new { email_notifications = false });
        await person.CreateEndpointAsync(receiver.Url, "video.completed");
        Pair models = await person.TrainedPairAsync();
        string first = await person.MadeVideoAsync(models);
        await receiver.GotAsync(1);
        await person.PatchAsync("/api/v1/settings", new { email_notifications = true });
        string second = await person.MadeVideoAsync(models);
        await app.Mails.AwaitAsync(person.Email, $"video-completed-{second}");
        app.Mails.To(person.Email).Select(mail => mail.Id).ShouldNotContain($"video-completed-{first}");
    }

    [Fact]
    public async Task A_mailbox_that_is_full_keeps_no_webhook_and_no_video_waiting()
    {
        await person.CreateEndpointAsync(receiver.Url, "video.completed");
        app.Mails.Refusals = 2;
        string id = await person.MadeVideoAsync();
        await receiver.GotAsync(1);
        await app.AdvanceUntilAsync(
            TimeSpan.FromSeconds(20),
            () => Task.FromResult(app.Mails.To(person.Email)),
            mails => mails.Any(mail => mail.Id == $"video-completed-{id}"));
        receiver.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redelivery_does_not_wait_for_the_next_attempt()
    {
        await person.CreateEndpointAsync(receiver.Url, "video.completed");
        receiver.Answers(503, retryAfter: "86400");
        await person.MadeVideoAsync();
        string id = (await PendingAsync(attempts: 1)).Text("deliveries.0.id");
        receiver.Answer = null;
        (await person.PostAsync($"{Deliveries}/{id}/redeliver")).Status.ShouldBe(HttpStatusCode.Accepted);
        await person.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_not_followed()
    {
        await using WebhookReceiver elsewhere = await WebhookReceiver.StartAsync();
        string id = (await person.CreateEndpointAsync(receiver.Url)).Text("endpoint.id");
        receiver.Answer = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = elsewhere.Url.AbsoluteUri;
            return Task.CompletedTask;
        };
        await person.PostAsync($"/api/v1/webhook-endpoints/{id}/test");
        Answer failed = await person.DeliveryAsync(list => list.Text("deliveries.0.status") == "failed");
        failed.Number("deliveries.0.attempts.0.status_code").ShouldBe(307);
        failed.Text("deliveries.0.attempts.0.error").ShouldBe("redirected");
        elsewhere.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_test_is_sent_once_whatever_the_endpoint_subscribes_to()
    {
        Answer created = await person.CreateEndpointAsync(receiver.Url, "model.failed");
        string id = created.Text("endpoint.id");
        Answer accepted = await person.PostAsync($"/api/v1/webhook-endpoints/{id}/test");
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        accepted.Text("delivery.event_type").ShouldBe("webhook.test");

        ReceivedWebhook test = (await receiver.GotAsync(1))[0];
        (await test.VerifyAsync(created.Text("secret"), app.Time.GetUtcNow())).ShouldBe("accepted");
        await person.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
        Answer shown = await person.GetAsync($"{Deliveries}/{accepted.Text("delivery.id")}");
        shown["delivery.payload"]!.ToJsonString().ShouldBe(test.Body.ToJsonString());
        shown["delivery"]!.AsObject().Select(field => field.Key).ShouldBe(
            ["id", "endpoint_id", "event_id", "event_type", "status", "attempts", "next_attempt_at", "created_at",
                "payload"]);

        receiver.Answers(500);
        await person.PostAsync($"/api/v1/webhook-endpoints/{id}/test");
        Answer failed = await person.DeliveryAsync(list => list.Text("deliveries.0.status") == "failed");
        failed["deliveries.0.attempts"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Both_secrets_verify_during_the_overlap_and_the_old_one_no_longer_after_it()
    {
        Answer created = await person.CreateEndpointAsync(receiver.Url);
        string endpoint = $"/api/v1/webhook-endpoints/{created.Text("endpoint.id")}";
        string old = created.Text("secret");
        Answer rotated = await person.PostAsync($"{endpoint}/rotate-secret", new { overlap_hours = 2 });
        rotated.Status.ShouldBe(HttpStatusCode.OK);
        string current = rotated.Text("secret");
        rotated["previous_secret_expires_at"].ShouldNotBeNull();

        ReceivedWebhook during = await TestAsync(1);
        (await during.VerifyAsync(old, app.Time.GetUtcNow())).ShouldBe("accepted");
        (await during.VerifyAsync(current, app.Time.GetUtcNow())).ShouldBe("accepted");

        app.Time.Advance(TimeSpan.FromHours(2));
        await person.SignInAgainAsync();
        ReceivedWebhook after = await TestAsync(2);
        (await after.VerifyAsync(old, app.Time.GetUtcNow())).ShouldStartWith("refused");
        (await after.VerifyAsync(current, app.Time.GetUtcNow())).ShouldBe("accepted");
        // A webhook of two hours ago is a replay.
        (await during.VerifyAsync(current, app.Time.GetUtcNow())).ShouldStartWith("refused");

        string latest = (await person.PostAsync($"{endpoint}/rotate-secret", new { overlap_hours = 0 })).Text("secret");
        ReceivedWebhook now = await TestAsync(3);
        (await now.VerifyAsync(current, app.Time.GetUtcNow())).ShouldStartWith("refused");
        (await now.VerifyAsync(latest, app.Time.GetUtcNow())).ShouldBe("accepted");

        async Task<ReceivedWebhook> TestAsync(int number)
        {
            await person.PostAsync($"{endpoint}/test");
            return (await receiver.GotAsync(number))[^1];
        }
    }

    [Fact]
    public async Task Who_answers_slowly_keeps_nobody_else_waiting()
    {
        await using WebhookReceiver slow = await WebhookReceiver.StartAsync();
        slow.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        string id = (await person.CreateEndpointAsync(slow.Url)).Text("endpoint.id");
        for (int i = 0; i < 12; i++) await person.PostAsync($"/api/v1/webhook-endpoints/{id}/test");
        await slow.GotAsync(4);

        using Person other = await app.NewPersonAsync();
        await other.CreateEndpointAsync(receiver.Url);
        await other.TrainedModelAsync("voice");

        await receiver.GotAsync(1);
        slow.Received.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Deliveries_are_listed_newest_first_and_can_be_narrowed_down()
    {
        string first = (await person.CreateEndpointAsync(receiver.Url)).Text("endpoint.id");
        string second = (await person.CreateEndpointAsync(receiver.Url)).Text("endpoint.id");
        await person.TrainedModelAsync("voice");
        await receiver.GotAsync(2);
        string test = (await person.PostAsync($"/api/v1/webhook-endpoints/{second}/test")).Text("delivery.id");
        await receiver.GotAsync(3);
        await Eventually.GetAsync(
            () => person.GetAsync($"{Deliveries}?status=succeeded"), list => list.Number("pagination.total") == 3);

        (await person.GetAsync(Deliveries)).Text("deliveries.0.id").ShouldBe(test);
        (await person.GetAsync($"{Deliveries}?status=failed")).Number("pagination.total").ShouldBe(0);
        (await person.GetAsync($"{Deliveries}?endpoint_id={first}")).Number("pagination.total").ShouldBe(1);
        Answer models = await person.GetAsync($"{Deliveries}?event_type=model.completed");
        models.Number("pagination.total").ShouldBe(2);
        models.Text("deliveries.0.event_id").ShouldBe(models.Text("deliveries.1.event_id"));
        models.Text("deliveries.0.id").ShouldNotBe(models.Text("deliveries.1.id"));
        models["deliveries.0"]!.AsObject().ShouldNotContainKey("payload");
    }

    private async Task AdvanceUntilAsync(TimeSpan by, int received)
    {
        app.Time.Advance(by);
        await receiver.GotAsync(received);
        await person.SignInAgainAsync();
    }

    private Task<Answer> PendingAsync(int attempts) => person.DeliveryAsync(list =>
        list.Text("deliveries.0.status") == "pending" &&
        list["deliveries.0.attempts"]!.AsArray().Count == attempts);

    private static DateTimeOffset Time(Answer list, string field) => DateTimeOffset.Parse(
        list.Text($"deliveries.0.{field}"), System.Globalization.CultureInfo.InvariantCulture);
}
