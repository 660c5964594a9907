using Microsoft.Extensions.Logging;

namespace Understudy.Infrastructure.YouTube;

/// <summary>What is told of YouTube: no token, no address of an upload, and no word of a person.</summary>
internal static partial class Log
{
    [LoggerMessage(4801, LogLevel.Error, "Google gives no access to channels: {Status} {Error}")]
    public static partial void TokensRefused(ILogger logger, int status, string error);

    [LoggerMessage(4802, LogLevel.Warning, "YouTube was asked for {What} and has not answered: {Fault}")]
    public static partial void Silent(ILogger logger, string what, string fault);

    [LoggerMessage(4803, LogLevel.Warning, "YouTube was asked for {What} and answered {Status}, {Reason}")]
    public static partial void NotDone(ILogger logger, string what, int status, string reason);

    [LoggerMessage(4804, LogLevel.Warning, "YouTube's answer about {What} cannot be read; its status is {Status}")]
    public static partial void Unreadable(ILogger logger, string what, int status);

    [LoggerMessage(4805, LogLevel.Warning, "The grant of a channel was sealed with another secret; its owner has to connect it again")]
    public static partial void SealedOtherwise(ILogger logger);
}
