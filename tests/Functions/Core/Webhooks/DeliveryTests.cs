using System.Net;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Notifications;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Webhooks;

/// <summary>Telling a person's own server, and the person, how videos and models end.</summary>
public sealed class DeliveryTests : WebhookTest
{
    private FaultyStore? _store;

    public DeliveryTests() => App.AroundStore = inner => _store = new FaultyStore(inner);

    [Fact]
    public async Task What_ends_well_is_told_signed_as_Standard_Webhooks_wants_it()
    {
        string secret = (await Owner.CreateEndpointAsync(Receiver.Url)).Text("secret");
        Pair models = await Owner.TrainedPairAsync();
        string video = await Owner.MadeVideoAsync(models, title: "こんにちは & <you>");

        ReceivedWebhook[] got = await Receiver.GotAsync(3);

        got.Select(webhook => webhook.Type).ShouldBe(
            ["model.completed", "model.completed", "video.completed"], ignoreOrder: true);
        foreach (ReceivedWebhook webhook in got)
        {
            webhook.IsBelieved(secret, App.Time.GetUtcNow()).ShouldBeTrue();
            byte[] tampered = [.. webhook.Bytes];
            tampered[^2] ^= 1;
            webhook.IsBelieved(secret, App.Time.GetUtcNow(), tampered).ShouldBeFalse();
        }
        JsonObject told = got.Single(webhook => webhook.Type == "video.completed").Body["data"]!["video"]!.AsObject();
        JsonNode shown = (await Owner.GetAsync($"/api/v1/videos/{video}"))["video"]!;
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
        Pair models = await Owner.TrainedPairAsync();
        await Owner.CreateEndpointAsync(Receiver.Url, "model.failed", "video.failed");
        App.Engine.Script = ScriptedEngine.Refuse("no_face", "There is no face.");
        await Owner.UploadedModelAsync("voice");
        await Owner.GenerateAsync(models);

        ReceivedWebhook[] got = await Receiver.GotAsync(2);

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
        await Owner.CreateEndpointAsync(Receiver.Url);
        await Owner.CreateModelAsync("video");
        await AdvanceUntilToldAsync(TimeSpan.FromMinutes(75));
        Receiver.Received.Single().Type.ShouldBe("model.failed");
    }

