using System.Net;
using System.Text.Json.Nodes;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Tests.Support;
using static Understudy.Functions.Tests.Products.Clone.FieldCases;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>What the requests of §6 and §7 may say.</summary>
public sealed class GenerationRequestTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Pair _nothing = new(
        "0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002");

    [Fact]
    public async Task Each_offending_field_is_named()
    {
        using Person person = await app.NewPersonAsync();
        List<(string Field, string? Json)> cases =
        [
            .. NoUuid.Append(null).Append("null").SelectMany(
                json => new[] { ("video_model_id", json), ("voice_model_id", json) }),
            .. OptionalTitles.Select(json => ("title", (string?)json)),
            .. NoText(5000).Select(json => ("input_text", json)),
            .. NoWord.Append("\"fr\"").Append("\"EN\"").Append(null).Append("null").Select(json => ("language", json)),
            .. NoWord.Append("\"480p\"").Append("1080").Select(json => ("resolution", (string?)json)),
        ];
        foreach ((string field, string? json) in cases)
        {
            Answer answer = await person.PostAsync("/api/v1/generate", Bodies.Video(_nothing).With(field, json));
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{field} = {json}: {answer}");
            answer.ShouldBeInvalid(field);
        }
        (await person.PostAsync("/api/v1/generate", "{}"))
            .ShouldBeInvalid("video_model_id", "voice_model_id", "input_text", "language");
    }

    [Fact]
    public async Task Each_field_goes_to_its_limits()
    {
        (string Field, string? Json)[] cases =
        [
            ("title", null), ("title", "null"), ("title", "\"\""), ("title", Quoted('x', 200)), ("title", Emoji(200)),
            ("input_text", "\"x\""), ("input_text", Quoted('x', 5000)), ("input_text", Emoji(5000)),
            ("input_text", "\"Two\\nlines,\\r\\n\\ta tab.\""), ("language", "\"ja\""), ("resolution", null),
            ("resolution", "null"), ("resolution", "\"720p\""), ("resolution", "\"1080p\""), ("more", "[]"),
        ];
        foreach ((string Field, string? Json)[] three in cases.Chunk(3))
        {
            using Person person = await app.NewPersonAsync();
            Pair models = await person.TrainedPairAsync();
            foreach ((string field, string? json) in three)
            {
                Answer answer = await person.PostAsync("/api/v1/generate", Bodies.Video(models).With(field, json));
                answer.Status.ShouldBe(HttpStatusCode.Created, $"{field} = {json}: {answer}");
            }
        }
    }

    [Fact]
    public async Task What_will_not_be_said_as_it_is_written_is_told()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Warnings =
        [
            new ReadingWarning(ReadingFault.NotSpoken, "👍🏽", null),
            new ReadingWarning(ReadingFault.Spelled, "Привет", "Privet"),
            new ReadingWarning(ReadingFault.Replaced, "你好", "Chinese text"),
        ];
        const string Told = """[{"code":"not_spoken","text":"👍🏽","spoken":null},{"code":"spelled","text":"Привет","spoken":"Privet"},{"code":"replaced","text":"你好","spoken":"Chinese text"}]""";

        Answer made = await person.PostAsync("/api/v1/generate", Bodies.Video(models));
        Answer again = await person.PostAsync($"/api/v1/videos/{made.Text("video.id")}/regenerate", "{}");
        app.Engine.Warnings = [];
        Answer quiet = await person.PostAsync("/api/v1/generate", Bodies.Video(models));

        foreach (Answer answer in new[] { made, again })
        {
            answer.Status.ShouldBe(HttpStatusCode.Created);
            JsonNode.DeepEquals(answer.Body!["warnings"], JsonNode.Parse(Told)).ShouldBeTrue(answer.ToString());
        }
        quiet.Body!.AsObject().ContainsKey("warnings").ShouldBeFalse();
    }

    [Fact]
    public async Task Each_offending_override_is_named()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync();
        List<(string Field, string Json)> cases =
        [
            .. NoText(5000).Where(json => json is not (null or "null")).Select(json => ("input_text", json!)),
            .. NoWord.Append("\"480p\"").Select(json => ("resolution", json)),
            .. NoWord.Append("\"fr\"").Select(json => ("language", json)),
            .. OptionalTitles.Select(json => ("title", json)),
        ];
        foreach ((string field, string json) in cases)
        {
            Answer answer = await person.PostAsync($"/api/v1/videos/{id}/regenerate", $$"""{"{{field}}":{{json}}}""");
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{field} = {json}: {answer}");
            answer.ShouldBeInvalid(field);
        }
        foreach (string body in new[] { "[]", "nonsense", "null", "5" })
            (await person.PostAsync($"/api/v1/videos/{id}/regenerate", body)).ShouldBeInvalid("body");
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(1);
    }

    [Fact]
    public async Task A_list_is_asked_for_with_what_it_knows()
    {
        using Person person = await app.NewPersonAsync();
        string[] bad =
        [
            "page=0", "page=-1", "page=abc", "page=2147483648", "limit=0", "limit=101", "status=nonsense",
            "status=pending", "status=cancelled", "video_model_id=nonsense", "voice_model_id=7", "sort=name", "sort=id",
            "order=up", "order=ASC",
        ];
        foreach (string query in bad) (await person.GetAsync($"/api/v1/videos?{query}")).ShouldBeInvalid(query.Split('=')[0]);
        (await person.GetAsync($"/api/v1/videos?{string.Join('&', bad)}")).ShouldBeInvalid(
            "page", "limit", "status", "video_model_id", "voice_model_id", "sort", "order");
        foreach (string query in new[]
        {
            "", "status=queued", "status=failed&sort=title&order=asc", "page=1000000&limit=100", "sort=created_at",
            $"video_model_id={_nothing.Video.ToUpperInvariant()}&voice_model_id={_nothing.Voice}&order=desc",
        })
        {
            Answer answer = await person.GetAsync($"/api/v1/videos?{query}");
            answer.Status.ShouldBe(HttpStatusCode.OK, query);
            answer["videos"]!.AsArray().Count.ShouldBe(0);
        }
    }

    private static string[] OptionalTitles =>
    [
        "5", "true", "[]", "{}", LoneSurrogate, "\"two\\nlines\"", "\"a\\r\\nSet-Cookie: b=c\"", "\"a\\u0000\"",
        Quoted('x', 201), Emoji(201),
    ];
}
