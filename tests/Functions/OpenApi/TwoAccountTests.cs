using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Nobody can tell what belongs to somebody else from what does not exist, at any operation that takes an id.</summary>
public sealed partial class TwoAccountTests(TestApp app) : IClassFixture<TestApp>
{
    // They differ from one answer to the next, whatever is asked.
    private static readonly string[] _perRequest = ["X-Request-Id", "Date", "RateLimit"];

    // Bodies with the one must not have the other.
    private static readonly Dictionary<string, string> _instead = new() { ["transcript_job_id"] = "text_content" };

    // It asks for a connected channel before it looks at anything else; YouTubeUploadTests has one.
    private const string AsksFirst = "POST /filmstudio/api/youtube/upload";

    public static TheoryData<string> WithIds => Operation.Names(Valid.IsOwned);

    /// <summary>Each field of a body that has an id in it.</summary>
    public static TheoryData<string, string> WithIdsInBodies()
    {
        TheoryData<string, string> data = [];
        foreach (Operation operation in Operation.All.Where(operation => $"{operation}" != AsksFirst))
        {
            foreach ((string name, JsonNode? schema) in operation.RequestBody?["schema"]?.Resolved()["properties"] as JsonObject ?? [])
                if (schema!.Resolved()["format"]?.GetValue<string>() == "uuid") data.Add($"{operation}", name);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(WithIds))]
    public async Task What_is_somebody_elses_answers_as_what_does_not_exist(string name)
    {
        var operation = Operation.Of(name);
        using Person owner = await app.NewPersonAsync(operation);
        using Person stranger = await app.NewPersonAsync(operation);
        string id = (await new Valid(owner).IdAsync(operation))!;
        string? body = (await new Valid(owner).BodyAsync(operation))?.ToJsonString();

        string missing = await AskAsync(stranger, operation, Valid.Nothing, body);
        missing.ShouldStartWith("404 ");
        foreach (string other in new[] { id, id.ToUpperInvariant(), "nonsense", "none", "a%2Fb", "..%2F..", "'", "é" })
            (await AskAsync(stranger, operation, other, body)).ShouldBe(missing, $"{operation} {other}");

        // It was there all the time, and still is.
        using HttpResponseMessage own = await new Valid(owner).SendAsync(
            operation, Valid.Address(operation, id.ToUpperInvariant()), body);
        own.StatusCode.ShouldNotBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(WithIdsInBodies))]
    public async Task What_a_body_names_and_is_somebody_elses_answers_as_what_does_not_exist(string name, string field)
    {
        var operation = Operation.Of(name);
        using Person owner = await app.NewPersonAsync(operation);
        using Person stranger = await app.NewPersonAsync(operation);
        string? path = await new Valid(stranger).IdAsync(operation);
        JsonObject body = (await new Valid(stranger).BodyAsync(operation))!;
        if (_instead.TryGetValue(field, out string? other)) body.Remove(other);
        string id = await new Valid(owner).FieldAsync(operation, field);

        string missing = await AskAsync(Valid.Nothing);
        missing.ShouldStartWith("404 ");
        foreach (string foreign in new[] { id, id.ToUpperInvariant() })
            (await AskAsync(foreign)).ShouldBe(missing, $"{operation} {field} {foreign}");

        string own = await AskAsync(await new Valid(stranger).FieldAsync(operation, field));
        own.ShouldStartWith("2", customMessage: $"{operation} {field}: {own}");

        Task<string> AskAsync(string id)
        {
            body[field] = id;
            return TwoAccountTests.AskAsync(stranger, operation, path ?? "", body.ToJsonString());
        }
    }

    private static async Task<string> AskAsync(Person person, Operation operation, string id, string? body)
    {
        using HttpResponseMessage response = await new Valid(person).SendAsync(
            operation, Valid.Address(operation, id), body);
        IEnumerable<string> headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => !_perRequest.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order();
        string told = Timestamps().Replace(await response.Content.ReadAsStringAsync(), "");
        return $"{(int)response.StatusCode} {told}\n{string.Join('\n', headers)}";
    }

    // When it was answered, as some envelopes tell.
    [GeneratedRegex("\"timestamp\":\"[^\"]*\"")]
    private static partial Regex Timestamps();
}
