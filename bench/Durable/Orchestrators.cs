using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Understudy.Bench.Durable;

/// <summary>What is measured: orchestrations of activities that do nothing.</summary>
public static class Orchestrators
{
    internal const string FiveSteps = "Five-Steps";
    internal const string OneMark = "One-Mark";

    /// <summary>Five activities, one after the other.</summary>
    [Function(FiveSteps)]
    public static async Task<int> RunFiveSteps([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        int steps = 0;
        for (int i = 0; i < 5; i++) steps = await context.CallActivityAsync<int>("Step", steps);
        return steps;
    }

    /// <summary>One activity that notes when it starts.</summary>
    [Function(OneMark)]
    public static Task RunOneMark([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync("Mark");

    /// <summary>Counts.</summary>
    [Function("Step")]
    public static int Step([ActivityTrigger] int steps) => steps + 1;
}

/// <summary>When the activities of <see cref="Orchestrators.OneMark"/> started, by instance.</summary>
public sealed class ActivityStarts
{
    internal ConcurrentDictionary<string, long> Timestamps { get; } = new();

    internal void Note(string instanceId) => Timestamps[instanceId] = Stopwatch.GetTimestamp();
}
