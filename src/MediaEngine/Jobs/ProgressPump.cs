using Microsoft.Extensions.Logging;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.MediaEngine.Jobs;

/// <summary>
/// Carries an engine's progress to a job's watcher at its own pace, so that no frame waits for a document to be
/// written, and stops the work when the watcher says that nobody wants it any more. Progress that could not be written
/// down is told again later: it is not worth the work.
/// </summary>
internal sealed partial class ProgressPump : IProgress<double>, IAsyncDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(300);

    private readonly IJobWatcher _watcher;
    private readonly TimeProvider _time;
    private readonly Action _giveUp;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _over = new();
    private readonly Task _pumping;
    private double _done;

    /// <summary>Begins to carry.</summary>
    /// <param name="watcher">Who is told.</param>
    /// <param name="time">The clock.</param>
    /// <param name="giveUp">Is called when nobody wants the work.</param>
    /// <param name="log">Hears of progress that could not be written down.</param>
    public ProgressPump(IJobWatcher watcher, TimeProvider time, Action giveUp, ILogger log)
    {
        _watcher = watcher;
        _time = time;
        _giveUp = giveUp;
        _log = log;
        _pumping = PumpAsync();
    }

    /// <inheritdoc/>
    public void Report(double value) => Volatile.Write(ref _done, value);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _pumping;
        _over.Dispose();
    }

    private async Task PumpAsync()
    {
        int told = 0;
        try
        {
            while (true)
            {
                await Task.Delay(_interval, _time, _over.Token);
                int percent = (int)(Volatile.Read(ref _done) * 100);
                if (percent == told) continue;
                try
                {
                    if (!await _watcher.AdvancedAsync(percent, _over.Token))
                    {
                        _giveUp();
                        return;
                    }
                    told = percent;
                }
                catch (Exception broken) when (broken is not OperationCanceledException)
                {
                    LogUntold(_log, broken);
                }
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The work has ended; its end is told by others.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A job's progress could not be written down")]
    private static partial void LogUntold(ILogger logger, Exception exception);
}