    [Fact]
    public async Task A_job_that_the_sweep_gives_up_is_told_once()
    {
        string made = await Owner.MadeVideoAsync();
        await Owner.CreateEndpointAsync(Receiver.Url, "video.failed");
        // A pipeline that breaks at its first step, each time that is tried.
        _store!.Fails = (operation, type) => operation == "find" && type == typeof(CloneModel);
        Job job = (await _store.FindAsync<Job>(Owner.Id, made))!.Value;
        string lost = Guid.NewGuid().ToString();
        await _store.CreateAsync(job with
        {
            Id = lost,
            State = JobState.Queued,
            Outputs = null,
            Charged = null,
            FinishedAt = null,
        });
        await App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(2),
            () => _store.FindAsync<Job>(Owner.Id, lost),
            found => found!.Value.State == JobState.Failed);
        _store.Fails = null;
        await AdvanceUntilToldAsync(TimeSpan.FromMinutes(2));
        Receiver.Received.Single().Type.ShouldBe("video.failed");
    }

    [Fact]
    public async Task A_video_that_was_deleted_while_it_was_made_is_not_told()
    {
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed", "video.failed");
        Pair models = await Owner.TrainedPairAsync();
        App.Engine.Script = ScriptedEngine.HangAsync;
        string deleted = (await Owner.GenerateAsync(models)).Text("video.id");
        await Owner.VideoAsync(deleted, "processing");
        await Owner.DeleteAsync($"/api/v1/videos/{deleted}");
        App.Engine.Script = null;
        string made = await Owner.MadeVideoAsync(models);

        await Receiver.GotAsync(1);

        Receiver.Received.Single().Body["data"]!["video"]!["id"]!.GetValue<string>().ShouldBe(made);
        (await Owner.GetAsync(Deliveries)).Number("pagination.total").ShouldBe(1);
    }

    [Fact]
    public async Task An_endpoint_is_told_only_of_what_it_subscribes_to_and_nothing_while_it_is_disabled()
    {
        await using WebhookReceiver other = await WebhookReceiver.StartAsync();
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed");
        string off = (await Owner.CreateEndpointAsync(other.Url)).Text("endpoint.id");
        await Owner.PatchAsync($"/api/v1/webhook-endpoints/{off}", new { status = "disabled" });

        await Owner.MadeVideoAsync();

        await Receiver.GotAsync(1);
        Receiver.Received.Single().Type.ShouldBe("video.completed");
        (await Owner.GetAsync(Deliveries)).Number("pagination.total").ShouldBe(1);
        other.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ja", "動画が完成しました", "動画を作成できませんでした")]
    [InlineData("en", "Your video is ready", "Your video could not be made")]
    public async Task A_person_reads_of_each_video_in_their_own_language(string language, string ready, string failed)
    {
        await Owner.PatchAsync("/api/v1/settings", new { language });
        Pair models = await Owner.TrainedPairAsync();
        string made = await Owner.MadeVideoAsync(models, title: "The first");
        Mail mail = await App.Mails.AwaitAsync(Owner.Email, $"video-completed-{made}");
        mail.Subject.ShouldBe(ready);
        mail.Text.ShouldContain("The first");

        App.Engine.Script = ScriptedEngine.Refuse("no_face", "There is no face.");
        string refused = (await Owner.GenerateAsync(models)).Text("video.id");
        mail = await App.Mails.AwaitAsync(Owner.Email, $"video-failed-{refused}");
        mail.Subject.ShouldBe(failed);
        mail.Text.ShouldContain("There is no face.");
        App.Mails.To(Owner.Email).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_wants_no_mail_gets_none_and_is_still_told()
    {
        await Owner.PatchAsync("/api/v1/settings", new { email_notifications = false });
        await Owner.CreateEndpointAsync(Receiver.Url, "video.completed");
        Pair models = await Owner.TrainedPairAsync();
        string first = await Owner.MadeVideoAsync(models);
        await Receiver.GotAsync(1);
        // The mail is thought of after the webhook: until then the settings must stand.
        await App.Services.GetRequiredService<DurableTaskClient>().WaitForInstanceCompletionAsync($"announce-{first}");
        await Owner.PatchAsync("/api/v1/settings", new { email_notifications = true });
        string second = await Owner.MadeVideoAsync(models);
        await App.Mails.AwaitAsync(Owner.Email, $"video-completed-{second}");
        App.Mails.To(Owner.Email).Select(mail => mail.Id).ShouldNotContain($"video-completed-{first}");
    }

    [Fact]
    public async Task A_test_is_sent_once_whatever_the_endpoint_subscribes_to()
    {
        Answer created = await Owner.CreateEndpointAsync(Receiver.Url, "model.failed");
        string id = created.Text("endpoint.id");
        Answer accepted = await Owner.PostAsync($"/api/v1/webhook-endpoints/{id}/test");
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        accepted.Text("delivery.event_type").ShouldBe("webhook.test");

        ReceivedWebhook test = (await Receiver.GotAsync(1))[0];
        test.IsBelieved(created.Text("secret"), App.Time.GetUtcNow()).ShouldBeTrue();
        await Owner.DeliveryAsync(list => list.Text("deliveries.0.status") == "succeeded");
        Answer shown = await Owner.GetAsync($"{Deliveries}/{accepted.Text("delivery.id")}");
        shown["delivery.payload"]!.ToJsonString().ShouldBe(test.Body.ToJsonString());
        shown["delivery"]!.AsObject().Select(field => field.Key).ShouldBe(
            ["id", "endpoint_id", "event_id", "event_type", "status", "attempts", "next_attempt_at", "created_at",
                "payload"]);

        Receiver.Answers(500);
        await Owner.PostAsync($"/api/v1/webhook-endpoints/{id}/test");
        Answer failed = await Owner.DeliveryAsync(list => list.Text("deliveries.0.status") == "failed");
        failed["deliveries.0.attempts"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Both_secrets_verify_during_the_overlap_and_the_old_one_no_longer_after_it()
    {
        Answer created = await Owner.CreateEndpointAsync(Receiver.Url);
        string endpoint = $"/api/v1/webhook-endpoints/{created.Text("endpoint.id")}";
        string old = created.Text("secret");
        Answer rotated = await Owner.PostAsync($"{endpoint}/rotate-secret", new { overlap_hours = 2 });
        rotated.Status.ShouldBe(HttpStatusCode.OK);
        string current = rotated.Text("secret");
        rotated["previous_secret_expires_at"].ShouldNotBeNull();

        ReceivedWebhook during = await TestAsync(1);
        during.IsBelieved(old, App.Time.GetUtcNow()).ShouldBeTrue();
        during.IsBelieved(current, App.Time.GetUtcNow()).ShouldBeTrue();

        App.Time.Advance(TimeSpan.FromHours(2));
        await Owner.SignInAgainAsync();
        ReceivedWebhook after = await TestAsync(2);
        after.IsBelieved(old, App.Time.GetUtcNow()).ShouldBeFalse();
        after.IsBelieved(current, App.Time.GetUtcNow()).ShouldBeTrue();
        // A webhook of two hours ago is a replay.
        during.IsBelieved(current, App.Time.GetUtcNow()).ShouldBeFalse();

        string latest = (await Owner.PostAsync($"{endpoint}/rotate-secret", new { overlap_hours = 0 })).Text("secret");
        ReceivedWebhook now = await TestAsync(3);
        now.IsBelieved(current, App.Time.GetUtcNow()).ShouldBeFalse();
        now.IsBelieved(latest, App.Time.GetUtcNow()).ShouldBeTrue();

        async Task<ReceivedWebhook> TestAsync(int number)
        {
            await Owner.PostAsync($"{endpoint}/test");
            return (await Receiver.GotAsync(number))[^1];
        }
    }

    [Fact]
    public async Task Deliveries_are_listed_newest_first_and_can_be_narrowed_down()
    {
        string first = (await Owner.CreateEndpointAsync(Receiver.Url)).Text("endpoint.id");
        string second = (await Owner.CreateEndpointAsync(Receiver.Url)).Text("endpoint.id");
        await Owner.TrainedModelAsync("voice");
        await Receiver.GotAsync(2);
        string test = (await Owner.PostAsync($"/api/v1/webhook-endpoints/{second}/test")).Text("delivery.id");
        await Receiver.GotAsync(3);
        await Eventually.GetAsync(
            () => Owner.GetAsync($"{Deliveries}?status=succeeded"), list => list.Number("pagination.total") == 3);

        (await Owner.GetAsync(Deliveries)).Text("deliveries.0.id").ShouldBe(test);
        (await Owner.GetAsync($"{Deliveries}?status=failed")).Number("pagination.total").ShouldBe(0);
        (await Owner.GetAsync($"{Deliveries}?endpoint_id={first}")).Number("pagination.total").ShouldBe(1);
        Answer models = await Owner.GetAsync($"{Deliveries}?event_type=model.completed");
        models.Number("pagination.total").ShouldBe(2);
        models.Text("deliveries.0.event_id").ShouldBe(models.Text("deliveries.1.event_id"));
        models.Text("deliveries.0.id").ShouldNotBe(models.Text("deliveries.1.id"));
        models["deliveries.0"]!.AsObject().ShouldNotContainKey("payload");
    }

    private Task AdvanceUntilToldAsync(TimeSpan by) => App.AdvanceUntilAsync(
        by, () => Task.FromResult(Receiver.Received.Count), received => received > 0);
}
