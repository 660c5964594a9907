using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>
/// How the VoiceCloning contract speaks: bare objects in snake_case, and errors of a word, a sentence and details.
/// VoiceCloning, Error Responses.
/// </summary>
internal sealed class VoiceCloningDialect : Dialect
{
    private VoiceCloningDialect()
    {
    }

    /// <summary>The dialect.</summary>
    public static VoiceCloningDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // Safe in JSON, and a signed URL can be copied from a terminal.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcSecondsConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <inheritdoc/>
    // No list of the contract comes in pages.
    protected override IEnumerable<(string Field, object Value)> PageFields(Paging paging, int total) =>
        [("total", total), ("page", paging.Page), ("limit", paging.Limit)];

    /// <inheritdoc/>
    protected override IResult Tell(Problem problem)
    {
        Told told = VoiceCloningErrors.Word(problem);
        return Results.Json(told.Body, Json, contentType: null, told.Status);
    }
}
