using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Bench.Measuring;

namespace Understudy.Bench.Durable;

/// <summary>Measures how soon an orchestration's first activity starts while nothing else happens.</summary>
public sealed class LatencyEndpoint(ActivityStarts starts)
{
    /// <summary>How long nothing happens before each measurement.</summary>
    internal static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(20);

    /// <summary>Schedules orchestrations one after the other, as many as the query's <c>count</c> says.</summary>
    /// <returns>The median of the milliseconds from the call that schedules to the activity's start.</returns>
    [Function("Latency-Measure")]
    public async Task<string> Measure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "latency")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        int count = int.Parse(request.Query["count"].ToString(), CultureInfo.InvariantCulture);
        double median = await Median.OfAsync(count, async () =>
        {
            await Task.Delay(Idle, cancellationToken);
            long scheduled = Stopwatch.GetTimestamp();
            string id = await client.ScheduleNewOrchestrationInstanceAsync(Orchestrators.OneMark, cancellationToken);
            await client.WaitForInstanceCompletionAsync(id, cancellationToken);
            return starts.Timestamps.TryRemove(id, out long started)
                ? Stopwatch.GetElapsedTime(scheduled, started).TotalMilliseconds
                : throw new InvalidOperationException("The activity did not run.");
        });
        return median.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Notes that it has started.</summary>
    [Function("Mark")]
    public void Mark([ActivityTrigger] string? nothing, string instanceId) => starts.Note(instanceId);
}
