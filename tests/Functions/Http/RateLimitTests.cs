using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>Who asks too much is told so, when to come back, and what the limits are.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task By_default_an_account_has_six_hundred_requests_a_minute()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => app.Settings.Clear());
        using Person person = await own.App.NewPersonAsync();
        own.App.Time.Advance(TimeSpan.FromMinutes(1));
        Answer answer = await person.GetAsync("/api/v1/auth/me");
        answer.Header("RateLimit-Policy").ShouldBe("\"account\";q=600;w=60");
        answer.Header("RateLimit").ShouldBe("\"account\";r=599;t=1");
        Answer creation = await person.CreateModelAsync("video");
        creation.Header("RateLimit-Policy").ShouldBe("\"account\";q=600;w=60, \"creations\";q=240;w=240");
        creation.Header("RateLimit")!.ShouldEndWith("\"creations\";r=239;t=1");
    }

    [Fact]
    public async Task An_account_that_asks_too_much_is_told_when_to_come_back()
    {
        await using AppOfOwn own = await StartAsync("RequestsPerMinute", 5);
        using Person person = await own.App.NewPersonAsync();
        using Person other = await own.App.NewPersonAsync();
        own.App.Time.Advance(TimeSpan.FromMinutes(1));
        for (int left = 4; left >= 0; left--)
        {
            Answer answer = await person.GetAsync(left == 2 ? "/api/v1/videos/none" : "/api/v1/videos");
            answer.Header("RateLimit")!.ShouldStartWith($"\"account\";r={left};t=");
        }

        Answer refused = await person.GetAsync("/api/v1/videos");
        refused.ShouldBeError(HttpStatusCode.TooManyRequests, "RATE_LIMIT_EXCEEDED");
        int wait = refused.Number("error.details.retry_after_seconds");
        wait.ShouldBeInRange(1, 12);
        refused.Header("Retry-After").ShouldBe($"{wait}");
        refused.Number("error.details.limit").ShouldBe(5);
        refused.Number("error.details.window_seconds").ShouldBe(60);
        refused.Header("RateLimit-Policy").ShouldBe("\"account\";q=5;w=60");
        refused.Header("RateLimit")!.ShouldStartWith("\"account\";r=0;t=");
        refused.Header("X-Request-Id").ShouldNotBeNull();
        (await other.GetAsync("/api/v1/videos")).Status.ShouldBe(HttpStatusCode.OK);

        own.App.Time.Advance(TimeSpan.FromSeconds(wait));
        (await person.GetAsync("/api/v1/videos")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Creations_have_a_tighter_limit_of_their_own()
    {
        await using AppOfOwn own = await StartAsync("CreationsPerMinute", 1);
        using Person person = await own.App.NewPersonAsync();
        for (int i = 0; i < 4; i++)
            (await person.CreateModelAsync(i % 2 == 0 ? "video" : "voice")).Status.ShouldBe(HttpStatusCode.Created);
        Answer refused = await person.PostAsync("/api/v1/generate", "{}");
        refused.ShouldBeError(HttpStatusCode.TooManyRequests, "RATE_LIMIT_EXCEEDED");
        refused.Number("error.details.limit").ShouldBe(4);
        refused.Number("error.details.window_seconds").ShouldBe(240);
        (await person.GetAsync("/api/v1/videos")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_hundred_creations_may_come_at_once_by_default()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => app.Settings.Clear());
        using Person person = await own.App.NewPersonAsync();
        Answer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => person.PostAsync("/api/v1/generate", "{}")));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("/api/v1/videos", null)]
    [InlineData("/api/v1/videos", "Bearer nonsense")]
    [InlineData("/api/v1/nothing", null)]
    [InlineData("/nothing", null)]
    public async Task Who_guesses_too_often_is_refused_and_who_has_a_token_is_not(string path, string? authorization)
    {
        await using AppOfOwn own = await StartAsync("AnonymousRequestsPerMinute", 5);
        using Person person = await own.App.NewPersonAsync();
        using HttpClient guesser = own.App.Anonymous();
        string fresh = await Person.TokenAsync(guesser, "fresh@example.com");
        own.App.Time.Advance(TimeSpan.FromMinutes(1));
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];
        Answer answer = await GuessAsync();
        answer.Status.ShouldBe(path == "/api/v1/videos" ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound);
        string limit = authorization is null ? "anonymous" : "guesses";
        answer.Header("RateLimit-Policy").ShouldBe($"\"{limit}\";q=5;w=60");
        for (int i = 0; i < 5; i++) answer = await GuessAsync();
        answer.ShouldBeError(HttpStatusCode.TooManyRequests, "RATE_LIMIT_EXCEEDED");
        answer.Number("error.details.limit").ShouldBe(5);
        answer.Header("Retry-After").ShouldNotBeNull();
        (await person.GetAsync("/api/v1/videos")).Status.ShouldBe(HttpStatusCode.OK);
        // Whoever shares an address with somebody who asks without a token can still sign in.
        Answer login = await Answer.OfAsync(
            await guesser.RequestAsync("POST", "/api/v1/auth/login", null, [("Authorization", $"Bearer {fresh}")]));
        login.Status.ShouldBe(authorization is null ? HttpStatusCode.Created : HttpStatusCode.TooManyRequests);

        async Task<Answer> GuessAsync() => await Answer.OfAsync(await guesser.RequestAsync("GET", path, null, headers));
    }

    [Fact]
    public async Task Development_tokens_are_limited_by_address()
    {
        await using AppOfOwn own = await StartAsync("AnonymousRequestsPerMinute", 3);
        using HttpClient http = own.App.Anonymous();
        for (int i = 0; i < 3; i++) await Person.TokenAsync(http, "a@example.com");
        (await Answer.OfAsync(await http.RequestAsync("POST", "/dev/token", new { email = "a@example.com" })))
            .ShouldBeError(HttpStatusCode.TooManyRequests, "RATE_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Files_and_the_health_have_a_limit_by_address()
    {
        await using AppOfOwn own = await StartAsync("PageRequestsPerMinute", 3);
        using HttpClient http = own.App.Anonymous();
        foreach (string path in new[] { "/health", "/media/library/x?signature=x", "/health" })
            (await http.RequestAsync("GET", path)).Header("RateLimit-Policy").ShouldBe("\"pages\";q=3;w=60");
        (await Answer.OfAsync(await http.RequestAsync("GET", "/media/library/x?signature=x")))
            .ShouldBeError(HttpStatusCode.TooManyRequests, "RATE_LIMIT_EXCEEDED");
    }

    [Fact]
    public async Task Behind_a_proxy_clients_are_told_apart()
    {
        await using AppOfOwn own = await StartAsync("AnonymousRequestsPerMinute", 1, app => app.Settings["TrustedProxies"] = "1");
        using HttpClient http = own.App.Anonymous();
        HttpStatusCode[] answers =
        [
            (await http.RequestAsync("GET", "/x", null, ("X-Forwarded-For", "192.0.2.1"))).StatusCode,
            (await http.RequestAsync("GET", "/x", null, ("X-Forwarded-For", "192.0.2.2"))).StatusCode,
            (await http.RequestAsync("GET", "/x", null, ("X-Forwarded-For", "192.0.2.9, 192.0.2.1"))).StatusCode,
        ];
        answers.ShouldBe([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests]);
    }

    [Fact]
    public async Task Nothing_turns_a_limit_off()
    {
        string[] limits = ["RequestsPerMinute", "CreationsPerMinute", "AnonymousRequestsPerMinute"];
        await using AppOfOwn own = await AppOfOwn.StartAsync(app =>
        {
            foreach (string limit in limits) app.Settings[limit] = "0";
        });
        using Person person = await own.App.NewPersonAsync();
        (await person.CreateModelAsync("video")).Header("RateLimit-Policy").ShouldBeNull();
        (await person.GetAsync("/api/v1/nothing")).Header("RateLimit").ShouldBeNull();
    }

    [Theory]
    [InlineData("RequestsPerMinute")]
    [InlineData("StreamsPerAccount")]
    [InlineData("TrustedProxies")]
    public void A_setting_that_makes_no_sense_is_refused(string setting)
    {
        using TempFolder folder = new();
        Should.Throw<InvalidOperationException>(() => TestApp.Builder(
            folder.Path, settings: new Dictionary<string, string?> { [setting] = "-1" }));
    }

    [Fact]
    public async Task Only_so_many_streams_are_open_at_once()
    {
        await using AppOfOwn own = await StartAsync("StreamsPerAccount", 2);
        using Person person = await own.App.NewPersonAsync();
        using Person other = await own.App.NewPersonAsync();
        string video = (await person.CreateModelAsync("video")).Text("model.id");
        string voice = (await person.CreateModelAsync("voice")).Text("model.id");
        string path = $"/api/v1/models/video/{video}/events";
        EventReader first = await EventReader.OpenAsync(person, path);
        using EventReader second = await EventReader.OpenAsync(person, $"/api/v1/models/voice/{voice}/events");
        await second.NextAsync("pending");

        Answer refused = await person.GetAsync(path);
        refused.ShouldBeError(HttpStatusCode.TooManyRequests, "RATE_LIMIT_EXCEEDED");
        refused.Number("error.details.limit").ShouldBe(2);
        refused.Header("Retry-After").ShouldBe("5");
        (await other.GetAsync($"/api/v1/models/video/{video}/events")).Status.ShouldBe(HttpStatusCode.NotFound);

        first.Dispose();
        await Eventually.GetAsync(
            async () =>
            {
                using EventReader again = await EventReader.OpenAsync(person, path);
                return again.Response.StatusCode;
            },
            status => status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_so_many_models_wait_for_their_upload_or_training()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        string[] ids = new string[20];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = (await person.CreateModelAsync(i % 2 == 0 ? "video" : "voice")).Text("model.id");
        (await person.CreateModelAsync("video")).ShouldBeError(HttpStatusCode.BadRequest, "TOO_MANY_MODELS");
        (await person.CreateModelAsync("voice")).ShouldBeError(HttpStatusCode.BadRequest, "TOO_MANY_MODELS");

        (await person.DeleteAsync($"/api/v1/models/video/{ids[0]}")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.CreateModelAsync("voice")).Status.ShouldBe(HttpStatusCode.Created);
        (await person.CreateModelAsync("voice")).ShouldBeError(HttpStatusCode.BadRequest, "TOO_MANY_MODELS");
    }

    // By a clock that stands still: on a slow machine tokens would come back while a test spends them.
    private static async Task<AppOfOwn> StartAsync(string setting, int value, Action<TestApp>? prepare = null)
    {
        AppOfOwn own = await AppOfOwn.StartAsync(app =>
        {
            app.Settings[setting] = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
            prepare?.Invoke(app);
        });
        own.App.Time.Stop();
        return own;
    }
}
