namespace Understudy.EngineWorker;

/// <summary>What a worker logs: ids and what became of them, and no word of a person.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(700, LogLevel.Information, "This worker takes {Concurrency} at once of {Queue}")]
    public static partial void Takes(ILogger logger, int concurrency, string queue);

    [LoggerMessage(701, LogLevel.Information, "Job {JobId}, attempt {Attempt}, begins here, delivery {Delivery}")]
    public static partial void Begins(ILogger logger, string jobId, int attempt, int delivery);

    [LoggerMessage(702, LogLevel.Information, "Job {JobId}, attempt {Attempt}, is over: {End}")]
    public static partial void Over(ILogger logger, string jobId, int attempt, string end);

    [LoggerMessage(703, LogLevel.Error, "The engine broke on job {JobId}, attempt {Attempt}")]
    public static partial void Broke(ILogger logger, Exception fault, string jobId, int attempt);

    [LoggerMessage(704, LogLevel.Error, "Message {MessageId} is laid aside: {Reason}")]
    public static partial void LaidAside(ILogger logger, string messageId, string reason);

    [LoggerMessage(705, LogLevel.Warning, "Job {JobId} could not be looked after; it is tried again")]
    public static partial void Unattended(ILogger logger, Exception fault, string jobId);

    [LoggerMessage(706, LogLevel.Error, "The broker: {What}")]
    public static partial void BrokerFailed(ILogger logger, Exception fault, string what);
}
