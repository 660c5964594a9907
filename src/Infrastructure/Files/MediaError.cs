using Microsoft.AspNetCore.Http;

namespace Understudy.Infrastructure.Files;

/// <summary>A refusal, with a status and a small body.</summary>
internal sealed record MediaError(int Status, string Code, string Message)
{
    /// <summary>The one content coding that a file may have, which is none.</summary>
    public const string NoCoding = "identity";

    public static MediaError Forbidden { get; } =
        new(StatusCodes.Status403Forbidden, "FORBIDDEN", "The URL is not valid for this, or no longer.");

    public static MediaError NotFound { get; } =
        new(StatusCodes.Status404NotFound, "NOT_FOUND", "There is no such file.");

    public static MediaError TooLarge { get; } =
        new(StatusCodes.Status413PayloadTooLarge, "FILE_TOO_LARGE", "The file is larger than was promised.");

    public static MediaError WrongType { get; } =
        new(StatusCodes.Status415UnsupportedMediaType, "INVALID_FILE_TYPE", "The Content-Type is not what was promised.");

    public static MediaError Packed { get; } = new(
        StatusCodes.Status415UnsupportedMediaType,
        "INVALID_FILE_TYPE",
        "A file is stored as it is sent, so it may have no Content-Encoding.");

    public static MediaError Incomplete { get; } =
        new(StatusCodes.Status400BadRequest, "INCOMPLETE_UPLOAD", "The upload ended early; nothing was stored.");

    public static MediaError AlreadyThere { get; } =
        new(StatusCodes.Status409Conflict, "ALREADY_UPLOADED", "The file has been uploaded; it cannot be replaced.");

    public static MediaError Stalled { get; } =
        new(StatusCodes.Status408RequestTimeout, "UPLOAD_STALLED", "Nothing came for too long; nothing was stored.");

    public async Task WriteAsync(HttpContext context)
    {
        if (context.RequestAborted.IsCancellationRequested) return;
        context.Response.StatusCode = Status;
        var body = new { error = new { code = Code, message = Message, details = new { } } };
        await context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }
}
