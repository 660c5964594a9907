using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Tests.OpenApi;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>One <c>Idempotency-Key</c> is one thing done, however often it is sent.</summary>
public sealed class IdempotencyTests(TestApp app) : IClassFixture<TestApp>
{
    // What may be repeated as it is: it ends in the same state, or costs nothing and leaves nothing behind.
    private static readonly string[] _repeatable =
    [
        "Clone-Session-Login", "Clone-VideoModel-CompleteUpload", "Clone-VoiceModel-CompleteUpload", "Core-DevelopmentToken-Create",
        "Clone-Profile-Save", "Clone-Avatar-Create", "Clone-Avatar-Confirm", "Clone-Portal-Open",
        "Clone-PaymentEvent-Receive", "Core-SandboxCheckout-Act", "Core-SandboxPortal-Act",
        // The second time the address is taken.
        "VideoSystem-Account-Register", "VoiceCloning-Account-Register", "FilmStudio-Account-Register",
        "FilmStudio-Session-Login", "FilmStudio-Portal-Open",
        "VideoSystem-Session-Login", "VideoSystem-Video-Estimate", "VideoSystem-Video-Cancel",
        "Sora-Session-Google", "Sora-Session-Refresh", "Sora-Session-Logout", "Sora-Session-Test", "Sora-Video-Estimate",
        "Sora-ProviderCallback-Receive",
        "VoiceCloning-Session-Login", "VoiceCloning-Session-Refresh",
        "FilmStudio-Job-Cancel",
        "Sora-PaymentEvent-Receive",
        // A consent is used up.
        "FilmStudio-Consent-Confirm",
        // A link is used up, or sent again; a role is had.
        "Core-AddressProof-Give", "Core-Password-Set", "Core-Role-Grant",
        // A dead letter that was sent again is sent once more only if it is laid aside once more.
        "Core-DeadLetters-Replay",
    ];

    private IEnumerable<HttpFunction> Functions => app.Services.GetRequiredService<HttpFunctions>().All;

    [Fact]
    public void Every_post_either_takes_a_key_or_may_be_repeated() => Functions
        // How people sign in in the tests is none of the app's.
        .Where(function => function.Methods.Contains("POST") && !function.Creates && function.Product != "trial")
        .Select(function => function.Name)
        .ShouldBe(_repeatable, ignoreOrder: true);

    [Fact]
    public void The_document_says_where_a_key_is_taken() => Functions
        .Where(function => function.Creates && function.Product != "trial").Select(function => $"POST /{function.Route}")
        .ShouldBe(
            Operation.All
                .Where(operation => operation.Parameters.Any(parameter => parameter.Name == "Idempotency-Key"))
                .Select(operation => $"{operation.Method} {operation.Path}"),
            ignoreOrder: true);

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer()
    {
        using Person person = await app.NewPersonAsync();
        Answer first = await person.PostOnceAsync("one", "/api/v1/models/video", Bodies.Model("video"));
        first.Status.ShouldBe(HttpStatusCode.Created);
        first.Header("Idempotency-Replayed").ShouldBeNull();
        app.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMinutes(5));

        using HttpResponseMessage second = await person.Http.RequestAsync(
            "POST", "/api/v1/models/video", Bodies.Model("video"), ("Idempotency-Key", "one"));
        second.Header("Idempotency-Replayed").ShouldBe("true");
        second.Header("X-Request-Id").ShouldNotBe(first.Header("X-Request-Id"));
        second.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        Answer again = await Answer.OfAsync(second);
        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Body!.ToJsonString().ShouldBe(first.Body!.ToJsonString());
        (await person.GetAsync("/api/v1/models/video")).Number("pagination.total").ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_key_every_request_counts()
    {
        using Person person = await app.NewPersonAsync();
        for (int i = 0; i < 2; i++) await person.CreateModelAsync("voice");
        (await person.GetAsync("/api/v1/models/voice")).Number("pagination.total").ShouldBe(2);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        using Person person = await app.NewPersonAsync();
        string first = (await person.PostOnceAsync("day", "/api/v1/models/video", Bodies.Model("video"))).Text("model.id");
        app.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        await person.SignInAgainAsync();
        Answer later = await person.PostOnceAsync("day", "/api/v1/models/video", Bodies.Model("video"));
        later.Status.ShouldBe(HttpStatusCode.Created);
        later.Text("model.id").ShouldNotBe(first);
    }

