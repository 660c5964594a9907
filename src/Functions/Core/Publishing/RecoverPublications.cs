using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Publishing;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Core.Publishing;

/// <summary>Looks, every five minutes, after publications that a crash at a bad moment kept from being started, or ended.</summary>
public sealed partial class RecoverPublications(Publications publications, ILogger<RecoverPublications> log)
{
    /// <summary>The sweep.</summary>
    [Function("Core-Publication-Recover")]
    public async Task RunAsync(
        [TimerTrigger("45 */5 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        int repaired = await publications.SweepAsync(new DurablePipelines(client), cancellationToken);
        if (repaired > 0) LogRepaired(log, repaired);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} publications had lost their run")]
    private static partial void LogRepaired(ILogger logger, int count);
}
