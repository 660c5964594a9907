using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;
using static Understudy.Functions.Tests.Products.Clone.FieldCases;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>What the requests of §4 and §5 may say.</summary>
public sealed class ModelRequestTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("video", 524_288_000)]
    [InlineData("voice", 104_857_600)]
    public async Task Each_offending_field_of_a_new_model_is_named(string kind, long max)
    {
        using Person person = await app.NewPersonAsync();
        List<(string Field, string? Json)> cases =
        [
            .. NoText(100).Select(json => ("name", json)),
            .. NoText(255).Select(json => ("file_name", json)),
            .. new[] { "\"recording\"", "\"recording.exe\"", "\"mp4\"", "\"a.mp4.txt\"", "\"a.mp3x\"" }
                .Select(json => ("file_name", (string?)json)),
            .. NoText(100).Select(json => ("content_type", json)),
            .. new[] { "\"image/png\"", "\"video\"", "\"text/html\"", "\"video/\"", "\"application/octet-stream\"", "\"video/mp4;x=é\"",
                "\"audio/wav; x=\\\"日本\\\"\"" }
                .Select(json => ("content_type", (string?)json)),
            .. new string?[]
            {
                null, "null", "0", "-1", $"{max + 1}", "1.5", "1e400", "99999999999999999999", "\"1000\"", "true", "[]",
                "{}",
            }.Select(json => ("file_size_bytes", json)),
        ];
        if (kind == "voice")
        {
            cases.AddRange(NoWord.Select(json => ("source_type", (string?)json)));
            cases.AddRange([("source_type", null), ("source_type", "null")]);
        }
        foreach ((string field, string? json) in cases)
        {
            Answer answer = await person.PostAsync($"/api/v1/models/{kind}", Bodies.Model(kind).With(field, json));
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{field} = {json}: {answer}");
            answer.ShouldBeInvalid(field);
        }
        (await person.GetAsync($"/api/v1/models/{kind}")).Number("pagination.total").ShouldBe(0);
    }

    [Theory]
    [InlineData("video", 524_288_000, new[] { "mp4", "mov", "avi", "webm", "MP4" }, new[]
    {
        "video/mp4", "video/quicktime", "video/x-msvideo", "video/webm", "Video/MP4", "video/webm;codecs=vp9,opus",
    })]
    [InlineData("voice", 104_857_600, new[] { "mp3", "wav", "m4a", "aac", "webm", "Wav" }, new[]
    {
        "audio/mpeg", "audio/wav", "audio/x-wav", "audio/mp4", "audio/aac", "audio/webm", "audio/webm;codecs=opus",
    })]
    public async Task Each_field_of_a_new_model_goes_to_its_limits(
        string kind, long max, string[] extensions, string[] types)
    {
        List<(string Field, string Json)> cases =
        [
            ("name", "\"x\""), ("name", Quoted('x', 100)), ("name", Emoji(100)), ("name", "\"日本語 é &<>'\\\"\\\\\""),
            ("file_size_bytes", "1"), ("file_size_bytes", $"{max}"), ("unknown", "[1,{}]"),
            .. extensions.Select(extension => ("file_name", $"\"a clip.{extension}\"")),
            ("file_name", $"\"{new string('x', 251)}.{extensions[0]}\""),
            .. types.Select(type => ("content_type", $"\"{type}\"")),
        ];
        foreach ((string field, string json) in cases)
        {
            // Nobody may have so many models that wait.
            using Person person = await app.NewPersonAsync();
            Answer answer = await person.PostAsync($"/api/v1/models/{kind}", Bodies.Model(kind).With(field, json));
            answer.Status.ShouldBe(HttpStatusCode.Created, $"{field} = {json}: {answer}");
            if (field == "name") answer.Text("model.name").ShouldBe(JsonNode.Parse(json)!.GetValue<string>());
            if (json.EndsWith(".MP4\"", StringComparison.Ordinal))
                answer.Text("upload.s3_key").ShouldEndWith("/source.mp4");
        }
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task All_offending_fields_are_named_at_once(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await person.PostAsync($"/api/v1/models/{kind}", "{}");
        string[] fields = ["name", "file_name", "file_size_bytes", "content_type"];
        answer.ShouldBeInvalid(kind == "voice" ? [.. fields, "source_type"] : fields);
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_name_is_changed_to_a_name(string kind)
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.CreateModelAsync(kind)).Text("model.id");
        foreach (string? json in NoText(100))
        {
            Answer answer = await person.PatchAsync(
                $"/api/v1/models/{kind}/{id}", new JsonObject().With("name", json));
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{json}: {answer}");
            answer.ShouldBeInvalid("name");
        }
        foreach (string json in new[] { "\"x\"", Quoted('x', 100), Emoji(100), "\" trimmed \"" })
        {
            string path = $"/api/v1/models/{kind}/{id}";
            Answer answer = await person.PatchAsync(path, new JsonObject().With("name", json));
            answer.Status.ShouldBe(HttpStatusCode.OK, $"{json}: {answer}");
            answer.Text("model.name").ShouldBe(JsonNode.Parse(json)!.GetValue<string>().Trim());
            (await person.GetAsync(path)).Text("model.name").ShouldBe(answer.Text("model.name"));
        }
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task The_length_of_an_upload_is_a_number_if_it_is_said(string kind)
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.CreateModelAsync(kind)).Text("model.id");
        string path = $"/api/v1/models/{kind}/{id}/upload-complete";
        foreach (string json in new[] { "-1", "86401", "\"60\"", "true", "[]", "{}", "1e400" })
        {
            Answer answer = await person.PostAsync(path, $$"""{"duration_seconds":{{json}}}""");
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{json}: {answer}");
            answer.ShouldBeInvalid("duration_seconds");
        }
        foreach (string? body in new[]
            { null, "{}", """{"duration_seconds":null}""", """{"duration_seconds":0}""", """{"duration_seconds":6.4}""" })
            (await person.PostAsync(path, body)).ShouldBeError(HttpStatusCode.BadRequest, "UPLOAD_MISSING");
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_list_is_asked_for_with_what_it_knows(string kind)
    {
        using Person person = await app.NewPersonAsync();
        string path = $"/api/v1/models/{kind}";
        foreach (string page in new[] { "0", "-1", "abc", "2147483648", "1.5", "+1", " 1", "1e2", "０" })
            (await person.GetAsync($"{path}?page={Uri.EscapeDataString(page)}")).ShouldBeInvalid("page");
        foreach (string limit in new[] { "0", "101", "-5", "x", "99999999999" })
            (await person.GetAsync($"{path}?limit={limit}")).ShouldBeInvalid("limit");
        foreach (string status in new[] { "queued", "nonsense", "Completed", "0" })
            (await person.GetAsync($"{path}?status={status}")).ShouldBeInvalid("status");
        (await person.GetAsync($"{path}?page=0&limit=0&status=x")).ShouldBeInvalid("page", "limit", "status");
        if (kind == "voice") (await person.GetAsync($"{path}?source_type=x")).ShouldBeInvalid("source_type");
        foreach (string query in new[] { "", "?page=1&limit=1", "?limit=100", "?page=1000000&limit=100", "?page=&status=" })
            (await person.GetAsync(path + query)).Status.ShouldBe(HttpStatusCode.OK, query);
    }
}
