using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Understudy.Domain.Common;

namespace Understudy.Functions.Http.Dialects;

/// <summary>
/// What is spoken outside all products, and by those whose errors are <c>{"error":{code,message,details}}</c>: they add the
/// words for their own problems.
/// </summary>
internal class PlatformDialect : Dialect
{
    // A product's own bodies are of types that no context of ours knows.
    private static readonly JsonSerializerOptions _json = new(PlatformJson.Wire.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(PlatformJson.Wire, new DefaultJsonTypeInfoResolver()),
    };

    /// <inheritdoc/>
    public override JsonSerializerOptions Json => _json;

    /// <inheritdoc/>
    protected sealed override IResult Tell(Problem problem)
    {
        CodedError told = Word(problem)
            ?? throw new ArgumentOutOfRangeException(nameof(problem), problem, "The contract has no answer for it.");
        return Results.Json(
            new ErrorAnswer(new ErrorBody(told.Code, told.Message, told.Details ?? [])),
            PlatformJson.Wire.ErrorAnswer,
            contentType: null,
            told.Status);
    }

    /// <inheritdoc/>
    protected override IEnumerable<(string Field, object Value)> PageFields(Paging paging, int total) =>
        [("page", paging.Page), ("limit", paging.Limit), ("total", total)];

    /// <summary>What is said of a problem; null when there are no words for it.</summary>
    protected virtual CodedError? Word(Problem problem) => problem switch
    {
        NotSignedIn => new(StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "Sign in first."),
        NoAccountYet => new(StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "There is no account yet."),
        AccountLeaving { DeletionAt: var deletionAt } => new(
            StatusCodes.Status403Forbidden,
            "ACCOUNT_DELETED",
            "This account is scheduled for deletion; sign in to restore it.",
            new JsonObject { ["deletion_at"] = Time(deletionAt) }),
        NotPermitted => new(StatusCodes.Status403Forbidden, "FORBIDDEN", "You may not do this."),
        UnknownRoute => new(StatusCodes.Status404NotFound, "NOT_FOUND", "There is nothing at this address."),
        Problem.NotFound missing => new(StatusCodes.Status404NotFound, "NOT_FOUND", $"{missing.What} not found"),
        MethodNotAllowed => new(
            StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "This address does not take that method."),
        Problem.Invalid invalid => new(
            StatusCodes.Status422UnprocessableEntity,
            "VALIDATION_ERROR",
            "Request validation failed",
            new JsonObject { ["fields"] = Fields(invalid) }),
        BodyTooLarge => new(
            StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE", "The request body is too large."),
        BodyTooSlow => new(
            StatusCodes.Status408RequestTimeout, "REQUEST_TIMEOUT", "The request body came too slowly."),
        UnknownCoding coding => new(
            StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_CONTENT_ENCODING", coding.Message),
        UnknownMediaType { Wanted: var wanted } => new(
            StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", $"The request body must be {wanted}."),
        UnreadableRequest unreadable => new(
            StatusCodes.Status400BadRequest, "BAD_REQUEST", unreadable.Message ?? "The request could not be read."),
        TooManyRequests many => new(
            StatusCodes.Status429TooManyRequests,
            "RATE_LIMIT_EXCEEDED",
            "Too many requests",
            new JsonObject
            {
                ["retry_after_seconds"] = many.RetrySeconds,
                ["limit"] = many.Limit,
                ["window_seconds"] = many.WindowSeconds,
            }),
        TooManyStreams many => new(
            StatusCodes.Status429TooManyRequests,
            "RATE_LIMIT_EXCEEDED",
            "Too many event streams are open",
            new JsonObject { ["retry_after_seconds"] = many.RetrySeconds, ["limit"] = many.Limit }),
        IdempotencyKeyReused => new(
            StatusCodes.Status422UnprocessableEntity,
            "IDEMPOTENCY_KEY_REUSED",
            "This Idempotency-Key was used for another request"),
        IdempotentAnswerNotKept => new(
            StatusCodes.Status409Conflict,
            "IDEMPOTENCY_ANSWER_NOT_KEPT",
            "The request with this Idempotency-Key was done; its answer held a secret, which is told once only"),
        IdempotencyInProgress { RetrySeconds: var seconds } => new(
            StatusCodes.Status409Conflict,
            "IDEMPOTENCY_IN_PROGRESS",
            "The request with this Idempotency-Key is still being handled",
            new JsonObject { ["retry_after_seconds"] = seconds }),
        Fault { RequestId: var id } => new(
            StatusCodes.Status500InternalServerError,
            "INTERNAL_ERROR",
            "Something went wrong on our side.",
            new JsonObject { ["request_id"] = id }),
        IdentityUnavailable => new(
            StatusCodes.Status503ServiceUnavailable,
            "IDENTITY_PROVIDER_ERROR",
            "Signing in cannot be checked at the moment. Please try again later."),
        StorageFull => new(
            StatusCodes.Status507InsufficientStorage,
            "INSUFFICIENT_STORAGE",
            "There is no room to store this at the moment. Please try again later."),
        _ => null,
    };

    private static JsonObject Fields(Problem.Invalid invalid)
    {
        JsonObject fields = [];
        foreach (FieldError error in invalid.Fields) fields.TryAdd(error.Field, error.Message);
        return fields;
    }
}

/// <summary>An error in words.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people.</param>
/// <param name="Details">What else there is to know.</param>
internal sealed record CodedError(int Status, string Code, string Message, JsonObject? Details = null);

/// <summary>An error's body.</summary>
internal sealed record ErrorAnswer(ErrorBody Error);

internal sealed record ErrorBody(string Code, string Message, JsonObject Details);

[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class PlatformJson : JsonSerializerContext
{
    /// <summary>The context to write with.</summary>
    public static PlatformJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
