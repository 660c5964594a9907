using Microsoft.Extensions.Logging;

namespace Understudy.Infrastructure.Blobs;

internal static partial class Log
{
    [LoggerMessage(
        EventId = 4601,
        Level = LogLevel.Error,
        Message = "The key that signs the URLs of files could not be renewed; the one at hand ends at {End}")]
    public static partial void NotRenewed(ILogger logger, Exception error, DateTimeOffset? end);
}
