using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Clone;

/// <summary>Errors as §11 shows them, whatever is asked.</summary>
public sealed class ErrorTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [MemberData(nameof(Endpoints.OfSomething), MemberType = typeof(Endpoints))]
    public async Task What_belongs_to_somebody_else_is_missing_like_anything_missing(
        string method, string path, string what)
    {
        using Person owner = await app.NewPersonAsync();
        using Person stranger = await app.NewPersonAsync();
        string own = what switch
        {
            "Video model" => (await owner.CreateModelAsync("video")).Text("model.id"),
            "Voice model" => (await owner.CreateModelAsync("voice")).Text("model.id"),
            "Webhook endpoint" => (await owner.CreateEndpointAsync()).Text("endpoint.id"),
            "Webhook delivery" => (await owner.TestEndpointAsync()).Text("delivery.id"),
            _ => (await owner.GenerateAsync()).Text("video.id"),
        };
        Answer missing = await AskAsync(stranger, method, path, "0190a000-0000-7000-8000-000000000000");
        missing.ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
        missing.Text("error.message").ShouldBe($"{what} not found");
        foreach (string id in new[] { own, own.ToUpperInvariant(), "nonsense", "none", "a%2Fb", "..%2F..", "'", "é" })
        {
            Answer answer = await AskAsync(stranger, method, path, id);
            answer.Status.ShouldBe(HttpStatusCode.NotFound, $"{id}: {answer}");
            answer.Body!.ToJsonString().ShouldBe(missing.Body!.ToJsonString(), id);
        }
    }

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
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);
        (await person.PostAsync("/api/v1/generate", deep)).ShouldBeInvalid("body");
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

    [Theory]
    [InlineData("GET", "/api/v1")]
    [InlineData("GET", "/api/v1/")]
    [InlineData("GET", "/api/v1/nothing/here")]
    [InlineData("POST", "/api/v1/videos")]
    [InlineData("PUT", "/api/v1/models/video")]
    [InlineData("DELETE", "/api/v1/models/video")]
    [InlineData("PATCH", "/api/v1/auth/login")]
    [InlineData("GET", "/api/v1/auth/login")]
    [InlineData("GET", "/api/v1/generate")]
    [InlineData("POST", "/api/v1/models/audio")]
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

    private static Task<Answer> AskAsync(Person person, string method, string path, string id) => person.SendAsync(
        new HttpMethod(method), path.Replace("{id}", id), method == "PATCH" ? """{"name":"Mine"}""" : null);
}
