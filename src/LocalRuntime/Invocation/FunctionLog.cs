using Microsoft.Extensions.Logging;

namespace Understudy.LocalRuntime.Invocation;

/// <summary>What the host logs about functions.</summary>
internal static partial class FunctionLog
{
    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed, invocation {InvocationId}.")]
    public static partial void Failed(ILogger logger, Exception exception, string function, string invocationId);

    [LoggerMessage(2, LogLevel.Debug, "The caller of function {Function} has gone.")]
    public static partial void Aborted(ILogger logger, string function);
}
