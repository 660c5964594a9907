using System.Net;
using System.Text.Json.Nodes;

namespace Understudy.EndToEnd.Tests;

/// <summary>HEAD is answered as GET would be, by the real server, and nothing comes after the headers.</summary>
public sealed class HeadTests : IAsyncLifetime
{
    // What is another one with each request; and chunks, of which nothing has none.
    private static readonly string[] _passing = ["Date", "X-Request-Id", "RateLimit", "Transfer-Encoding"];

    private readonly AppProcess _app = new();

    public Task InitializeAsync() => _app.StartAsync();

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Head_is_answered_as_get_with_the_same_headers_and_no_body()
    {
        await _app.SignInAsync();
        JsonNode created = await _app.PostAsync("/api/v1/models/video", new
        {
            name = "Mine",
            file_name = "a.mp4",
            content_type = "video/mp4",
            file_size_bytes = 1000,
        });
        string model = created["model"]!["id"]!.GetValue<string>();
        Uri page = new((await _app.PostAsync("/api/v1/billing/checkout", new
        {
            plan_type = "standard",
            success_url = $"{_app.Http.BaseAddress}yes",
            cancel_url = $"{_app.Http.BaseAddress}no",
        }))["checkout_url"]!.GetValue<string>());
        string[] paths =
        [
            "/health", "/api/v1/docs", "/api/v1/openapi.yaml", "/api/v1/auth/me", "/api/v1/dashboard", "/api/v1/usage",
            "/api/v1/models/video", $"/api/v1/models/video/{model}", "/api/v1/models/video?page=none",
            $"/api/v1/models/video/{Guid.NewGuid()}", "/api/v1/nothing", "/nothing", "/api/v1/users/profile",
            page.PathAndQuery, "/sandbox/checkout/none", "/media/library/some/file", "/avatars/a/b.jpg",
            created["upload"]!["presigned_url"]!.GetValue<string>(),
        ];
        foreach (string path in paths) await ShouldBeAlikeAsync(path);
        _app.Http.DefaultRequestHeaders.Authorization = null;
        await ShouldBeAlikeAsync("/api/v1/models/video");
    }

    [Fact]
    public async Task Head_of_a_stream_does_not_hold_it_open()
    {
        await _app.SignInAsync();
        string model = (await _app.PostAsync("/api/v1/models/video", new
        {
            name = "Mine",
            file_name = "a.mp4",
            content_type = "video/mp4",
            file_size_bytes = 1000,
        }))["model"]!["id"]!.GetValue<string>();
        string path = $"/api/v1/models/video/{model}/events";
        // More than may be open at once, one after another on one connection.
        for (int i = 0; i < 25; i++)
        {
            using HttpResponseMessage head = await _app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            head.StatusCode.ShouldBe(HttpStatusCode.OK);
            head.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        }
        using HttpResponseMessage get = await _app.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        get.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ShouldBeAlikeAsync(string path)
    {
        using HttpResponseMessage get = await _app.Http.GetAsync(path);
        using HttpResponseMessage head = await _app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        head.StatusCode.ShouldBe(get.StatusCode, path);
        Headers(head).ShouldBe(Headers(get), path);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty(path);
    }

    // The client counts what it got when the server did not.
    private static string[] Headers(HttpResponseMessage response) =>
    [
        .. response.Headers.Concat(response.Content.Headers)
            .Where(header => !_passing.Contains(header.Key, StringComparer.OrdinalIgnoreCase) &&
                (header.Key != "Content-Length" || response.Headers.TransferEncodingChunked != true))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal),
    ];
}
