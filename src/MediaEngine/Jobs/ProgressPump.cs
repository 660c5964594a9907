using Microsoft.Extensions.Logging;
using Understudy.Domain.Jobs;

namespace Understudy.MediaEngine.Jobs;

/// <summary>
/// Carries an engine's progress to a job's watcher at its own pace, so that no frame waits for a document to be
/// written, and stops the work when the watcher says that nobody wants it any more. Progress that could not be written
/// down is told again later: it is not worth the work.
/// </summary>
internal sealed partial class ProgressPump : IProgress<double>, IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly IJobWatcher watcher;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource unwanted;
    private readonly ILogger log;
    private readonly CancellationTokenSource over = new();
    private readonly Task pumping;
    private double done;

    /// <summary>Begins to carry.</summary>
    /// <param name="watcher">Who is told.</param>
    /// <param name="time">The clock.</param>
    /// <param name="unwanted">Is cancelled when nobody wants the work.</param>
    /// <param name="log">Hears of progress that could not be written down.</param>
    public ProgressPump(IJobWatcher watcher, TimeProvider time, CancellationTokenSource unwanted, ILogger log)
    {
        this.watcher = watcher;
        this.time = time;
        this.unwanted = unwanted;
        this.log = log;
        pumping = PumpAsync();
    }

    /// <inheritdoc/>
    public void Report(double value) => Volatile.Write(ref done, value);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await pumping;
        over.Dispose();
    }

    private async Task PumpAsync()
    {
        int told = 0;
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, over.Token);
                int percent = (int)(Volatile.Read(ref done) * 100);
                if (percent == told) continue;
                try
                {
                    if (!await watcher.AdvancedAsync(percent, over.Token))
                    {
                        await unwanted.CancelAsync();
                        return;
                    }
                    told = percent;
                }
                catch (Exception broken) when (broken is not OperationCanceledException)
                {
                    LogUntold(log, broken);
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The work has ended; its end is told by others.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A job's progress could not be written down")]
    private static partial void LogUntold(ILogger logger, Exception exception);
}
