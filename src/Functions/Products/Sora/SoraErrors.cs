using System.Globalization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.Sora;

/// <summary>The contract's words for problems. Sora, Common Error Responses.</summary>
internal static class SoraErrors
{
    /// <summary>The answer to a problem; null when there are no words for it.</summary>
    public static Told? Word(Problem problem) => OfVideos(problem) ?? OfRequests(problem);

    private static Told? OfVideos(Problem problem) => problem switch
    {
        ForbiddenContent forbidden => new(StatusCodes.Status400BadRequest, forbidden.Message),
        ImageRefused refused => new(
            StatusCodes.Status400BadRequest,
            string.Create(CultureInfo.InvariantCulture, $"image_urls[{refused.Index}] {refused.Reason}")),
        FileOfWrongFormat => new(
            StatusCodes.Status400BadRequest,
            $"Invalid file type. Allowed: {string.Join(", ", Uploads.PictureExtensions)}; {string.Join(", ", Uploads.VideoExtensions)}"),
        FileOfWrongSize { Bytes: var bytes, Max: var max } when bytes > max => Word(new BodyTooLarge()),
        FileOfWrongSize => new(StatusCodes.Status400BadRequest, "File is too small. Minimum size is 1 KB"),
        FileRefused refused => new(StatusCodes.Status400BadRequest, refused.Reason),
        StorageLimitReached limit => new(
            StatusCodes.Status400BadRequest,
            string.Create(
                CultureInfo.InvariantCulture,
                $"There is no room for it: {limit.Used} of {limit.Limit} bytes are taken. Uploads go after 30 days.")),
        TaskEnded { Status: var status } => new(
            StatusCodes.Status400BadRequest, $"Cannot cancel task with current status: {SoraWords.TaskStatuses[status]}"),
        TaskNotFailed { Status: var status } => new(
            StatusCodes.Status400BadRequest, $"Task cannot be retried: its status is {SoraWords.TaskStatuses[status]}"),
        JobCancelled => new(StatusCodes.Status400BadRequest, "The task was cancelled before it began."),
        TooManyApiKeys { Limit: var limit } => new(
            StatusCodes.Status400BadRequest, $"There may be {limit} API keys; revoke one first."),
        _ => null,
    };

    private static Told? OfRequests(Problem problem) => problem switch
    {
        Told told => told,
        Problem.Invalid invalid => new(
            StatusCodes.Status422UnprocessableEntity, invalid.Fields.Select(FieldWords.Of).ToArray()),
        NotSignedIn or NoAccountYet or SignInRefused => new(StatusCodes.Status401Unauthorized, "Not authenticated"),
        Problem.InsufficientFunds funds => new(
            StatusCodes.Status402PaymentRequired,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Insufficient credits. You need {funds.Required} credits but only have {funds.Available} available.")),
        NotPermitted => new(StatusCodes.Status403Forbidden, "Permission denied"),
        AccountLeaving leaving => new(
            StatusCodes.Status403Forbidden,
            $"This account will be deleted at {SoraDialect.Instance.Time(leaving.DeletionAt)}; sign in to restore it."),
        Problem.AccountErased => new(
            StatusCodes.Status403Forbidden,
            "This account is being erased. In a few minutes you can sign in again to open a new one."),
        UnknownRoute => new(StatusCodes.Status404NotFound, "Resource not found"),
        Problem.NotFound missing => new(StatusCodes.Status404NotFound, $"{missing.What} not found"),
        MethodNotAllowed => new(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed"),
        BodyTooSlow => new(StatusCodes.Status408RequestTimeout, "The request body came too slowly."),
        BodyTooLarge => new(StatusCodes.Status413PayloadTooLarge, "The request body is too large."),
        UnknownCoding coding => new(StatusCodes.Status415UnsupportedMediaType, coding.Message),
        UnknownMediaType { Wanted: var wanted } => new(
            StatusCodes.Status415UnsupportedMediaType, $"The request body must be {wanted}."),
        UnreadableRequest unreadable => new(
            StatusCodes.Status400BadRequest, unreadable.Message ?? "The request could not be read."),
        TooManyWaiting { Limit: var limit } => new(
            StatusCodes.Status400BadRequest, $"{limit} tasks are waiting: wait for one, or cancel one first."),
        IdempotencyKeyReused => new(
            StatusCodes.Status422UnprocessableEntity,
            new[] { new FieldWords(["header", "Idempotency-Key"], "was used for another request", "value_error.reused") }),
        IdempotentAnswerNotKept => new(
            StatusCodes.Status409Conflict,
            "The request with this Idempotency-Key was done; its answer held a secret, which is told once only."),
        IdempotencyInProgress => new(
            StatusCodes.Status409Conflict, "The request with this Idempotency-Key is still being handled."),
        TooManyRequests => new(StatusCodes.Status429TooManyRequests, "Rate limit exceeded. Please try again later."),
        TooManyStreams => new(StatusCodes.Status429TooManyRequests, "Too many event streams are open."),
        Fault => new(StatusCodes.Status500InternalServerError, "Internal server error"),
        IdentityUnavailable => new(
            StatusCodes.Status503ServiceUnavailable, "Signing in cannot be checked at the moment. Please try again later."),
        StorageFull => new(
            StatusCodes.Status507InsufficientStorage,
            "There is no room to store this at the moment. Please try again later."),
        _ => null,
    };
}
