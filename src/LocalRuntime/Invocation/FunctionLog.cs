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
        "Function {Function} failed for {Message}, delivery {DeliveryCount}; dead-lettered: {IsDead}.")]
    public static partial void MessageFailed(
        ILogger logger, Exception exception, string function, string message, int deliveryCount, bool isDead);

    [LoggerMessage(6, LogLevel.Critical, "The listener of function {Function} broke and will start again.")]
    public static partial void ListenerBroke(ILogger logger, Exception exception, string function);

    [LoggerMessage(7, LogLevel.Information, "Found {Count} functions.")]
    public static partial void Found(ILogger logger, int count);

    [LoggerMessage(8, LogLevel.Information, "Function {Function} was sent a bad request.")]
    public static partial void BadRequest(ILogger logger, Exception exception, string function);

    [LoggerMessage(9, LogLevel.Critical, "What became of an invocation of function {Function} could not be stored.")]
    public static partial void NotStored(ILogger logger, Exception exception, string function);

    [LoggerMessage(10, LogLevel.Error, "Function {Function} failed for {Message}, delivery {DeliveryCount}; the broker has it back.")]
    public static partial void DeliveryFailed(
        ILogger logger, Exception exception, string function, string message, int deliveryCount);

    [LoggerMessage(11, LogLevel.Error, "The broker of function {Function} cannot be asked.")]
    public static partial void BrokerFailed(ILogger logger, Exception exception, string function);
}
