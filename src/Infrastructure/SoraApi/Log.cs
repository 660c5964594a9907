using Microsoft.Extensions.Logging;

namespace Understudy.Infrastructure.SoraApi;

/// <summary>What is told of the provider: no key, no address, and no word of a person.</summary>
internal static partial class Log
{
    [LoggerMessage(4701, LogLevel.Warning, "The provider was asked for job {JobId} and answered {Status}: {Meaning}")]
    public static partial void NotTaken(ILogger logger, string jobId, int status, string meaning);

    [LoggerMessage(4702, LogLevel.Warning, "The provider could not be reached for job {JobId}: {Fault}")]
    public static partial void Unsent(ILogger logger, string jobId, string fault);

    [LoggerMessage(
        4703, LogLevel.Warning, "The provider was asked for job {JobId} and has not answered: {Fault}. It is not asked for it again")]
    public static partial void Silent(ILogger logger, string jobId, string fault);

    [LoggerMessage(4704, LogLevel.Warning, "The provider's answer to a question cannot be read; its status is {Status}")]
    public static partial void Unreadable(ILogger logger, int status);

    [LoggerMessage(4705, LogLevel.Warning, "A film of the provider's is refused: {Reason}")]
    public static partial void FilmRefused(ILogger logger, string reason);

    [LoggerMessage(4706, LogLevel.Warning, "A film of the provider's could not be brought: {Reason}")]
    public static partial void FilmMissed(ILogger logger, string reason);
}