    [Fact]
    public async Task A_key_of_another_request_is_refused()
    {
        using Person person = await app.NewPersonAsync();
        string path = "/api/v1/models/video";
        (await person.PostOnceAsync("key", path, Bodies.Model("video"))).Status.ShouldBe(HttpStatusCode.Created);
        Answer[] others =
        [
            await person.PostOnceAsync("key", path, Bodies.Model("video", "Another")),
            await person.PostOnceAsync("key", path, Bodies.Model("video").With("more", "1")),
            await person.PostOnceAsync("key", path + "?a=b", Bodies.Model("video")),
            await person.PostOnceAsync("key", "/api/v1/models/voice", Bodies.Model("video")),
        ];
        foreach (Answer other in others)
            other.ShouldBeError(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");
        (await person.GetAsync(path)).Number("pagination.total").ShouldBe(1);
    }

    [Fact]
    public async Task Keys_of_different_people_have_nothing_to_do_with_each_other()
    {
        using Person one = await app.NewPersonAsync();
        using Person other = await app.NewPersonAsync();
        Answer first = await one.PostOnceAsync("same", "/api/v1/models/video", Bodies.Model("video"));
        Answer second = await other.PostOnceAsync("same", "/api/v1/models/video", Bodies.Model("video"));
        second.Status.ShouldBe(HttpStatusCode.Created);
        second.Text("model.id").ShouldNotBe(first.Text("model.id"));
    }

    [Fact]
    public async Task A_key_of_every_allowed_form_counts()
    {
        using Person person = await app.NewPersonAsync();
        foreach (string key in new[] { "!", "~", "a/b\\c?d#e%00", "\"8e03978e-40d5\"", new string('k', 255) })
        {
            Answer first = await person.PostOnceAsync(key, "/api/v1/models/video", Bodies.Model("video"));
            Answer second = await person.PostOnceAsync(key, "/api/v1/models/video", Bodies.Model("video"));
            second.Text("model.id").ShouldBe(first.Text("model.id"), key);
        }
    }

    [Fact]
    public void An_empty_key_is_none() => IdempotencyKey.Parse("").ShouldBeNull();

    [Theory]
    [InlineData("two words")]
    [InlineData("clé")]
    [InlineData("tab\tinside")]
    [InlineData(null)]
    public async Task A_key_of_another_form_is_the_offending_field(string? key)
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostOnceAsync(key ?? new string('k', 256), "/api/v1/models/video", Bodies.Model("video")))
            .ShouldBeInvalid("Idempotency-Key");
        (await person.GetAsync("/api/v1/models/video")).Number("pagination.total").ShouldBe(0);
    }

    [Fact]
    public async Task Two_keys_are_the_offending_field()
    {
        using Person person = await app.NewPersonAsync();
        using HttpResponseMessage response = await person.Http.RequestAsync(
            "POST", "/api/v1/models/video", Bodies.Model("video"), ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));
        (await Answer.OfAsync(response)).ShouldBeInvalid("Idempotency-Key");
    }

    [Fact]
    public async Task Where_nothing_is_created_a_key_means_nothing()
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostOnceAsync("two words", "/api/v1/auth/login")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refused_request_is_forgotten()
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostOnceAsync("fix", "/api/v1/models/video", "{}")).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        Answer mended = await person.PostOnceAsync("fix", "/api/v1/models/video", Bodies.Model("video"));
        mended.Status.ShouldBe(HttpStatusCode.Created);
        mended.Header("Idempotency-Replayed").ShouldBeNull();
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_a_key_too()
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostOnceAsync("large", "/api/v1/models/video", new string(' ', (256 * 1024) + 1)))
            .ShouldBeError(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task Two_hundred_requests_at_once_with_one_key_make_one_video()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        TaskCompletionSource gate = app.Engine.Hold();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 200)
            .Select(_ => person.PostOnceAsync("many", "/api/v1/generate", Bodies.Video(models))));

        Answer[] made = [.. answers.Where(answer => answer.Status == HttpStatusCode.Created)];
        made.Length.ShouldBeGreaterThan(0);
        made.Select(answer => answer.Body!.ToJsonString()).Distinct().Count().ShouldBe(1);
        made.Count(answer => answer.Header("Idempotency-Replayed") is null).ShouldBe(1);
        foreach (Answer busy in answers.Except(made))
        {
            busy.ShouldBeError(HttpStatusCode.Conflict, "IDEMPOTENCY_IN_PROGRESS");
            busy.Header("Retry-After").ShouldBe("1");
        }
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(1);
        (await app.BalanceAsync(person)).ShouldSatisfyAllConditions(
            balance => balance.Left.ShouldBe(2), balance => balance.Held.ShouldBe(1));
        gate.SetResult();
    }

    [Fact]
    public async Task A_video_is_regenerated_once()
    {
        using Person person = await app.NewPersonAsync();
        string original = await person.MadeVideoAsync();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(_ => person.PostOnceAsync("again", $"/api/v1/videos/{original}/regenerate")));
        answers.Where(answer => answer.Status == HttpStatusCode.Created)
            .Select(answer => answer.Text("video.id")).Distinct().Count().ShouldBe(1);
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(2);
    }

    [Fact]
    public async Task An_erasure_leaves_no_answer_behind()
    {
        using Person person = await app.NewPersonAsync();
        await person.PostOnceAsync("gone", "/api/v1/models/video", Bodies.Model("video"));
        IDocumentStore store = app.Services.GetRequiredService<IDocumentStore>();
        DocumentQuery mine = new() { Partition = person.Id };
        (await store.QueryAsync<IdempotentRequest>(mine)).Items.Count.ShouldBe(1);
        await app.Services.GetServices<IPersonalData>().OfType<IdempotencyData>().Single()
            .EraseAsync(person.Id, CancellationToken.None);
        (await store.QueryAsync<IdempotentRequest>(mine)).Items.ShouldBeEmpty();
    }
}
