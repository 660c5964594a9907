namespace Microsoft.DurableTask;

/// <summary>Options of one activity or sub-orchestration call.</summary>
public record TaskOptions
{
    /// <summary>Options with a retry rule.</summary>
    /// <param name="retry">How a failure is retried; null for not at all.</param>
    public TaskOptions(TaskRetryOptions? retry) => Retry = retry;

    /// <summary>Copies options.</summary>
    public TaskOptions(TaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Retry = options.Retry;
    }

    /// <summary>How a failure is retried; null for not at all.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Options that retry by a policy.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>Options that retry as long as a handler says so.</summary>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>Options that retry as long as a handler says so.</summary>
    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(handler);

    /// <summary>The same options for a sub-orchestration with an instance id of its own.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}

/// <summary>Options of one sub-orchestration call.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with a retry rule and an instance id.</summary>
    /// <param name="retry">How a failure is retried; null for not at all.</param>
    /// <param name="instanceId">The sub-orchestration's instance id; null for a generated one.</param>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>Call options, with an instance id.</summary>
    /// <param name="options">The options to take over.</param>
    /// <param name="instanceId">The sub-orchestration's instance id; null keeps that of the options, if any.</param>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options) => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>Copies options.</summary>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options) => InstanceId = options.InstanceId;

    /// <summary>The sub-orchestration's instance id; null for a generated one.</summary>
    public string? InstanceId { get; init; }
}

/// <summary>Options of starting an orchestration from outside.</summary>
/// <param name="InstanceId">The new instance's id; null for a generated one.</param>
/// <param name="StartAt">The earliest start; null for now.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
{
    /// <summary>Copies options.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>
    /// Names of the runtime statuses in which an existing instance of the same id forbids a new one. Unless given, an
    /// instance that has not ended forbids it, and one that has ended is replaced.
    /// </summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}

/// <summary>How an orchestration starts over.</summary>
public class ContinueAsNewOptions
{
    /// <summary>The next execution's input.</summary>
    public object? NewInput { get; set; }

    /// <summary>Whether external events that nobody has waited for yet go along; true unless set.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;
}
