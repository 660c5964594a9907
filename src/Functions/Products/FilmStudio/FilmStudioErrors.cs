using System.Globalization;
using System.Text.Json.Serialization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>The contract's words for problems, and those for what it has none for. FilmStudio, Error Responses.</summary>
internal static class FilmStudioErrors
{
    private const string Forbidden = "Insufficient permissions";
    private const string NotFound = "Resource not found";
    private const string Unauthorized = "Authentication required";

    /// <summary>What is said of a problem.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no words for it, which is a fault of ours.</exception>
    public static Told Word(Problem problem) =>
        OfAccount(problem) ?? OfMoney(problem) ?? YouTubeErrors.Word(problem) ?? OfFilms(problem) ?? OfHttp(problem)
        ?? throw new ArgumentOutOfRangeException(nameof(problem), problem, "The contract has no answer for it.");

    /// <summary>400 with what is wrong with fields, the first of them on its own.</summary>
    public static Told OfFields(IReadOnlyList<FieldWords> fields) =>
        new(StatusCodes.Status400BadRequest, "Invalid request parameters", fields[0], fields);

    private static Told? OfAccount(Problem problem) => problem switch
    {
        NotSignedIn or NoAccountYet or SignInRefused => new(401, Unauthorized),
        AccountLeaving or Problem.AccountErased or NotPermitted => new(403, Forbidden),
        EmailTaken => new(409, "Email already registered"),
        _ => null,
    };

    private static Told? OfMoney(Problem problem) => problem switch
    {
        AlreadySubscribed => new(409, "Already subscribed; the portal shows the subscription"),
        NoBillingAccount => new(409, "There is nothing to manage yet: nothing was ever bought"),
        TooManyCheckouts { Max: var max } => new(
            409, string.Create(CultureInfo.InvariantCulture, $"{max} payments are open: finish one of them first")),
        PaymentsFailed { IsTransient: true } => new(503, "The payment provider cannot be reached at the moment"),
        PaymentsFailed => new(502, "The payment provider refused"),
        _ => null,
    };

    private static Told? OfFilms(Problem problem) => problem switch
    {
        Problem.Invalid invalid => OfFields([.. invalid.Fields.Select(field => new FieldWords(field.Field, field.Message))]),
        Problem.InsufficientFunds { Required: var required, Available: var available } => new(
            402,
            string.Create(CultureInfo.InvariantCulture, $"Insufficient credits: {required} needed, {available} left")),
        FileOfWrongFormat { Known: var known } => OfFields(
            [new FieldWords("contentType", $"Must be one of: {string.Join(", ", known.Select(format => format.MediaType))}.")]),
        FileOfWrongSize { Min: var min, Max: var max } => OfFields(
            [new FieldWords("fileSize", string.Create(CultureInfo.InvariantCulture, $"Must be from {min} to {max}."))]),
        StorageLimitReached full => new(
            400,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Storage limit reached: {full.Used} of {full.Limit} bytes are taken; delete what is not needed any more")),
        FileRefused { Reason: var reason } => OfFields([new FieldWords("file", reason)]),
        FilmJobEnded => new(409, "The job has ended and cannot be cancelled"),
        TooManyWaiting { Limit: var limit } => new(
            409, string.Create(CultureInfo.InvariantCulture, $"{limit} of your jobs wait already")),
        TooManyAwaited { Max: var max } => new(
            409, string.Create(CultureInfo.InvariantCulture, $"{max} files are still to be uploaded")),
        Problem.NotFound or UnknownRoute => new(404, NotFound),
        _ => null,
    };

    private static Told? OfHttp(Problem problem) => problem switch
    {
        MethodNotAllowed => new(405, "Method not allowed"),
        BodyTooSlow => new(408, "The request body came too slowly"),
        BodyTooLarge => new(413, "The request body is too large"),
        UnknownMediaType { Wanted: var wanted } => new(415, $"The request body must be {wanted}"),
        UnknownCoding { Message: var message } => new(415, message),
        UnreadableRequest { Message: var message } => OfFields(
            [new FieldWords("body", message ?? "The request could not be read.")]),
        IdempotencyKeyReused => new(409, "This Idempotency-Key was used for another request"),
        IdempotencyInProgress => new(409, "The request with this Idempotency-Key is still being handled"),
        IdempotentAnswerNotKept => new(
            409, "The request with this Idempotency-Key was done; its answer held a secret, which is told once only"),
        TooManyRequests { RetrySeconds: var seconds } => TooMany(seconds),
        TooManyStreams { RetrySeconds: var seconds } => TooMany(seconds),
        TooManyAttempts { RetryAfter.TotalSeconds: var seconds } => TooMany((int)Math.Ceiling(seconds)),
        Fault => new(500, "Internal server error"),
        IdentityUnavailable => new(503, "Signing in cannot be checked at the moment; please try again later"),
        StorageFull => new(507, "Nothing can be stored at the moment; please try again later"),
        _ => null,
    };

    private static Told TooMany(int seconds) => new(429, "Rate limit exceeded", RetryAfter: seconds);
}

/// <summary>An error as it is told.</summary>
/// <param name="Status">The status.</param>
/// <param name="Error">The sentence.</param>
/// <param name="Details">The first offending field.</param>
/// <param name="Errors">All offending fields; beyond the contract.</param>
/// <param name="RetryAfter">Seconds to wait, with 429.</param>
internal sealed record Told(
    int Status,
    string Error,
    FieldWords? Details = null,
    IReadOnlyList<FieldWords>? Errors = null,
    int? RetryAfter = null)
{
    /// <summary>The body; it has only the fields that belong to this error.</summary>
    public object Body => new ErrorBody(Error, Details, Errors, RetryAfter);
}

internal sealed record ErrorBody(
    string Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FieldWords? Details,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<FieldWords>? Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfter);

/// <summary>What is wrong with a field.</summary>
internal sealed record FieldWords(string Field, string Message);

/// <summary>A sentence. FilmStudio, Delete a project.</summary>
internal sealed record MessageAnswer(string Message);
