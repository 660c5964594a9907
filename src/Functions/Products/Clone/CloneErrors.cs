using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>The Clone contract's error answers. Clone §11.</summary>
internal static class CloneErrors
{
    /// <summary>401: no token, or one that does not count.</summary>
    public static IResult Unauthorized(string message) =>
        new WithHeader(
            Answer(StatusCodes.Status401Unauthorized, "UNAUTHORIZED", message), HeaderNames.WWWAuthenticate, "Bearer");

    /// <summary>403 for an account that was deleted, as long as it can be restored.</summary>
    /// <param name="deletionAt">When it will be erased.</param>
    public static IResult AccountDeleted(DateTimeOffset deletionAt) => Answer(
        StatusCodes.Status403Forbidden,
        "ACCOUNT_DELETED",
        "This account is scheduled for deletion; sign in to restore it: POST /api/v1/auth/login.",
        new JsonObject
        {
            ["deletion_at"] = deletionAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        });

    /// <summary>404 for a path that there is not.</summary>
    public static IResult UnknownRoute() =>
        Answer(StatusCodes.Status404NotFound, "NOT_FOUND", "There is nothing at this address.");

    /// <summary>405 for a method that the path does not take; the header <c>Allow</c> names those that it does.</summary>
    public static IResult MethodNotAllowed() => Answer(
        StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "This address does not take that method.");

    /// <summary>429: too many requests.</summary>
    /// <param name="retrySeconds">How long until one may go on.</param>
    /// <param name="limit">How many may go on in a window.</param>
    /// <param name="windowSeconds">The window.</param>
    public static IResult RateLimited(int retrySeconds, int limit, int windowSeconds) => new RetryLater(
        retrySeconds,
        Answer(
            StatusCodes.Status429TooManyRequests,
            "RATE_LIMIT_EXCEEDED",
            "Too many requests",
            new JsonObject
            {
                ["retry_after_seconds"] = retrySeconds,
                ["limit"] = limit,
                ["window_seconds"] = windowSeconds,
            }));

    /// <summary>429: too many event streams at once.</summary>
    /// <param name="retrySeconds">How long to wait before asking again.</param>
    /// <param name="limit">How many may be open.</param>
    public static IResult TooManyStreams(int retrySeconds, int limit) => new RetryLater(
        retrySeconds,
        Answer(
            StatusCodes.Status429TooManyRequests,
            "RATE_LIMIT_EXCEEDED",
            "Too many event streams are open",
            new JsonObject { ["retry_after_seconds"] = retrySeconds, ["limit"] = limit }));

    /// <summary>422: the key came with another request before.</summary>
    public static IResult IdempotencyKeyReused() => Answer(
        StatusCodes.Status422UnprocessableEntity,
        "IDEMPOTENCY_KEY_REUSED",
        "This Idempotency-Key was used for another request");

    /// <summary>409: the same request is being handled.</summary>
    /// <param name="retrySeconds">How long to wait before asking again.</param>
    public static IResult IdempotencyInProgress(int retrySeconds) => new RetryLater(
        retrySeconds,
        Answer(
            StatusCodes.Status409Conflict,
            "IDEMPOTENCY_IN_PROGRESS",
            "The request with this Idempotency-Key is still being handled",
            new JsonObject { ["retry_after_seconds"] = retrySeconds }));

    /// <summary>500: a fault of ours.</summary>
    /// <param name="requestId">What to quote when asking for help.</param>
    public static IResult Internal(string requestId) => Answer(
        StatusCodes.Status500InternalServerError,
        "INTERNAL_ERROR",
        "Something went wrong on our side.",
        new JsonObject { ["request_id"] = requestId });

    /// <summary>507: there is no room on the disk; the same request may do when there is some again.</summary>
    public static IResult StorageFull() => new RetryLater(
        60,
        Answer(
            StatusCodes.Status507InsufficientStorage,
            "INSUFFICIENT_STORAGE",
            "There is no room to store this at the moment. Please try again later."));

    /// <summary>502 or 503: the payment gateway refused, or could not be reached, which a minute later may be over.</summary>
    public static IResult PaymentProvider(bool isTransient)
    {
        IResult answer = Answer(
            isTransient ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status502BadGateway,
            "PAYMENT_PROVIDER_ERROR",
            isTransient
                ? "The payment provider cannot be reached; please try again in a minute"
                : "The payment provider refused");
        return isTransient ? new WithHeader(answer, HeaderNames.RetryAfter, "60") : answer;
    }

