using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.Functions.Pipelines;

/// <summary>Starting orchestrations so that repeating it does no harm.</summary>
internal static class IdempotentStart
{
    /// <summary>Starts an orchestration of that id, unless there is one.</summary>
    public static async Task StartAsync(
        this DurableTaskClient client, string name, string id, object input, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                name, input, new StartOrchestrationOptions(InstanceId: id), cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Somebody else may have started it, or the answer to this very call was lost: looking tells.
            if (await client.GetInstanceAsync(id, cancellationToken) is null) throw;
        }
    }
}
