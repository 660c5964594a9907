using Microsoft.Extensions.Logging;

namespace Understudy.LocalRuntime.Invocation;

/// <summary>What the host logs about functions.</summary>
internal static partial class FunctionLog
{
    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed, invocation {InvocationId}.")]
    public static partial void Failed(ILogger logger, Exception exception, string function, string invocationId);

    [LoggerMessage(2, LogLevel.Debug, "The caller of function {Function} has gone.")]
    public static partial void Aborted(ILogger logger, string function);

    [LoggerMessage(3, LogLevel.Error, "Timer function {Function} failed.")]
    public static partial void TickFailed(ILogger logger, Exception exception, string function);

    [LoggerMessage(4, LogLevel.Error,
        "Function {Function} failed for message {MessageId}, delivery {DeliveryCount}; dead-lettered: {IsDead}.")]
    public static partial void MessageFailed(
        ILogger logger, Exception exception, string function, string messageId, int deliveryCount, bool isDead);

    [LoggerMessage(5, LogLevel.Error,
        "Function {Function} failed for blob {Container}/{Name}, attempt {Attempt}; given up: {IsPoison}.")]
    public static partial void BlobFailed(
        ILogger logger, Exception exception, string function, string container, string name, int attempt, bool isPoison);

    [LoggerMessage(6, LogLevel.Critical, "The listener of function {Function} broke.")]
    public static partial void ListenerBroke(ILogger logger, Exception exception, string function);

    [LoggerMessage(7, LogLevel.Information, "Found {Count} functions.")]
    public static partial void Found(ILogger logger, int count);
}
