using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Understudy.Functions.Tests.Support;

/// <summary>The last lines of an app's log, to be told when a test cannot go on without the app.</summary>
internal sealed class LogTail : ILoggerProvider
{
    private const int Kept = 500;

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>What they are.</summary>
    public IReadOnlyCollection<string> Lines => [.. _lines];

    /// <summary>A failure that says what was tried, why it failed, and what the app said last.</summary>
    public InvalidOperationException Explain(string what, Exception failure) => new(
        $"{what}: {failure}\nThe last that the app said:\n{string.Join('\n', _lines)}", failure);

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void Dispose()
    {
    }

    private void Add(string line)
    {
        _lines.Enqueue(line);
        if (_lines.Count > Kept) _lines.TryDequeue(out _);
    }

    private sealed class Line(LogTail tail, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            tail.Add($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
