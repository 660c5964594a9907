using System.Text.Json.Nodes;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>The contract's error codes, and those for what it has none for. VideoSystem, Error Codes.</summary>
internal static class VideoSystemErrors
{
    /// <summary>The code of a request that makes no sense.</summary>
    public const string Invalid = "VAL_001";

    /// <summary>What is said of a problem.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no words for it, which is a fault of ours.</exception>
    public static CodedError Word(Problem problem) => OfAccount(problem) ?? OfGeneration(problem) ?? OfHttp(problem)
        ?? throw new ArgumentOutOfRangeException(nameof(problem), problem, "The contract has no answer for it.");

    private static CodedError? OfAccount(Problem problem) => problem switch
    {
        SignInRefused => new(401, "AUTH_001", "The e-mail address or the password is wrong."),
        NotSignedIn or NoAccountYet => new(401, "AUTH_002", "A token is required that is valid and has not expired."),
        AccountLeaving { DeletionAt: var at } => new(
            403,
            "AUTH_003",
            "This account is scheduled for deletion; log in to restore it.",
            new JsonObject { ["deletionAt"] = UtcSecondsConverter.Text(at) }),
        Problem.AccountErased => new(
            403, "AUTH_003", "This account is being erased; in a few minutes a new one can be opened."),
        NotPermitted => new(403, "AUTH_003", "You may not do this."),
        UserMissing => new(404, "USER_001", "User not found"),
        EmailTaken => new(409, "USER_002", "Email already exists", Fields("email", "Is taken.")),
        UsernameTaken => new(409, "USER_003", "Username already exists", Fields("username", "Is taken.")),
        TooManyAttempts { RetryAfter.TotalSeconds: var seconds } => new(
            429,
            "RATE_001",
            "Too many attempts; please wait.",
            new JsonObject { ["retryAfterSeconds"] = (int)Math.Ceiling(seconds) }),
        _ => null,
    };

    private static CodedError? OfGeneration(Problem problem) => problem switch
    {
        ProjectMissing => new(404, "PROJ_001", "Project not found"),
        StorageLimitReached full => new(
            400,
            "PROJ_002",
            "Insufficient storage: delete clips that are not needed any more.",
            new JsonObject { ["storageLimit"] = full.Limit, ["storageUsed"] = full.Used, ["required"] = full.Asked }),
        ForbiddenContent forbidden => new(
            400,
            "GEN_002",
            forbidden.Message,
            new JsonObject
            {
                ["category"] = forbidden.Category,
                ["words"] = new JsonArray([.. forbidden.Words.Select(word => JsonValue.Create(word))]),
            }),
        NothingGenerated { What: var what } => new(404, "GEN_003", $"{what} not found"),
        JobEnded => new(409, "GEN_004", "The job has ended and cannot be cancelled."),
        TooManyWaiting { Limit: var limit } => new(
            429, "RATE_001", $"{limit} of your jobs wait already.", new JsonObject { ["limit"] = limit }),
        TemplateMissing => new(404, "TEMP_001", "Template not found"),
        TooManyEndpoints { Max: var max } => new(
            400, Invalid, $"There are {max} webhook endpoints already.", Fields("webhookUrl", "Delete another endpoint first.")),
        // The contract has a code of its own for what is wrong with a prompt, and with nothing else.
        Problem.Invalid invalid when invalid.Fields.All(field => field.Field == "prompt") =>
            new(400, "GEN_002", "Invalid prompt", Fields(invalid)),
        Problem.Invalid invalid => new(400, Invalid, "The request is not valid.", Fields(invalid)),
        _ => null,
    };

    private static CodedError? OfHttp(Problem problem) => problem switch
    {
        UnknownRoute => new(404, "REQ_001", "There is nothing at this address."),
        MethodNotAllowed => new(405, "REQ_002", "This address does not take that method."),
        BodyTooLarge => new(413, "REQ_003", "The request body is too large."),
        BodyTooSlow => new(408, "REQ_004", "The request body came too slowly."),
        UnknownMediaType { Wanted: var wanted } => new(415, "REQ_005", $"The request body must be {wanted}."),
        UnknownCoding { Message: var message } => new(415, "REQ_005", message),
        UnreadableRequest { Message: var message } => new(400, Invalid, message ?? "The request could not be read."),
        IdempotencyKeyReused => new(409, "REQ_006", "This Idempotency-Key was used for another request."),
        IdempotencyInProgress { RetrySeconds: var seconds } => new(
            409,
            "REQ_007",
            "The request with this Idempotency-Key is still being handled.",
            new JsonObject { ["retryAfterSeconds"] = seconds }),
        IdempotentAnswerNotKept => new(
            409,
            "REQ_008",
            "The request with this Idempotency-Key was done; its answer held a secret, which is told once only."),
        TooManyRequests many => new(
            429,
            "RATE_001",
            "Too many requests",
            new JsonObject
            {
                ["retryAfterSeconds"] = many.RetrySeconds,
                ["limit"] = many.Limit,
                ["windowSeconds"] = many.WindowSeconds,
            }),
        TooManyStreams many => new(
            429,
            "RATE_001",
            "Too many event streams are open",
            new JsonObject { ["retryAfterSeconds"] = many.RetrySeconds, ["limit"] = many.Limit }),
        Fault { RequestId: var id } => new(
            500, "SYS_001", "Something went wrong on our side.", new JsonObject { ["requestId"] = id }),
        IdentityUnavailable => new(503, "SYS_002", "Signing in cannot be checked at the moment. Please try again later."),
        StorageFull => new(503, "SYS_002", "Nothing can be stored at the moment. Please try again later."),
        _ => null,
    };

    private static JsonObject Fields(string field, string message) =>
        new() { ["fields"] = new JsonObject { [field] = message } };

    private static JsonObject Fields(Problem.Invalid invalid)
    {
        JsonObject fields = [];
        foreach (FieldError error in invalid.Fields) fields.TryAdd(error.Field, error.Message);
        return new JsonObject { ["fields"] = fields };
    }
}
