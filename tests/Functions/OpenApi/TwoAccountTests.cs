using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Nobody can tell what belongs to somebody else from what does not exist, at any operation that takes an id.</summary>
public sealed class TwoAccountTests(TestApp app) : IClassFixture<TestApp>
{
    // They differ from one answer to the next, whatever is asked.
    private static readonly string[] _perRequest = ["X-Request-Id", "Date", "RateLimit"];

    public static TheoryData<string> WithIds =>
        Operation.Names(operation => operation.PathParameter is not null);

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

    private static async Task<string> AskAsync(Person person, Operation operation, string id, string? body)
    {
        using HttpResponseMessage response = await new Valid(person).SendAsync(
            operation, Valid.Address(operation, id), body);
        IEnumerable<string> headers = response.Headers.Concat(response.Content.Headers)
            .Where(header => !_perRequest.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order();
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}\n{string.Join('\n', headers)}";
    }
}
