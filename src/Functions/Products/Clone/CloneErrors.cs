using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.Clone;

/// <summary>The Clone contract's error answers. Clone §11.</summary>
internal static class CloneErrors
{
    /// <summary>502 or 503: the payment gateway refused, or could not be reached, which a minute later may be over.</summary>
    public static IResult PaymentProvider(bool isTransient)
    {
        IResult answer = From(new ProviderFailed(isTransient));
        return isTransient ? answer.With(HeaderNames.RetryAfter, "60") : answer;
    }

    /// <summary>The answer for a use case that failed in an expected way.</summary>
    public static IResult From(Problem problem) => CloneDialect.Instance.Refuse(problem);

    /// <summary>The contract's words for a problem; null where it has none of its own.</summary>
    public static CodedError? Word(Problem problem) => problem switch
    {
        NotSignedIn => Answer(
            StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "A valid Firebase ID token is required."),
        NoAccountYet => Answer(
            StatusCodes.Status401Unauthorized,
            "UNAUTHORIZED",
            "There is no account yet: POST /api/v1/auth/login first."),
        AccountLeaving leaving => Answer(
            StatusCodes.Status403Forbidden,
            "ACCOUNT_DELETED",
            "This account is scheduled for deletion; sign in to restore it: POST /api/v1/auth/login.",
            new JsonObject { ["deletion_at"] = CloneDialect.Instance.Time(leaving.DeletionAt) }),
        ProviderFailed { IsTransient: true } => Answer(
            StatusCodes.Status503ServiceUnavailable,
            "PAYMENT_PROVIDER_ERROR",
            "The payment provider cannot be reached; please try again in a minute"),
        ProviderFailed => Answer(
            StatusCodes.Status502BadGateway, "PAYMENT_PROVIDER_ERROR", "The payment provider refused"),
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
        ModelFailed => Answer(
            StatusCodes.Status400BadRequest, "MODEL_FAILED", "This model has failed; create a new one to try again."),
        UploadMissing => Answer(
            StatusCodes.Status400BadRequest,
            "UPLOAD_MISSING",
            "The file has not been uploaded yet: PUT it to the presigned URL first."),
        TooManyModels { Max: var max } => Answer(
            StatusCodes.Status400BadRequest,
            "TOO_MANY_MODELS",
            $"{max} models are waiting for their upload or their training: complete or delete one first."),
        VideoNotReady => Answer(
            StatusCodes.Status400BadRequest, "VIDEO_NOT_READY", "The video has not been completed."),
        JobCancelled => Answer(
            StatusCodes.Status400BadRequest, "JOB_CANCELLED", "The job was cancelled before it began."),
        AlreadySubscribed => Answer(
            StatusCodes.Status400BadRequest,
            "ALREADY_SUBSCRIBED",
            "There is a subscription already; manage it in the customer portal"),
        TooManyCheckouts many => Answer(
            StatusCodes.Status400BadRequest,
            "TOO_MANY_CHECKOUTS",
            string.Create(
                CultureInfo.InvariantCulture,
                $"There are {many.Max} unfinished checkouts; finish one, or come back in a day")),
        NoBillingAccount => Answer(
            StatusCodes.Status400BadRequest,
            "NO_BILLING_ACCOUNT",
            "There is nothing to manage yet: nothing was ever bought"),
        EventNotSigned => Answer(
            StatusCodes.Status400BadRequest,
            "INVALID_SIGNATURE",
            "This is no event that the payment provider signed just now"),
        EventMalformed => Answer(
            StatusCodes.Status400BadRequest,
            "INVALID_PAYLOAD",
            "The signature is right, but the body is no JSON"),
        EndpointDisabled => Answer(
            StatusCodes.Status400BadRequest,
            "ENDPOINT_DISABLED",
            "The webhook endpoint is disabled; enable it first."),
        TooManyEndpoints { Max: var max } => Answer(
            StatusCodes.Status400BadRequest,
            "TOO_MANY_ENDPOINTS",
            $"An account can have {max} webhook endpoints; delete one first."),
        EmailNotVerified => Answer(
            StatusCodes.Status400BadRequest,
            "EMAIL_NOT_VERIFIED",
            "The link is sent by e-mail, and the account's address is not verified: verify it, and sign in again."),
        AvatarNotUploaded => Answer(
            StatusCodes.Status400BadRequest,
            "UPLOAD_MISSING",
            "The picture has not been uploaded yet: PUT it to the presigned URL first."),
        AvatarBusy => Answer(
            StatusCodes.Status400BadRequest,
            "AVATAR_BUSY",
            "The picture is being made into an avatar already: ask again in a moment."),
        PictureRefused refused => Answer(StatusCodes.Status400BadRequest, "INVALID_IMAGE", refused.Reason),
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
        _ => null,
    };

    private static string Noun(ModelKind kind) => kind.ToString().ToLower(CultureInfo.InvariantCulture);

    private static CodedError Answer(int status, string code, string message, JsonObject? details = null) =>
        new(status, code, message, details);

    private sealed record ProviderFailed(bool IsTransient) : Problem;
}
