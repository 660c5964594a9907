using System.Net;
using System.Net.Http.Headers;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Errors as §11 shows them, whatever is asked.</summary>
public sealed class ErrorTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("GET", "/api/v1/models/voice/{id}")]
    [InlineData("PATCH", "/api/v1/models/voice/{id}")]
    [InlineData("DELETE", "/api/v1/models/voice/{id}")]
    [InlineData("GET", "/api/v1/videos/{id}")]
    [InlineData("DELETE", "/api/v1/videos/{id}")]
    [InlineData("GET", "/api/v1/generate/{id}/status")]
    public async Task A_video_model_is_found_as_nothing_else(string method, string path)
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.CreateModelAsync("video")).Text("model.id");
        (await AskAsync(person, method, path, id)).ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
        (await person.GetAsync($"/api/v1/models/video/{id}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_id_may_be_written_in_upper_case()
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.CreateModelAsync("video")).Text("model.id");
        Answer model = await person.GetAsync($"/api/v1/models/video/{id.ToUpperInvariant()}");
        model.Status.ShouldBe(HttpStatusCode.OK);
        model.Text("model.id").ShouldBe(id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("nonsense")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"name\":}")]
    [InlineData("{'name':'x'}")]
    [InlineData("[]")]
    [InlineData("[{\"name\":\"x\"}]")]
    [InlineData("\"text\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("true")]
    public async Task A_body_that_is_no_object_is_the_offending_field(string body)
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.CreateModelAsync("video")).Text("model.id");
        (await person.PostAsync("/api/v1/models/video", body)).ShouldBeInvalid("body");
        (await person.PostAsync("/api/v1/models/voice", body)).ShouldBeInvalid("body");
        (await person.PostAsync("/api/v1/generate", body)).ShouldBeInvalid("body");
        (await person.PatchAsync($"/api/v1/models/video/{id}", body)).ShouldBeInvalid("body");
        if (body.Length > 0)
            (await person.PostAsync($"/api/v1/models/video/{id}/upload-complete", body)).ShouldBeInvalid("body");
    }

    [Fact]
    public async Task A_body_that_is_nested_too_deeply_is_the_offending_field()
    {
        using Person person = await app.NewPersonAsync();
        foreach (int depth in new[] { 1000, 10_000 })
        {
            string deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
            (await person.PostAsync("/api/v1/generate", deep)).ShouldBeInvalid("body");
            (await person.PostAsync("/api/v1/generate", new string('[', depth))).ShouldBeInvalid("body");
        }
    }

    [Fact]
    public async Task A_body_that_is_no_utf8_is_the_offending_field()
    {
        using Person person = await app.NewPersonAsync();
        using ByteArrayContent content = new([(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        (await Answer.OfAsync(await person.Http.PostAsync("/api/v1/generate", content))).ShouldBeInvalid("body");
    }

    [Fact]
    public async Task A_body_with_a_name_that_is_no_text_is_the_offending_field()
    {
        using Person person = await app.NewPersonAsync();
        foreach (string body in new[] { """{"\ud800":1}""", """{"a\udc00b":2,"name":"x"}""" })
            (await person.PostAsync("/api/v1/models/video", body)).ShouldBeInvalid("body");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using Person person = await app.NewPersonAsync();
        string body = $$"""{"name":"{{new string('x', 256 * 1024)}}"}""";
        (await person.PostAsync("/api/v1/models/video", body))
            .ShouldBeError(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_even_if_it_does_not_say_so()
    {
        using Person person = await app.NewPersonAsync();
        using MemoryStream bytes = new(new byte[(256 * 1024) + 1]);
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/models/video") { Content = new Unmeasured(bytes) };
        (await Answer.OfAsync(await person.Http.SendAsync(request)))
            .ShouldBeError(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_body_is_read_as_json_whatever_it_calls_itself(string? type)
    {
        using Person person = await app.NewPersonAsync();
        using StringContent content = new(Bodies.Model("video").ToJsonString());
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        (await Answer.OfAsync(await person.Http.PostAsync("/api/v1/models/video", content)))
            .Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("POST", "/api/v1/videos", "GET, HEAD, OPTIONS")]
    [InlineData("PUT", "/api/v1/models/video", "GET, HEAD, POST, OPTIONS")]
    [InlineData("DELETE", "/api/v1/models/video", "GET, HEAD, POST, OPTIONS")]
    [InlineData("PATCH", "/api/v1/auth/login", "POST, OPTIONS")]
    [InlineData("GET", "/api/v1/auth/login", "POST, OPTIONS")]
    [InlineData("GET", "/api/v1/generate", "POST, OPTIONS")]
    [InlineData("POST", "/API/V1/VIDEOS/some-id", "DELETE, GET, HEAD, OPTIONS")]
    [InlineData("TRACE", "/api/v1/videos", "GET, HEAD, OPTIONS")]
    [InlineData("HELLO", "/api/v1/videos", "GET, HEAD, OPTIONS")]
    [InlineData("DELETE", "/health", "GET, HEAD, OPTIONS")]
    [InlineData("POST", "/media/library/some/file", "GET, HEAD, OPTIONS, PUT")]
    public async Task A_method_that_an_address_does_not_take_is_told_from_an_address_that_there_is_not(
        string method, string path, string allowed)
    {
        using HttpClient http = app.Anonymous();
        using HttpResponseMessage response = await http.RequestAsync(method, path);
        response.Header("Allow").ShouldBe(allowed);
        (await Answer.OfAsync(response)).ShouldBeError(HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED");
    }

    [Fact]
    public async Task Who_asks_for_the_methods_of_an_address_is_told()
    {
        using HttpClient http = app.Anonymous();
        using HttpResponseMessage response = await http.RequestAsync("OPTIONS", "/api/v1/models/video");
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Header("Allow").ShouldBe("GET, HEAD, POST, OPTIONS");
    }

    [Theory]
    [InlineData("GET", "/api/v1")]
    [InlineData("GET", "/api/v1/")]
    [InlineData("GET", "/api/v1/nothing/here")]
    [InlineData("POST", "/api/v1/models/audio")]
    [InlineData("HELLO", "/api/v1/models/audio")]
    [InlineData("OPTIONS", "/api/v1/models/audio")]
    [InlineData("GET", "/nothing")]
    [InlineData("POST", "/nothing/here")]
    [InlineData("GET", "/administration")]
    [InlineData("GET", "/media")]
    public async Task What_there_is_not_is_not_found_in_the_contracts_words(string method, string path)
    {
        using HttpClient http = app.Anonymous();
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        (await Answer.OfAsync(await http.SendAsync(request))).ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task A_method_that_nothing_takes_is_answered_without_a_fault(string method)
    {
        using Person person = await app.NewPersonAsync();
        using HttpRequestMessage request = new(new HttpMethod(method), "/api/v1/videos");
        using HttpResponseMessage response = await person.Http.SendAsync(request);
        ((int)response.StatusCode).ShouldBeInRange(200, 499);
    }

    [Fact]
    public async Task Every_answer_has_a_request_id_of_its_own()
    {
        using Person person = await app.NewPersonAsync();
        Answer[] answers =
        [
            await person.GetAsync("/api/v1/auth/me"),
            await person.GetAsync("/api/v1/videos?page=0"),
            await person.GetAsync("/api/v1/nothing"),
            await person.GetAsync("/api/v1/videos/nothing"),
        ];
        string[] ids = [.. answers.Select(answer => answer.Headers.GetValues("X-Request-Id").Single())];
        ids.Select(id => id.Length).ShouldAllBe(length => length == 36);
        ids.Distinct().Count().ShouldBe(ids.Length);
    }

    [Fact]
    public async Task Json_is_answered_as_json()
    {
        using Person person = await app.NewPersonAsync();
        using HttpResponseMessage response = await person.Http.GetAsync("/api/v1/videos");
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
        using HttpResponseMessage error = await person.Http.GetAsync("/api/v1/videos/nothing");
        error.Content.Headers.ContentType!.ToString().ShouldBe("application/json; charset=utf-8");
    }

    // A content of unknown length, which is sent in chunks.
    private sealed class Unmeasured(Stream content) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            content.CopyToAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private static Task<Answer> AskAsync(Person person, string method, string path, string id) => person.SendAsync(
        new HttpMethod(method), path.Replace("{id}", id), method == "PATCH" ? """{"name":"Mine"}""" : null);
}
