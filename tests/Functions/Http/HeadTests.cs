using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Functions.Http;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>Wherever GET works, HEAD does; what the server makes of it is tested on a real one.</summary>
public sealed class HeadTests(TestApp app) : IClassFixture<TestApp>
{
    private IEnumerable<HttpFunction> Functions => app.Services.GetRequiredService<HttpFunctions>().All;

    // A Functions host hands a function only the methods that it declares.
    [Fact]
    public void Every_function_that_takes_get_takes_head_and_no_other_does() => Functions
        .Where(function => function.Methods.Contains("GET"))
        .ShouldBe(Functions.Where(function => function.Methods.Contains("HEAD")));

    [Fact]
    public async Task Head_of_a_stream_ends_at_once()
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.CreateModelAsync("video")).Text("model.id");
        using HttpResponseMessage head = await person.Http.RequestAsync("HEAD", $"/api/v1/models/video/{id}/events");
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Header("Content-Type").ShouldBe("text/event-stream");
        head.Header("Cache-Control").ShouldBe("no-cache");
    }

    [Fact]
    public async Task Head_counts_against_the_limits_as_get_does()
    {
        using Person person = await app.NewPersonAsync();
        using HttpResponseMessage head = await person.Http.RequestAsync("HEAD", "/api/v1/videos");
        using HttpResponseMessage get = await person.Http.RequestAsync("GET", "/api/v1/videos");
        head.Header("RateLimit-Policy").ShouldBe(get.Header("RateLimit-Policy"));
        head.Header("RateLimit").ShouldNotBeNull();
        using HttpResponseMessage post = await person.Http.RequestAsync("HEAD", "/api/v1/generate");
        post.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        post.Header("Allow").ShouldBe("POST, OPTIONS");
    }
}
