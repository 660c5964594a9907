using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>Speaks in every respect otherwise than Clone does: camelCase, wrapped answers, problems as lists, times as numbers.</summary>
internal sealed class SecondDialect(TimeProvider time) : Dialect
{
    public override JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public override string Time(DateTimeOffset instant) => $"{instant.ToUnixTimeMilliseconds()}";

    public override IResult Success(object body, int status = StatusCodes.Status200OK) =>
        Results.Json(new { ok = true, data = body, timestamp = Time(time.GetUtcNow()) }, Json, statusCode: status);

    protected override IEnumerable<(string Field, object Value)> PageFields(Paging paging, int total) =>
        [("pageSize", paging.Limit), ("totalItems", total)];

    protected override IResult Tell(Problem problem) => problem switch
    {
        Problem.Invalid invalid => Fail(400, "invalid", [.. invalid.Fields.Select(Wrong)]),
        NotSignedIn or NoAccountYet => Fail(401, "not signed in"),
        AccountLeaving => Fail(403, "leaving"),
        UnknownRoute or Problem.NotFound => Fail(404, "nothing here"),
        MethodNotAllowed => Fail(405, "not that way"),
        BodyTooLarge => Fail(413, "too large"),
        UnknownCoding or UnknownMediaType => Fail(415, "unreadable"),
        TooManyRequests or TooManyStreams => Fail(429, "slower, please"),
        IdempotencyKeyReused or IdempotencyInProgress or IdempotentAnswerNotKept => Fail(409, "key in use"),
        IdentityUnavailable or Fault or StorageFull => Fail(500, "our fault"),
        _ => Fail(400, "unreadable"),
    };

    private static JsonNode Wrong(FieldError error) =>
        new JsonObject { ["loc"] = $"{error.Place}.{error.Field}", ["type"] = $"{error.Fault}", ["max"] = error.Max };

    private IResult Fail(int status, string what, params JsonNode[] fields) =>
        Results.Json(new { ok = false, what, fields }, Json, statusCode: status);
}
