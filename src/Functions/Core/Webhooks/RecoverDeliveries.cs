using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Webhooks;

namespace Understudy.Functions.Core.Webhooks;

/// <summary>Starts, every five minutes, the deliveries that a crash at a bad moment kept from being started.</summary>
public sealed partial class RecoverDeliveries(WebhookDeliveries deliveries, ILogger<RecoverDeliveries> log)
{
    /// <summary>The sweep.</summary>
    [Function("Core-Delivery-Recover")]
    public async Task RunAsync(
        [TimerTrigger("15 */5 * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        int repaired = await deliveries.SweepAsync(new DurableDeliveryRuns(client), cancellationToken);
        if (repaired > 0) LogRepaired(log, repaired);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} webhook deliveries had lost their run")]
    private static partial void LogRepaired(ILogger logger, int count);
}