    /// <summary>A request that could not be read at all.</summary>
    public static IResult FromBadRequest(BadHttpRequestException bad) => bad.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge =>
            Answer(bad.StatusCode, "PAYLOAD_TOO_LARGE", "The request body is too large."),
        StatusCodes.Status408RequestTimeout =>
            Answer(bad.StatusCode, "REQUEST_TIMEOUT", "The request body came too slowly."),
        StatusCodes.Status415UnsupportedMediaType => new WithHeader(
            Answer(bad.StatusCode, "UNSUPPORTED_CONTENT_ENCODING", bad.Message),
            HeaderNames.AcceptEncoding,
            ContentCodings.Accepted),
        _ when bad is CodedBodyException => Answer(bad.StatusCode, "BAD_REQUEST", bad.Message),
        _ => Answer(StatusCodes.Status400BadRequest, "BAD_REQUEST", "The request could not be read."),
    };

    /// <summary>The answer for a use case that failed in an expected way.</summary>
    public static IResult From(Problem problem) => problem switch
    {
        Problem.NotFound missing => Answer(
            StatusCodes.Status404NotFound, "NOT_FOUND", $"{missing.What} not found"),
        Problem.Invalid invalid => Answer(
            StatusCodes.Status422UnprocessableEntity,
            "VALIDATION_ERROR",
            "Request validation failed",
            new JsonObject { ["fields"] = Fields(invalid) }),
        ModelInUse => Answer(
            StatusCodes.Status400BadRequest, "MODEL_IN_USE", "Cannot delete model that has generated videos"),
        ModelNotReady { Kind: var kind, State: ModelState.Failed } => Answer(
            StatusCodes.Status400BadRequest,
            "MODEL_NOT_READY",
            $"The {Noun(kind)} model has failed and cannot be used",
            new JsonObject { ["model"] = Noun(kind), ["status"] = "failed" }),
        ModelNotReady unready => Answer(
            StatusCodes.Status400BadRequest,
            "MODEL_NOT_READY",
            $"The {Noun(unready.Kind)} model is not ready yet",
            new JsonObject { ["model"] = Noun(unready.Kind), ["status"] = CloneWords.ModelStates[unready.State] }),
        Problem.WrongState wrong => Answer(StatusCodes.Status400BadRequest, wrong.Code, wrong.Message),
        TooManyWaiting waiting => Answer(
            StatusCodes.Status400BadRequest,
            "TOO_MANY_JOBS",
            $"{waiting.Limit} videos are waiting to be made: wait for one, or delete one first.",
            new JsonObject { ["limit"] = waiting.Limit }),
        Problem.AccountErased => Answer(
            StatusCodes.Status403Forbidden,
            "ACCOUNT_DELETED",
            "This account is being erased. In a few minutes you can sign in again to open a new one."),
        Problem.InsufficientFunds funds => Answer(
            StatusCodes.Status402PaymentRequired,
            "INSUFFICIENT_CREDITS",
            "Not enough minutes remaining",
            new JsonObject { ["required_minutes"] = funds.Required, ["available_minutes"] = funds.Available }),
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "The contract has no answer for it."),
    };

    private static string Noun(ModelKind kind) => kind.ToString().ToLower(CultureInfo.InvariantCulture);

    private static JsonObject Fields(Problem.Invalid invalid)
    {
        JsonObject fields = [];
        foreach (FieldError error in invalid.Fields) fields.TryAdd(error.Field, error.Message);
        return fields;
    }

    private static IResult Answer(int status, string code, string message, JsonObject? details = null) =>
        Results.Json(
            new ErrorAnswer(new ErrorBody(code, message, details ?? [])),
            CloneJson.Wire.ErrorAnswer,
            contentType: null,
            status);

    private sealed class WithHeader(IResult answer, string name, string value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[name] = value;
            return answer.ExecuteAsync(httpContext);
        }
    }

    private sealed class RetryLater(int seconds, IResult answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return answer.ExecuteAsync(httpContext);
        }
    }
}
