using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Understudy.Bench.Durable;

/// <summary>Runs many orchestrations, and removes them again.</summary>
public static class BatchEndpoints
{
    /// <summary>How many orchestrations are in flight together.</summary>
    internal const int InFlight = 200;

    /// <summary>Says that the app is up.</summary>
    [Function("Batch-Ready")]
    public static string Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ready")] HttpRequest request) => "ready";

    /// <summary>Runs as many orchestrations as the query's <c>count</c> says.</summary>
    /// <returns>How many seconds that took.</returns>
    [Function("Batch-Run")]
    public static async Task<string> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "batch")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        int count = int.Parse(request.Query["count"].ToString(), CultureInfo.InvariantCulture);
        ParallelOptions options = new() { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellationToken };
        long begin = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, options, async (_, cancellation) =>
        {
            string id = await client.ScheduleNewOrchestrationInstanceAsync(Orchestrators.FiveSteps, cancellation);
            OrchestrationMetadata end = await client.WaitForInstanceCompletionAsync(id, cancellation);
            if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
                throw new InvalidOperationException($"An orchestration ended as {end.RuntimeStatus}.");
        });
        return Stopwatch.GetElapsedTime(begin).TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Removes the orchestrations scheduled since the query's <c>since</c>.</summary>
    /// <returns>How many they were.</returns>
    [Function("Batch-Purge")]
    public static async Task<string> Purge(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "batch")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var since = DateTimeOffset.Parse(request.Query["since"].ToString(), CultureInfo.InvariantCulture);
        PurgeResult purged = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(since), cancellationToken);
        return purged.PurgedInstanceCount.ToString(CultureInfo.InvariantCulture);
    }
}
