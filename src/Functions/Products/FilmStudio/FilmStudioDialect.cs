using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>
/// How the FilmStudio contract speaks: bare objects in camelCase, and errors of a sentence. FilmStudio, Error Responses.
/// </summary>
internal sealed class FilmStudioDialect : Dialect
{
    private FilmStudioDialect()
    {
    }

    /// <summary>The dialect.</summary>
    public static FilmStudioDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        // Safe in JSON, and a signed URL can be copied from a terminal.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcSecondsConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <inheritdoc/>
    protected override IEnumerable<(string Field, object Value)> PageFields(Paging paging, int total) =>
        [("page", paging.Page), ("limit", paging.Limit), ("total", total)];

    /// <inheritdoc/>
    protected override IResult Tell(Problem problem)
    {
        Told told = FilmStudioErrors.Word(problem);
        return Results.Json(told.Body, Json, contentType: null, told.Status);
    }
}
