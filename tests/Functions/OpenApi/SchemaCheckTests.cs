using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>What the documents forbid is seen, and told so that one finds it.</summary>
public sealed class SchemaCheckTests
{
    private const string Example = """
        {
          "user": {
            "id": "018d0c5e-7a00-7000-8000-000000000001",
            "email": "user@example.com",
            "name": "John Doe",
            "avatar_url": "https://media.example.com/avatars/018d0c5e.jpg",
            "created_at": "2024-01-15T10:00:00Z"
          },
          "is_new_user": false,
          "onboarding_completed": true
        }
        """;

    private static readonly JsonNode _login = ApiDescription.Of("/api/v1/")!.Root["components"]!["schemas"]!["Login"]!;

    [Theory]
    [InlineData("id", "\"018d0c5e7a0070008000000000000001\"", "uuid")]
    [InlineData("avatar_url", "\"avatars/018d0c5e.jpg\"", "uri")]
    [InlineData("avatar_url", "\"https://media.example.com/a b\"", "uri")]
    [InlineData("created_at", "\"2024-01-15 10:00\"", "date-time")]
    [InlineData("created_at", "\"2024-02-30T10:00:00Z\"", "date-time")]
    [InlineData("name", "5", "\"string\"")]
    [InlineData("unknown", "1", "additionalProperties")]
    public void What_is_wrong_is_told_with_its_place(string field, string json, string what)
    {
        JsonObject answer = JsonNode.Parse(Example)!.AsObject();
        _login.Violations(JsonElement.Parse(Example)).ShouldBeEmpty();
        answer["user"] = JsonNode.Parse(answer["user"]!.AsObject().With(field, json));
        string violation = _login.Violations(JsonSerializer.SerializeToElement(answer)).First();
        violation.ShouldStartWith($"$/user/{field}: ");
        violation.ShouldContain(what);
    }

    [Fact]
    public void What_is_missing_is_told()
    {
        string violation = _login.Violations(JsonElement.Parse("""{"is_new_user": false}""")).ShouldHaveSingleItem();
        violation.ShouldContain("user");
        violation.ShouldContain("onboarding_completed");
    }

    [Fact]
    public void Every_format_of_the_documents_is_asserted()
    {
        _login.Violations(JsonElement.Parse(Example)).ShouldBeEmpty();
        string[] formats = [.. ApiDescription.All.SelectMany(description => Formats(description.Root)).Distinct()];
        formats.ShouldContain("date-time");
        foreach (string format in formats) FormatRegistry.Global.Get(format).ShouldNotBeOfType<UnknownFormat>(format);
    }

    private static IEnumerable<string> Formats(JsonNode? node) => node switch
    {
        JsonObject part => part.SelectMany(pair => pair is { Key: "format", Value: JsonValue format }
            ? [format.ToString()]
            : Formats(pair.Value)),
        JsonArray list => list.SelectMany(Formats),
        _ => [],
    };
}
