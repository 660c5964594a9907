using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Functions.Core.Jobs;

/// <summary>
/// Hears from the workers how their work goes on. What cannot be taken down comes again, and at last is laid aside.
/// </summary>
public sealed class HearEngine(EngineReports reports)
{
    /// <summary>Takes a report down, and wakes the orchestration that waits for the end of the work.</summary>
    [Function("Core-Engine-Hear")]
    public async Task RunAsync(
        [ServiceBusTrigger(EngineQueues.Results, Connection = EngineQueues.Connection)] string message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        EngineReport report = EngineMessages.ReadReport(message);
        if (await reports.TakeAsync(report, cancellationToken))
            await new DurablePipelines(client).TellAsync(report.Job.JobId, RunJob.Told, cancellationToken);
    }
}
