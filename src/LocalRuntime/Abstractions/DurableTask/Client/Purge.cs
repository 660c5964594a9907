namespace Microsoft.DurableTask.Client;

/// <summary>Which ended instances to remove.</summary>
/// <param name="CreatedFrom">Scheduled at this time or later.</param>
/// <param name="CreatedTo">Scheduled at this time or earlier.</param>
/// <param name="Statuses">In one of these statuses; any that means ended unless given.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);

/// <summary>How to remove instances.</summary>
/// <param name="Recursive">Whether their sub-orchestrations go too.</param>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>What a purge removed.</summary>
public class PurgeResult
{
    /// <summary>A count of removed instances.</summary>
    public PurgeResult(int count) => PurgedInstanceCount = count;

    /// <summary>A count of removed instances, and whether that was all.</summary>
    public PurgeResult(int count, bool? isComplete)
        : this(count) => IsComplete = isComplete;

    /// <summary>How many instances were removed.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether all that match were removed; null if not known.</summary>
    public bool? IsComplete { get; }
}
