using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.Sora;

/// <summary>
/// How the Sora contract speaks: bare objects in snake_case, and errors as FastAPI writes them. Sora, Common Error Responses.
/// </summary>
internal sealed class SoraDialect : Dialect
{
    private SoraDialect()
    {
    }

    /// <summary>The dialect.</summary>
    public static SoraDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcSecondsConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <inheritdoc/>
    protected override IEnumerable<(string Field, object Value)> PageFields(Paging paging, int total) =>
        [("total", total), ("page", paging.Page), ("page_size", paging.Limit)];

    /// <inheritdoc/>
    protected override IResult Tell(Problem problem)
    {
        Told told = SoraErrors.Word(problem)
            ?? throw new ArgumentOutOfRangeException(nameof(problem), problem, "The contract has no answer for it.");
        return Results.Json(new { told.Detail }, Json, contentType: null, told.Status);
    }
}

/// <summary>A problem that is its answer already: its status, and what stands under <c>detail</c>, a text or a list.</summary>
internal sealed record Told(int Status, object Detail) : Problem;
