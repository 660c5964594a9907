using System.Net;
using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>A request with an <c>Idempotency-Key</c> that broke off anywhere is carried on, and not done twice.</summary>
public sealed class IdempotencyCrashTests
{
    private FaultyStore? _store;

    [Fact]
    public async Task A_video_that_was_asked_for_when_the_app_died_is_made_once()
    {
        await using AppOfOwn own = await StartAsync();
        bool answered = false;
        for (int call = 1; !answered; call++)
        {
            using Person person = await own.App.NewPersonAsync();
            Pair models = await person.TrainedPairAsync();
            own.App.Engine.Hold();
            _store!.DieAtCall(call);
            answered = (await person.PostOnceAsync("key", "/api/v1/generate", Bodies.Video(models))).Status ==
                HttpStatusCode.Created;
            _store.Revive();
            own.App.Engine.Script = null;
            own.App.Time.Advance(TimeSpan.FromSeconds(61));

            Answer video = await person.PostOnceAsync("key", "/api/v1/generate", Bodies.Video(models));
            video.Status.ShouldBe(HttpStatusCode.Created, $"after a crash at call {call}: {video}");
            Answer again = await person.PostOnceAsync("key", "/api/v1/generate", Bodies.Video(models));
            again.Body!.ToJsonString().ShouldBe(video.Body!.ToJsonString());
            Answer all = await person.GetAsync("/api/v1/videos");
            all.Number("pagination.total").ShouldBe(1, $"after a crash at call {call}");
            all.Text("videos.0.id").ShouldBe(video.Text("video.id"));
            WalletBalance balance = await own.App.BalanceAsync(person);
            (balance.Granted - balance.Left).ShouldBeLessThanOrEqualTo(1, $"after a crash at call {call}");
            call.ShouldBeLessThan(60);
        }
    }

