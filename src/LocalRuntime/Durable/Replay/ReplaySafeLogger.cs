using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>Makes loggers that keep silent while the orchestrator replays.</summary>
internal sealed class ReplaySafeLoggerFactory(ILoggerFactory inner, TaskOrchestrationContext context) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new ReplaySafeLogger(inner.CreateLogger(categoryName), context);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The engine owns the inner factory.
    }

    private sealed class ReplaySafeLogger(ILogger inner, TaskOrchestrationContext context) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => !context.IsReplaying && inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!context.IsReplaying)
                inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
