namespace Microsoft.DurableTask.Client;

/// <summary>Ways to say how an orchestration starts.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>Names the statuses in which an existing instance of the same id forbids a new one.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options, params OrchestrationRuntimeStatus[] dedupeStatuses)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
    }
}