    [Fact]
    public async Task A_request_that_died_before_the_clock_was_put_back_is_carried_on()
    {
        await using AppOfOwn own = await StartAsync();
        using Person person = await own.App.NewPersonAsync();
        _store!.Fails = (operation, type) => operation == "replace" && type == typeof(IdempotentRequest);
        await person.PostOnceAsync("key", "/api/v1/models/voice", Bodies.Model("voice"));
        _store.Fails = null;

        own.App.Time.Correct(TimeSpan.FromDays(-1));
        await person.SignInAgainAsync();
        (await person.PostOnceAsync("key", "/api/v1/models/voice", Bodies.Model("voice"))).Status
            .ShouldBe(HttpStatusCode.Created);
        (await person.GetAsync("/api/v1/models/voice")).Number("pagination.total").ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_is_carried_on_after_its_video_is_ready_says_so_no_second_time()
    {
        await using AppOfOwn own = await StartAsync();
        using Person person = await own.App.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        _store!.Fails = (operation, type) => operation == "replace" && type == typeof(IdempotentRequest);
        await person.PostOnceAsync("key", "/api/v1/generate", Bodies.Video(models));
        _store.Fails = null;
        await own.App.Mails.AwaitAsync(person.Email, "video-completed");

        own.App.Time.Advance(TimeSpan.FromSeconds(61));
        (await person.PostOnceAsync("key", "/api/v1/generate", Bodies.Video(models))).Status
            .ShouldBe(HttpStatusCode.Created);
        // What would be said again would be said before the next.
        string next = await person.MadeVideoAsync(models);
        await own.App.Mails.AwaitAsync(person.Email, $"video-completed-{next}");
        own.App.Mails.To(person.Email).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_restart_in_the_middle_makes_one_model()
    {
        await using AppOfOwn own = await StartAsync();
        using Person person = await own.App.NewPersonAsync();
        // Everything is done but the answer is not remembered: the process is gone at that very moment.
        _store!.Fails = (operation, type) => operation == "replace" && type == typeof(IdempotentRequest);
        (await person.PostOnceAsync("key", "/api/v1/models/video", Bodies.Model("video")))
            .ShouldBeError(HttpStatusCode.InternalServerError, "INTERNAL_ERROR");
        string id = (await person.GetAsync("/api/v1/models/video")).Text("models.0.id");

        await own.App.RestartAsync();
        await person.SignInAgainAsync();
        own.App.Time.Advance(TimeSpan.FromSeconds(1));
        Answer carriedOn = await person.PostOnceAsync("key", "/api/v1/models/video", Bodies.Model("video"));
        carriedOn.Status.ShouldBe(HttpStatusCode.Created);
        carriedOn.Text("model.id").ShouldBe(id);
        carriedOn.Number("upload.expires_in_seconds").ShouldBeInRange(3400, 3599);
        (await person.GetAsync("/api/v1/models/video")).Number("pagination.total").ShouldBe(1);
        (await person.UploadAsync("video", carriedOn)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_checkout_that_was_opened_when_the_app_died_is_handed_out_and_no_second_one_opened()
    {
        await using AppOfOwn own = await StartAsync();
        using Person person = await own.App.NewPersonAsync();
        object body = new { quantity = 2, success_url = "http://localhost/yes", cancel_url = "http://localhost/no" };
        _store!.Fails = (operation, type) => operation == "replace" && type == typeof(IdempotentRequest);
        (await person.PostOnceAsync("key", "/api/v1/billing/purchase-minutes", body)).Status
            .ShouldBe(HttpStatusCode.InternalServerError);
        _store.Fails = null;
        DocumentQuery mine = new() { Partition = person.Id };
        string opened = (await _store.QueryAsync<OrderRecord>(mine)).Items.Single().Value.SessionId;

        own.App.Time.Advance(TimeSpan.FromSeconds(61));
        Answer checkout = await person.PostOnceAsync("key", "/api/v1/billing/purchase-minutes", body);
        checkout.Status.ShouldBe(HttpStatusCode.OK, checkout.ToString());
        checkout.Text("session_id").ShouldBe(opened);
        (await _store.QueryAsync<OrderRecord>(mine)).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_secret_that_was_rotated_when_the_app_died_is_handed_out_and_not_rotated_again()
    {
        await using AppOfOwn own = await StartAsync();
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        Answer created = await person.CreateEndpointAsync(receiver.Url);
        string path = $"/api/v1/webhook-endpoints/{created.Text("endpoint.id")}/rotate-secret";
        _store!.Fails = (operation, type) => operation == "replace" && type == typeof(IdempotentRequest);
        (await person.PostOnceAsync("key", path)).Status.ShouldBe(HttpStatusCode.InternalServerError);
        _store.Fails = null;
        string stored = (await _store.FindAsync<EndpointBook>(person.Id, person.Id))!.Value.Endpoints.Single().Secret;
        stored.ShouldNotBe(created.Text("secret"));

        own.App.Time.Advance(TimeSpan.FromSeconds(61));
        (await person.PostOnceAsync("key", path)).Text("secret").ShouldBe(stored);
        // A key of its own is a rotation of its own.
        (await person.PostOnceAsync("another", path)).Text("secret").ShouldNotBe(stored);
    }

    [Fact]
    public async Task After_a_fault_the_same_request_need_not_wait_and_another_is_refused()
    {
        await using AppOfOwn own = await StartAsync();
        using Person person = await own.App.NewPersonAsync();
        _store!.Fails = (operation, type) => operation == "create" && type == typeof(CloneModel);
        (await person.PostOnceAsync("key", "/api/v1/models/video", Bodies.Model("video")))
            .ShouldBeError(HttpStatusCode.InternalServerError, "INTERNAL_ERROR");
        _store.Fails = null;
        (await person.PostOnceAsync("key", "/api/v1/models/video", Bodies.Model("video", "Another")))
            .ShouldBeError(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");
        Answer second = await person.PostOnceAsync("key", "/api/v1/models/video", Bodies.Model("video"));
        second.Status.ShouldBe(HttpStatusCode.Created);
        second.Header("Idempotency-Replayed").ShouldBeNull();
    }

    private Task<AppOfOwn> StartAsync() => AppOfOwn.StartAsync(
        app => app.AroundStore = inner => _store = new FaultyStore(inner));
}
