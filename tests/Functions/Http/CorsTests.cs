using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>Pages of known origins may use the API; pages of others may not.</summary>
public sealed class CorsTests(CorsTests.AppWithOrigins own) : IClassFixture<CorsTests.AppWithOrigins>
{
    private const string Known = "https://app.example.com";

    [Theory]
    [InlineData("https://app.example.com", "/api/v1/videos", "GET")]
    [InlineData("https://other.example.com:8443", "/api/v1/generate", "POST")]
    [InlineData("http://localhost", "/api/v1/videos/some-id", "DELETE")]
    [InlineData("https://app.example.com", "/dev/token", "POST")]
    public async Task A_page_of_a_known_origin_may_ask(string origin, string path, string method)
    {
        using HttpClient http = own.App.Anonymous();
        using HttpResponseMessage preflight = await http.RequestAsync(
            "OPTIONS", path, null,
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key"));
        preflight.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        preflight.Header("Access-Control-Allow-Origin").ShouldBe(origin);
        preflight.Header("Access-Control-Allow-Methods")!.Split(", ").ShouldContain(method);
        preflight.Header("Access-Control-Allow-Headers")
            .ShouldBe("Authorization, Content-Digest, Content-Encoding, Content-Type, Idempotency-Key, Last-Event-ID, X-API-Key");
        preflight.Header("Access-Control-Max-Age").ShouldBe("7200");
        preflight.Header("Access-Control-Allow-Credentials").ShouldBeNull();
        preflight.Header("Vary").ShouldBe("Origin");
    }

    [Fact]
    public async Task Every_answer_may_be_read_by_it_errors_and_streams_included()
    {
        using Person person = await own.App.NewPersonAsync();
        string model = (await person.CreateModelAsync("video")).Text("model.id");
        person.Http.DefaultRequestHeaders.Add("Origin", Known);
        using HttpClient anonymous = own.App.Anonymous();
        HttpResponseMessage[] answers =
        [
            await person.Http.RequestAsync("GET", "/api/v1/videos"),
            await person.Http.RequestAsync("GET", "/api/v1/videos?page=0"),
            await person.Http.RequestAsync("POST", "/api/v1/models/video", "{}", ("Idempotency-Key", "x")),
            await person.Http.RequestAsync("GET", "/api/v1/videos/none"),
            await person.Http.RequestAsync("GET", "/api/v1/nothing"),
            await person.Http.RequestAsync("PUT", "/api/v1/videos"),
            await anonymous.RequestAsync("GET", "/api/v1/videos", null, ("Origin", Known)),
        ];
        foreach (HttpResponseMessage answer in answers) ShouldBeReadable(answer);
        using EventReader stream = await EventReader.OpenAsync(person, $"/api/v1/models/video/{model}/events");
        ShouldBeReadable(stream.Response);
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("http://app.example.com")]
    [InlineData("https://app.example.com:444")]
    [InlineData("https://app.example.com.evil.example")]
    [InlineData("https://APP.example.com")]
    [InlineData("null")]
    [InlineData("*")]
    public async Task A_page_of_another_origin_is_told_nothing(string origin)
    {
        using HttpClient http = own.App.Anonymous();
        using HttpResponseMessage preflight = await http.RequestAsync(
            "OPTIONS", "/api/v1/videos", null, ("Origin", origin), ("Access-Control-Request-Method", "GET"));
        using HttpResponseMessage answer = await http.RequestAsync("GET", "/api/v1/videos", null, ("Origin", origin));
        foreach (HttpResponseMessage response in new[] { preflight, answer })
        {
            response.Headers.Where(header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase))
                .ShouldBeEmpty();
            response.Header("Vary").ShouldBe("Origin");
        }
    }

    [Fact]
    public async Task Asking_whether_one_may_ask_is_not_counted()
    {
        using HttpClient http = own.App.Anonymous();
        using HttpResponseMessage preflight = await http.RequestAsync(
            "OPTIONS", "/api/v1/videos", null, ("Origin", Known), ("Access-Control-Request-Method", "GET"));
        preflight.Header("RateLimit").ShouldBeNull();
    }

    [Fact]
    public async Task Signed_addresses_are_for_pages_of_any_origin()
    {
        using HttpClient http = own.App.Anonymous();
        using HttpResponseMessage response = await http.RequestAsync(
            "GET", "/media/library/x?signature=x", null, ("Origin", "https://evil.example.com"));
        response.Header("Access-Control-Allow-Origin").ShouldBe("*");
        response.Header("Vary").ShouldBeNull();
    }

    private static void ShouldBeReadable(HttpResponseMessage answer)
    {
        answer.Header("Access-Control-Allow-Origin").ShouldBe(Known, answer.ToString());
        answer.Header("Access-Control-Expose-Headers").ShouldBe(
            "X-Request-Id, RateLimit-Policy, RateLimit, Retry-After, Idempotency-Replayed");
        answer.Header("Access-Control-Allow-Credentials").ShouldBeNull();
        answer.Header("Vary").ShouldBe("Origin");
    }

    public sealed class AppWithOrigins : IAsyncLifetime
    {
        public TestApp App { get; } = new();

        public Task InitializeAsync()
        {
            App.Settings["WebOrigins"] = $"{Known}, https://other.example.com:8443";
            return App.InitializeAsync();
        }

        public Task DisposeAsync() => App.DisposeAsync();
    }
}
