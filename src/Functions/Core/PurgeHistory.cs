using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Understudy.Functions.Core;

/// <summary>Forgets, once a day, the histories of pipelines that ended long ago; their outcome is in the documents.</summary>
public sealed class PurgeHistory(TimeProvider time)
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(30);

    /// <summary>The purge.</summary>
    [Function("Core-History-Purge")]
    public Task RunAsync(
        [TimerTrigger("0 15 3 * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(
                CreatedFrom: null,
                CreatedTo: time.GetUtcNow() - _kept,
                Statuses:
                [
                    OrchestrationRuntimeStatus.Completed,
                    OrchestrationRuntimeStatus.Failed,
                    OrchestrationRuntimeStatus.Terminated,
                ]),
            cancellationToken);
}
