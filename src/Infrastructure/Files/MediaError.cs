using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Understudy.Infrastructure.Files;

/// <summary>A refusal, with a status and a small body.</summary>
internal sealed record MediaError(int Status, string Code, string Message)
{
    /// <summary>The one content coding that a file may have, which is none.</summary>
    public const string NoCoding = "identity";

    /// <summary>After how many seconds it may be worth trying again, if it may.</summary>
    public int? RetryAfter { get; private init; }

    /// <summary>Whether it may meet an upload in its midst, so that the connection is closed on the rest.</summary>
    public bool EndsUpload { get; private init; }

    public static MediaError Forbidden { get; } =
        new(StatusCodes.Status403Forbidden, "FORBIDDEN", "The URL is not valid for this, or no longer.");

    public static MediaError NotFound { get; } =
        new(StatusCodes.Status404NotFound, "NOT_FOUND", "There is no such file.");

    public static MediaError TooLarge { get; } =
        new(StatusCodes.Status413PayloadTooLarge, "FILE_TOO_LARGE", "The file is larger than was promised.");

    public static MediaError WrongType(string promised) => new(
        StatusCodes.Status415UnsupportedMediaType,
        "INVALID_FILE_TYPE",
        $"The Content-Type is not what was promised: {promised}.");

    public static MediaError Packed { get; } = new(
        StatusCodes.Status415UnsupportedMediaType,
        "INVALID_FILE_TYPE",
        "A file is stored as it is sent, so it may have no Content-Encoding.");

    public static MediaError Incomplete { get; } =
        new(StatusCodes.Status400BadRequest, "INCOMPLETE_UPLOAD", "The upload ended early; nothing was stored.");

    public static MediaError Partial { get; } = Incomplete with
    {
        Message = "A file is sent whole, so it may have no Content-Range; nothing was stored.",
    };

    public static MediaError AlreadyThere { get; } =
        new(StatusCodes.Status409Conflict, "ALREADY_UPLOADED", "The file has been uploaded; it cannot be replaced.");

    public static MediaError Stalled { get; } = new(
        StatusCodes.Status408RequestTimeout, "UPLOAD_STALLED", "The file came too slowly, or not at all; nothing was stored.")
    {
        EndsUpload = true,
    };

    public static MediaError Expired { get; } = Forbidden with
    {
        Message = "The URL expired before the file was there; nothing was stored.",
        EndsUpload = true,
    };

    // Of the object, not of whoever sends: 429 would speak of him.
    public static MediaError Busy { get; } = new(
        StatusCodes.Status409Conflict, "UPLOAD_IN_PROGRESS", "This file is being uploaded already, more than once.")
    {
        RetryAfter = 10,
    };

    public static MediaError Closed { get; } = new(
        StatusCodes.Status403Forbidden,
        "UPLOAD_CLOSED",
        "Nothing is awaited at this URL any more: what it was for was confirmed, replaced or deleted.")
    {
        EndsUpload = true,
    };

    public static MediaError NoRoom { get; } = new(
        StatusCodes.Status507InsufficientStorage,
        "INSUFFICIENT_STORAGE",
        "There is no room for the file at the moment; nothing was stored. Please try again later.")
    {
        RetryAfter = 60,
        EndsUpload = true,
    };

    public async Task WriteAsync(HttpContext context)
    {
        if (context.RequestAborted.IsCancellationRequested) return;
        context.Response.StatusCode = Status;
        if (RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var body = new { error = new { code = Code, message = Message, details = new { } } };
        await context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }
}
