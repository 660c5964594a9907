using System.Text.Json.Nodes;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Infrastructure.SoraApi;
using Understudy.Infrastructure.Tests.Egress;

namespace Understudy.Infrastructure.Tests.SoraApi;

/// <summary>What is asked of the provider, and what its answers mean: above all, whether it may have taken the work.</summary>
public sealed class SoraProviderTests : SoraApiTest
{
    [Fact]
    public async Task A_film_is_asked_for_as_the_contract_says_with_the_key_and_where_to_call_back()
    {
        Receiver server = await ServerAsync(Json(200, """{"code":200,"msg":"success","data":{"taskId":"t-1"}}"""));

        ProviderAnswer answer = await Provider(server.Url).AskAsync(
            Wish with { Images = [new Uri("https://media.example/a.png?sig=1")], IsPortrait = true }, default);

        answer.ShouldBe(new ProviderAnswer.Accepted("t-1"));
        (string line, string body) = Asked.ShouldHaveSingleItem();
        line.ShouldBe("POST /api/v1/jobs/createTask");
        server.Headers["Authorization"].ShouldBe($"Bearer {Key}");
        JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(
            $$"""
            {
              "model": "sora-2.0",
              "input": {
                "prompt": "A lighthouse \"in\" a storm", "aspect_ratio": "portrait", "quality": "hd",
                "image_urls": ["https://media.example/a.png?sig=1"]
              },
              "callBackUrl": "https://app.example/sora/api/videos/sora/callback?task=ann.job-1&secret={{CallbackSecret}}"
            }
            """)).ShouldBeTrue(body);
    }

    [Theory]
    [InlineData(429, "{}", null, "Busy")]
    [InlineData(429, "{}", "120", "Busy")]
    [InlineData(503, "{}", "5", "Busy")]
    [InlineData(200, """{"code":429,"msg":"slow down"}""", null, "Busy")]
    [InlineData(503, "{}", null, "Unknown")]
    [InlineData(500, """{"code":500,"msg":"?"}""", null, "Unknown")]
    [InlineData(502, "<html>", null, "Unknown")]
    [InlineData(504, "", null, "Unknown")]
    [InlineData(408, "", null, "Unknown")]
    [InlineData(200, "<html>", null, "Unknown")]
    [InlineData(200, """{"code":200,"data":{}}""", null, "Unknown")]
    [InlineData(200, """{"code":200,"data":{"taskId":7}}""", null, "Unknown")]
    [InlineData(200, """{"code":500,"msg":"?"}""", null, "Unknown")]
    [InlineData(400, "{}", null, "provider_refused")]
    [InlineData(422, "{}", null, "provider_refused")]
    [InlineData(200, """{"code":422,"msg":"no such words"}""", null, "provider_refused")]
    [InlineData(401, "{}", null, "provider_unavailable")]
    [InlineData(402, "{}", null, "provider_unavailable")]
    [InlineData(404, "{}", null, "provider_unavailable")]
    public async Task An_answer_says_whether_the_work_was_taken(int status, string body, string? retryAfter, string meaning)
    {
        IFilmProvider provider = await ProviderAsync(Json(status, body, retryAfter));

        ProviderAnswer answer = await provider.AskAsync(Wish, default);

        (answer is ProviderAnswer.Refused refused ? refused.Failure.Code : answer.GetType().Name).ShouldBe(meaning);
        if (answer is ProviderAnswer.Busy busy)
            busy.RetryAfter.ShouldBe(retryAfter is null ? null : TimeSpan.FromSeconds(int.Parse(retryAfter)));
        Asked.Count.ShouldBe(1, "It is never asked twice.");
    }

    [Fact]
    public async Task Who_cannot_be_reached_has_not_taken_it()
    {
        Receiver gone = await ServerAsync(Silence);
        Uri url = gone.Url;
        await gone.DisposeAsync();
        (await Provider(url).AskAsync(Wish, default)).ShouldBe(new ProviderAnswer.Busy(null));
    }

    [Fact]
    public async Task Who_hangs_up_or_is_silent_may_have_taken_it_and_is_asked_once()
    {
        IFilmProvider provider = await ProviderAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        (await provider.AskAsync(Wish, default)).ShouldBe(new ProviderAnswer.Unknown());

        provider = await ProviderAsync(Silence);
        Task<ProviderAnswer> asking = provider.AskAsync(Wish, default);
        await Eventually.GetAsync(() => Task.FromResult(Asked.Count), count => count == 2);
        Time.Advance(TimeSpan.FromMinutes(2));
        (await asking).ShouldBe(new ProviderAnswer.Unknown());
        Asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_the_key_goes_nowhere_else()
    {
        Receiver thief = await ServerAsync(Json(200, """{"code":200,"data":{"taskId":"t-1","state":"success"}}"""));
        IFilmProvider provider = await ProviderAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = $"{thief.Url}api/v1/jobs/createTask";
            return Task.CompletedTask;
        });

        (await provider.AskAsync(Wish, default)).ShouldBe(new ProviderAnswer.Refused(ProviderFailures.Unavailable));
        await Should.ThrowAsync<ProviderUnavailableException>(() => provider.ReadAsync("t-1", default));
        thief.Requests.ShouldBe(0);
    }

    [Theory]
    [InlineData("waiting", ProviderState.Waiting, null)]
    [InlineData("generating", ProviderState.Waiting, null)]
    [InlineData("fail", ProviderState.Failed, null)]
    [InlineData("success", ProviderState.Made, "https://cdn.example/film.mp4")]
    public async Task A_task_is_read_in_the_form_of_the_callback(string state, ProviderState wanted, string? result)
    {
        JsonObject data = new()
        {
            ["taskId"] = "t 1/2",
            ["model"] = "sora-2.0",
            ["state"] = state,
            ["param"] = """{"callBackUrl":"https://app.example/c"}""",
            ["resultJson"] = """{"resultUrls":["https://cdn.example/film.mp4","https://cdn.example/other.mp4"]}""",
            ["costTime"] = 120000,
        };
        IFilmProvider provider = await ProviderAsync(
            Json(200, new JsonObject { ["code"] = 200, ["msg"] = "success", ["data"] = data }.ToJsonString()));

        (await provider.ReadAsync("t 1/2", default)).ShouldBe(
            new ProviderReading(wanted, result is null ? null : new Uri(result), "https://app.example/c"));
        Asked.ShouldHaveSingleItem().Line.ShouldBe("GET /api/v1/jobs/recordInfo?taskId=t%201%2F2");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"resultUrls":[]}""")]
    [InlineData("""{"resultUrls":"https://cdn.example/film.mp4"}""")]
    [InlineData("""{"resultUrls":["film.mp4 "]}""")]
    public async Task A_film_without_an_address_is_made_and_nowhere(string result)
    {
        JsonObject data = new() { ["taskId"] = "t-1", ["state"] = "success", ["resultJson"] = result };
        IFilmProvider provider = await ProviderAsync(Json(200, new JsonObject { ["code"] = 200, ["data"] = data }.ToJsonString()));
        (await provider.ReadAsync("t-1", default)).ShouldBe(new ProviderReading(ProviderState.Made));
    }

    [Theory]
    [InlineData(404, "{}", true)]
    [InlineData(200, """{"code":404}""", true)]
    [InlineData(200, """{"code":200,"data":null}""", true)]
    [InlineData(200, "<html>", false)]
    [InlineData(200, """{"code":200,"data":{"taskId":"another","state":"success"}}""", false)]
    [InlineData(200, """{"code":200,"data":{"taskId":"t-1"}}""", false)]
    [InlineData(500, "{}", false)]
    [InlineData(401, "{}", false)]
    [InlineData(429, "{}", false)]
    public async Task What_is_no_answer_is_not_taken_for_one(int status, string body, bool isNone)
    {
        IFilmProvider provider = await ProviderAsync(Json(status, body, retryAfter: "7"));
        if (isNone) (await provider.ReadAsync("t-1", default)).ShouldBeNull();
        else
            (await Should.ThrowAsync<ProviderUnavailableException>(() => provider.ReadAsync("t-1", default)))
                .RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Where_there_is_a_path_for_it_a_task_is_looked_up_by_its_callback()
    {
        (await ProviderAsync(Silence)).CanLookUp.ShouldBeFalse();
        IFilmProvider provider = await ProviderAsync(
            Json(200, """{"code":200,"data":{"taskId":"t-1"}}"""), lookUp: "/api/v1/jobs/find");
        provider.CanLookUp.ShouldBeTrue();

        (await provider.LookUpAsync(Wish.Callback, default)).ShouldBe("t-1");
        Asked.ShouldHaveSingleItem().Line.ShouldBe(
            $"GET /api/v1/jobs/find?callBackUrl={Uri.EscapeDataString(Wish.Callback.AbsoluteUri)}");
        (await (await ProviderAsync(Json(404, ""), lookUp: "/find")).LookUpAsync(Wish.Callback, default)).ShouldBeNull();
    }

    [Fact]
    public async Task No_secret_is_logged()
    {
        IFilmProvider provider = await ProviderAsync(Json(500, "no"), lookUp: "/find");
        await provider.AskAsync(Wish, default);
        await Should.ThrowAsync<ProviderUnavailableException>(() => provider.ReadAsync("t-1", default));
        await Should.ThrowAsync<ProviderUnavailableException>(() => provider.LookUpAsync(Wish.Callback, default));
        await provider.FetchAsync(new Uri("http://127.0.0.1:9/film.mp4?sig=signed"), Film, TimeSpan.FromMinutes(1), default);

        Log.Count.ShouldBeGreaterThanOrEqualTo(4);
        string.Join('\n', Log).ShouldNotContain(Key);
        string.Join('\n', Log).ShouldNotContain(CallbackSecret);
        string.Join('\n', Log).ShouldNotContain("sig=signed");
        string.Join('\n', Log).ShouldNotContain("lighthouse");
    }

    [Theory]
    [InlineData("http://api.example.com", "k")]
    [InlineData("ftp://api.example.com", "k")]
    [InlineData("https://user@api.example.com", "k")]
    [InlineData("https://api.example.com?x=1", "k")]
    [InlineData("https://api.example.com", "")]
    [InlineData("https://api.example.com", "two words")]
    [InlineData("https://api.example.com", "line\nbreak")]
    public void Settings_that_would_give_the_key_away_are_refused(string url, string key) =>
        Should.Throw<ArgumentException>(() => new SoraApiOptions(new Uri(url), key));
}
