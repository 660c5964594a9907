using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>How the VideoSystem contract speaks: camelCase, and an envelope of four members around everything.</summary>
internal sealed class VideoSystemDialect : Dialect
{
    /// <summary>How bodies are written, webhooks included.</summary>
    public static JsonSerializerOptions Wire { get; } = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        Converters = { new UtcSecondsConverter() },
        // Safe in JSON, and a signed URL can be copied from a terminal.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    public override JsonSerializerOptions Json => Wire;

    /// <inheritdoc/>
    public override IResult Success(object body, int status = StatusCodes.Status200OK) => new Enveloped(status, body, null);

    /// <inheritdoc/>
    protected override IResult Tell(Problem problem)
    {
        CodedError told = VideoSystemErrors.Word(problem);
        return new Enveloped(told.Status, null, new ErrorBody(told.Code, told.Message, told.Details ?? []));
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Field, object Value)> PageFields(Paging paging, int total) =>
        [("pagination", new Pagination(paging.Page, paging.Limit, total, paging.Pages(total)))];

    // When it is sent is what its timestamp tells.
    private sealed class Enveloped(int status, object? data, ErrorBody? error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            DateTimeOffset now = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            Envelope body = new(error is null, data, error, now);
            return Results.Json(body, Wire, contentType: null, status).ExecuteAsync(httpContext);
        }
    }
}

/// <summary>What is around every answer. VideoSystem, Response Format.</summary>
internal sealed record Envelope(bool Success, object? Data, ErrorBody? Error, DateTimeOffset Timestamp);

internal sealed record ErrorBody(string Code, string Message, JsonObject Details);

internal sealed record Pagination(int Page, int Limit, int Total, int TotalPages);
