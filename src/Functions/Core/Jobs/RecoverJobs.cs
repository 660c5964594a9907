using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Jobs;

namespace Understudy.Functions.Core.Jobs;

/// <summary>Puts right, every minute, what a crash at a bad moment left without a pipeline.</summary>
public sealed partial class RecoverJobs(Recovery recovery, ILogger<RecoverJobs> log)
{
    /// <summary>The sweep.</summary>
    [Function("Core-Job-Recover")]
    public async Task RunAsync(
        [TimerTrigger("30 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        int repaired = await recovery.SweepAsync(new DurablePipelines(client), cancellationToken);
        if (repaired > 0) LogRepaired(log, repaired);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} pieces of work had lost their pipeline")]
    private static partial void LogRepaired(ILogger logger, int count);
}
