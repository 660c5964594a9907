using System.Diagnostics;

namespace Understudy.LocalRuntime.Durable;

/// <summary>
/// The spans of orchestrations and activities. An orchestration may go on for days and in several processes, so its span is its
/// beginning: a child of what began it, and the parent of all its activities. Which it is, is stored with it.
/// </summary>
public static class DurableTraces
{
    /// <summary>The name of the source of these spans.</summary>
    public const string Source = "Understudy.LocalRuntime";

    private static readonly ActivitySource _source = new(Source);

    /// <summary>An orchestration begins.</summary>
    /// <returns>What its activities belong to, as a W3C <c>traceparent</c>; null when nobody traces.</returns>
    internal static string? Begin(string name, string instanceId)
    {
        if (!_source.HasListeners()) return null;
        using Activity? begun = _source.StartActivity($"orchestration {name}", ActivityKind.Producer);
        begun?.SetTag("durabletask.task.instance_id", instanceId);
        Activity? current = begun ?? Activity.Current;
        return current is { IdFormat: ActivityIdFormat.W3C } ? current.Id : null;
    }

    /// <summary>An activity runs, until the result is disposed.</summary>
    /// <param name="name">Its function.</param>
    /// <param name="instanceId">The orchestration that called it.</param>
    /// <param name="trace">What <see cref="Begin"/> gave for that; null in orchestrations that nobody traced.</param>
    internal static Activity? Run(string name, string instanceId, string? trace)
    {
        // Whatever this thread did before has nothing to do with it.
        Activity.Current = null;
        if (!_source.HasListeners()) return null;
        ActivityContext parent = ActivityContext.TryParse(trace, null, isRemote: true, out ActivityContext stored) ? stored : default;
        Activity? running = _source.StartActivity($"activity {name}", ActivityKind.Consumer, parent);
        running?.SetTag("durabletask.task.instance_id", instanceId);
        return running;
    }
}
