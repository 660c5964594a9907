using System.Globalization;
using System.Text.Json.Serialization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>The contract's words for problems, and those for what it has none for. VoiceCloning, Error Responses.</summary>
internal static class VoiceCloningErrors
{
    private const string Unauthorized = "unauthorized";

    /// <summary>What is said of a problem.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no words for it, which is a fault of ours.</exception>
    public static Told Word(Problem problem) => OfAccount(problem) ?? OfFiles(problem) ?? OfHttp(problem)
        ?? throw new ArgumentOutOfRangeException(nameof(problem), problem, "The contract has no answer for it.");

    private static Told? OfAccount(Problem problem) => problem switch
    {
        SignInRefused => new(401, Unauthorized, "The e-mail address, the password or the token does not count"),
        NotSignedIn or NoAccountYet => new(401, Unauthorized, "Invalid or expired token"),
        AccountLeaving { DeletionAt: var at } => new(
            403,
            "forbidden",
            $"This account will be deleted at {VoiceCloningDialect.Instance.Time(at)}; log in to restore it"),
        Problem.AccountErased => new(403, "forbidden", "This account is being erased; in a few minutes a new one can be opened"),
        NotPermitted => new(403, "forbidden", "You may not do this"),
        EmailTaken => new(409, "email_taken", "There is an account with this e-mail address", new FieldIssue("email", "Is taken.")),
        TooManyAttempts { RetryAfter.TotalSeconds: var seconds } => TooMany((int)Math.Ceiling(seconds)),
        _ => null,
    };

    private static Told? OfFiles(Problem problem) => problem switch
    {
        Problem.Invalid invalid => OfFields([.. invalid.Fields.Select(field => new FieldIssue(field.Field, field.Message))]),
        FileOfWrongFormat { Known: var known } => OfFields(
            [new FieldIssue("file", $"Must be one of: {string.Join(", ", known.Select(format => format.Name))}.")]),
        FileOfWrongSize { Bytes: var bytes, Max: var max } when bytes > max => Word(new BodyTooLarge()),
        FileOfWrongSize => OfFields([new FieldIssue("file", "Is empty.")]),
        FileRefused { Reason: var reason } => OfFields([new FieldIssue("file", reason)]),
        CaptionsRefused { Reason: var reason } => OfFields([new FieldIssue("body", reason)]),
        StorageLimitReached full => new(
            400,
            "storage_limit_reached",
            string.Create(
                CultureInfo.InvariantCulture,
                $"There is no room for it: {full.Used} of {full.Limit} bytes are taken. Delete files that are not needed any more")),
        TooManyWaiting { Limit: var limit } => new(
            409, "too_many_jobs", string.Create(CultureInfo.InvariantCulture, $"{limit} of your jobs wait already")),
        PreviewFailed { Failure: var failure } => new(400, failure.Code, failure.Message),
        Problem.NotFound { What: var what } => new(404, "not_found", $"{what} not found"),
        UnknownRoute => new(404, "not_found", "Resource not found"),
        _ => null,
    };

    private static Told? OfHttp(Problem problem) => problem switch
    {
        MethodNotAllowed => new(405, "method_not_allowed", "This address does not take that method"),
        BodyTooSlow => new(408, "timeout", "The request body came too slowly"),
        BodyTooLarge => new(413, "too_large", "The file or the body is too large; a file may have 500 MB"),
        UnknownMediaType { Wanted: var wanted } => new(415, "unsupported_media_type", $"The request body must be {wanted}"),
        UnknownCoding { Message: var message } => new(415, "unsupported_media_type", message),
        UnreadableRequest { Message: var message } => OfFields(
            [new FieldIssue("body", message ?? "The request could not be read.")]),
        IdempotencyKeyReused => new(409, "idempotency_key_reused", "This Idempotency-Key was used for another request"),
        IdempotencyInProgress => new(
            409, "idempotency_in_progress", "The request with this Idempotency-Key is still being handled"),
        IdempotentAnswerNotKept => new(
            409, "answer_not_kept", "The request with this Idempotency-Key was done; its answer held a secret, which is told once only"),
        TooManyRequests { RetrySeconds: var seconds } => TooMany(seconds),
        TooManyStreams { RetrySeconds: var seconds } => TooMany(seconds),
        Fault => new(500, "internal_error", "An unexpected error occurred"),
        PreviewNotReady => new(503, "preview_not_ready", "The preview is still being made; please ask again"),
        IdentityUnavailable => new(503, "unavailable", "Signing in cannot be checked at the moment; please try again later"),
        StorageFull => new(507, "storage_full", "Nothing can be stored at the moment; please try again later"),
        _ => null,
    };

    private static Told TooMany(int seconds) => new(
        429, "rate_limit_exceeded", "Too many requests, please try again later", RetryAfter: seconds);

    private static Told OfFields(IReadOnlyList<FieldIssue> fields) =>
        new(400, "validation_error", "Invalid request parameters", fields[0], fields);
}

/// <summary>An error as it is told.</summary>
/// <param name="Status">The status.</param>
/// <param name="Error">For programs.</param>
/// <param name="Message">For people.</param>
/// <param name="Details">The first offending field.</param>
/// <param name="Errors">All offending fields; beyond the contract.</param>
/// <param name="RetryAfter">Seconds to wait, with 429.</param>
internal sealed record Told(
    int Status,
    string Error,
    string Message,
    FieldIssue? Details = null,
    IReadOnlyList<FieldIssue>? Errors = null,
    int? RetryAfter = null)
{
    /// <summary>The body; it has only the fields that belong to this error.</summary>
    public object Body => new ErrorBody(Error, Message, Details, Errors, RetryAfter);
}

internal sealed record ErrorBody(
    string Error,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FieldIssue? Details,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldIssue>? Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfter);

/// <summary>What is wrong with a field.</summary>
internal sealed record FieldIssue(string Field, string Issue);

/// <summary>A preview could not be made.</summary>
internal sealed record PreviewFailed(JobFailure Failure) : Problem;

/// <summary>A preview takes longer than somebody should wait for an answer.</summary>
internal sealed record PreviewNotReady() : TryAgain(5);
