using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Walks every request and response example of the contract's sections 2 to 10.</summary>
public sealed partial class ContractTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] _notYet =
    [
        "source_video_url", "source_audio_url", "thumbnail_url", "duration_seconds", "file_size_bytes",
        "processing_started_at", "processing_completed_at", "output_video_url", "queue_position",
    ];

    [Fact]
    public async Task Every_example_is_what_the_app_reads_and_writes()
    {
        await WalkSigningInAsync();
        Pair models = new(await WalkVideoModelsAsync(), await WalkVoiceModelsAsync());
        await WalkGenerationAsync(models);
        await WalkVideosAsync();
        await WalkBillingAsync();
        await WalkAccountAsync();
        await WalkUsageAsync();
        ContractExample.Names.Except(ContractExample.Used.Keys).ShouldBeEmpty();
    }

    private async Task WalkSigningInAsync()
    {
        using HttpClient http = app.Anonymous();
        string token = await Person.TokenAsync(http, "user@example.com");
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Answer first = await Answer.OfAsync(await http.PostAsync("/api/v1/auth/login", content: null));
        first.Status.ShouldBe(HttpStatusCode.Created);
        ContractExample.Of("2.1-201").ShouldMatch(first);
        first["is_new_user"]!.GetValue<bool>().ShouldBeTrue();
        Answer second = await Answer.OfAsync(await http.PostAsync("/api/v1/auth/login", content: null));
        second.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("2.1-200").ShouldMatch(second, nullable: ["avatar_url"]);
        second["is_new_user"]!.GetValue<bool>().ShouldBeFalse();
        Answer me = await Answer.OfAsync(await http.GetAsync("/api/v1/auth/me"));
        me.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("2.2-200").ShouldMatch(me, nullable: ["avatar_url", "profile"]);
        me["user"]!.ToJsonString().ShouldBe(first["user"]!.ToJsonString());
    }

    private async Task<string> WalkVideoModelsAsync()
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.PostAsync("/api/v1/models/video", ContractExample.Of("4.3-request").Body());
        created.Status.ShouldBe(HttpStatusCode.Created);
        ContractExample.Of("4.3-201").ShouldMatch(created);
        created.Text("model.status").ShouldBe("pending");
        created.Text("upload.s3_key").ShouldBe($"videos/{person.Id}/{created.Text("model.id")}/source.mp4");
        created.Number("upload.expires_in_seconds").ShouldBe(3600);
        ContractExample.Of("4.2-200").ShouldMatch(
            await person.GetAsync($"/api/v1/models/video/{created.Text("model.id")}"), nullable: _notYet);

        created = await person.CreateModelAsync("video");
        string id = created.Text("model.id");
        await person.UploadAsync("video", created);
        Answer confirmed = await person.PostAsync(
            $"/api/v1/models/video/{id}/upload-complete", ContractExample.Of("4.4-request").Body());
        confirmed.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("4.4-200").ShouldMatch(confirmed);
        confirmed.Text("model.status").ShouldBe("processing");
        confirmed.Text("message").ShouldBe("Video model is now being processed");
        ContractExample.Of("4.2-200").ShouldMatch(await person.ModelAsync("video", id, "completed"));

        Answer renamed = await person.PatchAsync(
            $"/api/v1/models/video/{id}", ContractExample.Of("4.5-request").Body());
        renamed.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("4.5-200").ShouldMatch(renamed);
        renamed.Text("model.name").ShouldBe("Updated Name");
        Answer list = await person.GetAsync("/api/v1/models/video?status=completed");
        list.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("4.1-200").ShouldMatch(list);

        string voice = await person.TrainedModelAsync("voice");
        await person.MadeVideoAsync(new Pair(id, voice));
        Answer used = await person.DeleteAsync($"/api/v1/models/video/{id}");
        used.Status.ShouldBe(HttpStatusCode.BadRequest);
        ContractExample.Of("4.6-400").ShouldMatch(used, added: ["details"]);
        used.Body!["error"]!["message"]!.ToJsonString().ShouldBe(
            ContractExample.Of("4.6-400").Body()["error"]!["message"]!.ToJsonString());
        Answer deleted = await person.DeleteAsync(
            $"/api/v1/models/video/{await person.TrainedModelAsync("video")}");
        deleted.Status.ShouldBe(HttpStatusCode.OK);
        deleted.Body!.ToJsonString().ShouldBe(ContractExample.Of("4.6-200").Body().ToJsonString());
        return id;
    }

    private async Task<string> WalkVoiceModelsAsync()
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.PostAsync("/api/v1/models/voice", ContractExample.Of("5.3-request").Body());
        created.Status.ShouldBe(HttpStatusCode.Created);
        ContractExample.Of("5.3-201").ShouldMatch(created);
        created.Text("upload.s3_key").ShouldBe($"voices/{person.Id}/{created.Text("model.id")}/source.mp3");
        ContractExample.Of("5.2-200").ShouldMatch(
            await person.GetAsync($"/api/v1/models/voice/{created.Text("model.id")}"), nullable: _notYet);

        created = await person.CreateModelAsync("voice");
        string id = created.Text("model.id");
        await person.UploadAsync("voice", created);
        Answer confirmed = await person.PostAsync(
            $"/api/v1/models/voice/{id}/upload-complete", ContractExample.Of("5.4-request").Body());
        confirmed.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("5.4-200").ShouldMatch(confirmed);
        confirmed.Text("message").ShouldBe("Voice model is now being processed");
        ContractExample.Of("5.2-200").ShouldMatch(await person.ModelAsync("voice", id, "completed"));

        Answer renamed = await person.PatchAsync(
            $"/api/v1/models/voice/{id}", ContractExample.Of("5.5-request").Body());
        renamed.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("5.5-200").ShouldMatch(renamed);
        Answer list = await person.GetAsync("/api/v1/models/voice?status=completed&source_type=upload");
        list.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("5.1-200").ShouldMatch(list);
        Answer deleted = await person.DeleteAsync($"/api/v1/models/voice/{id}");
        deleted.Status.ShouldBe(HttpStatusCode.OK);
        deleted.Body!.ToJsonString().ShouldBe(ContractExample.Of("5.6-200").Body().ToJsonString());
        return id;
    }

    private async Task WalkGenerationAsync(Pair strangersModels)
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        JsonObject request = ContractExample.Of("6.1-request").Body();
        request["video_model_id"] = strangersModels.Video;
        request["voice_model_id"] = strangersModels.Voice;
        (await person.PostAsync("/api/v1/generate", request)).ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
        request["video_model_id"] = models.Video;
        request["voice_model_id"] = models.Voice;

        app.Engine.Script = ScriptedEngine.HangAsync;
        Answer queued = await person.PostAsync("/api/v1/generate", request);
        queued.Status.ShouldBe(HttpStatusCode.Created);
        ContractExample.Of("6.1-201").ShouldMatch(queued);
        queued.Text("video.status").ShouldBe("queued");
        string id = queued.Text("video.id");
        ContractExample.Of("6.2-200-processing").ShouldMatch(await person.VideoAsync(id, "processing"));
        ContractExample.Of("7.2-200").ShouldMatch(
            await person.GetAsync($"/api/v1/videos/{id}"), _notYet, ["captions_url", "error_message"]);
        ContractExample.Of("7.1-200").ShouldMatch(await person.GetAsync("/api/v1/videos"), _notYet);
        (await person.DeleteAsync($"/api/v1/videos/{id}")).Status.ShouldBe(HttpStatusCode.OK);

        app.Engine.Script = null;
        id = await person.MadeVideoAsync(models);
        ContractExample.Of("6.2-200-completed").ShouldMatch(await person.GetAsync($"/api/v1/generate/{id}/status"));

        app.Engine.Script = ScriptedEngine.Refuse("no_face", "Face detection failed in video model");
        Answer failing = await person.GenerateAsync(models);
        Answer failed = await person.VideoAsync(failing.Text("video.id"), "failed");
        ContractExample.Of("6.2-200-failed").ShouldMatch(failed);
        failed.Text("video.error_message").ShouldBe("Face detection failed in video model");
        app.Engine.Script = null;

        app.Engine.SpeechSeconds = 181;
        Answer refused = await person.GenerateAsync(models);
        refused.Status.ShouldBe(HttpStatusCode.PaymentRequired);
        ContractExample.Of("6.1-402").ShouldMatch(refused);
        refused.Text("error.message").ShouldBe("Not enough minutes remaining");
        refused.Number("error.details.required_minutes").ShouldBe(4);
        refused.Number("error.details.available_minutes").ShouldBe(2);
        app.Engine.SpeechSeconds = 4.2;
    }

    private async Task WalkBillingAsync()
    {
        using Person person = await app.NewPersonAsync();
        Answer checkout = await person.PostAsync("/api/v1/billing/checkout", ContractExample.Of("9.1-request").Body());
        checkout.Status.ShouldBe(HttpStatusCode.OK, checkout.ToString());
        ContractExample.Of("9.1-200").ShouldMatch(checkout);
        await person.PayAsync(checkout);
        Answer subscription = await person.SubscriptionAsync(found => found.Text("subscription.plan_type") == "standard");
        ContractExample.Of("9.3-200").ShouldMatch(subscription);
        Answer portal = await person.PostAsync("/api/v1/billing/portal", ContractExample.Of("9.2-request").Body());
        portal.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("9.2-200").ShouldMatch(portal);

        Answer purchase = await person.PostAsync(
            "/api/v1/billing/purchase-minutes", ContractExample.Of("9.4-request").Body());
        purchase.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("9.4-200").ShouldMatch(purchase);
        (purchase.Number("minutes_to_add"), purchase.Number("amount_jpy")).ShouldBe((40, 2000));
        await person.PayAsync(purchase);
        Answer invoices = await Eventually.GetAsync(
            () => person.GetAsync("/api/v1/billing/invoices"), found => found.Number("pagination.total") == 2);
        ContractExample.Of("9.5-200").ShouldMatch(invoices, added: ["minutes_purchased", "amount_returned_cents"]);

        Delivery told = app.Deliveries.All[^1];
        using HttpRequestMessage again = new(HttpMethod.Post, "/api/v1/webhooks/stripe")
        {
            Content = new ByteArrayContent(told.Body),
        };
        again.Headers.Add("Stripe-Signature", told.Signature);
        using HttpClient stripe = app.Anonymous();
        Answer received = await Answer.OfAsync(await stripe.SendAsync(again));
        received.Status.ShouldBe(HttpStatusCode.OK);
        received.Body!.ToJsonString().ShouldBe(ContractExample.Of("9.6-200").Body().ToJsonString());
    }

    private async Task WalkVideosAsync()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync(title: "Product Introduction", resolution: "1080p");
        Answer list = await person.GetAsync("/api/v1/videos");
        list.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("7.1-200").ShouldMatch(list);
        Answer details = await person.GetAsync($"/api/v1/videos/{id}");
        details.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("7.2-200").ShouldMatch(details, added: ["captions_url", "error_message"]);
        details.Text("video.captions_url").ShouldNotBeEmpty();
        details["video.error_message"].ShouldBeNull();
        Answer download = await person.GetAsync($"/api/v1/videos/{id}/download");
        download.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("7.3-200").ShouldMatch(download);
        download.Text("file_name").ShouldBe("product-introduction.mp4");
        Answer again = await person.PostAsync(
            $"/api/v1/videos/{id}/regenerate", ContractExample.Of("7.5-request").Body());
        again.Status.ShouldBe(HttpStatusCode.Created);
        ContractExample.Of("7.5-201").ShouldMatch(again);
        again.Text("video.id").ShouldNotBe(id);
        Answer deleted = await person.DeleteAsync($"/api/v1/videos/{id}");
        deleted.Status.ShouldBe(HttpStatusCode.OK);
        deleted.Body!.ToJsonString().ShouldBe(ContractExample.Of("7.4-200").Body().ToJsonString());
    }

    private async Task WalkUsageAsync()
    {
        using Person person = await app.NewPersonAsync();
        await person.MadeVideoAsync();
        Answer dashboard = await person.GetAsync("/api/v1/dashboard");
        dashboard.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("8.1-200").ShouldMatch(dashboard);
        Answer usage = await person.GetAsync("/api/v1/usage");
        usage.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("8.2-200").ShouldMatch(usage);
        Answer history = await person.GetAsync("/api/v1/usage/history?months=12");
        history.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Of("8.3-200").ShouldMatch(history);
    }
}
