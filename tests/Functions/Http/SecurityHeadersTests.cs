using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>What a browser may do with an answer.</summary>
public sealed class SecurityHeadersTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("GET", "/api/v1/auth/me")]
    [InlineData("GET", "/api/v1/videos/none")]
    [InlineData("POST", "/api/v1/generate")]
    [InlineData("PUT", "/api/v1/videos")]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("GET", "/nothing")]
    [InlineData("GET", "/health")]
    public async Task Nobody_keeps_sniffs_frames_or_runs_an_answer(string method, string path)
    {
        using Person person = await app.NewPersonAsync();
        using HttpResponseMessage response = await person.Http.RequestAsync(method, path);
        response.Header("Cache-Control").ShouldBe("no-store");
        response.Header("Content-Security-Policy").ShouldBe("default-src 'none'; frame-ancestors 'none'");
        response.Header("Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        response.Header("Referrer-Policy").ShouldBe("no-referrer");
        response.Header("X-Content-Type-Options").ShouldBe("nosniff");
        response.Header("Strict-Transport-Security").ShouldBeNull();
        response.Header("Server").ShouldBeNull();
    }

    [Fact]
    public async Task What_people_upload_is_embedded_anywhere_and_runs_nowhere()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync();
        string url = (await person.GetAsync($"/api/v1/videos/{id}")).Text("video.output_video_url");
        using HttpResponseMessage response = await person.Http.RequestAsync("GET", url);
        response.IsSuccessStatusCode.ShouldBeTrue();
        response.Header("Content-Security-Policy")!.ShouldStartWith("sandbox; default-src 'none'");
        response.Header("Cross-Origin-Resource-Policy").ShouldBe("cross-origin");
        response.Header("X-Content-Type-Options").ShouldBe("nosniff");
        response.Header("Referrer-Policy").ShouldBe("no-referrer");
        response.Header("Cache-Control").ShouldBe("no-cache, private");
    }

    [Fact]
    public async Task A_browser_that_came_over_tls_stays_with_it()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(
            app => app.Settings["PublicUrl"] = "https://api.example.com");
        using HttpClient http = own.App.Anonymous();
        using HttpResponseMessage response = await http.RequestAsync("GET", "/health");
        response.Header("Strict-Transport-Security").ShouldBe("max-age=31536000");
    }
}
