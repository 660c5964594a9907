using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Understudy.LocalRuntime.Durable.Turns;

/// <summary>
/// The context that an orchestrator gets: Microsoft's, guarded as by the Functions worker, so that it is used on the thread of
/// its turn only. It also knows what the orchestrator may be waiting for.
/// </summary>
internal sealed class GuardedContext(
    TaskOrchestrationContext inner, string? input, DataConverter converter, ILoggerFactory loggers, Action onForeignThread)
    : TaskOrchestrationContext
{
    /// <summary>What the Functions worker says of an orchestrator that awaits what is not durable.</summary>
    public const string IllegalAwait =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an "
        + "orchestrator function's implementation or by middleware that invokes asynchronous code.";

    private readonly List<Task> _asked = [];

    /// <summary>Whether anything durable may still happen that the orchestrator could be waiting for.</summary>
    public bool HasOpenTasks => _asked.Exists(task => !task.IsCompleted);

    public override TaskName Name => inner.Name;

    public override string InstanceId => inner.InstanceId;

    public override ParentOrchestrationInstance? Parent => inner.Parent;

    public override DateTime CurrentUtcDateTime => inner.CurrentUtcDateTime;

    public override bool IsReplaying => inner.IsReplaying;

    public override string Version => inner.Version;

    public override IReadOnlyDictionary<string, object?> Properties => inner.Properties;

    protected override ILoggerFactory LoggerFactory => loggers;

    public override T? GetInput<T>()
        where T : default
    {
        Guarded();
        return converter.Deserialize<T>(input);
    }

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null) =>
        Asked(Guarded().CallActivityAsync<TResult>(name, input, options));

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        Asked(Guarded().CallSubOrchestratorAsync<TResult>(orchestratorName, input, options));

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken) =>
        Asked(Guarded().CreateTimer(fireAt, cancellationToken));

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        Asked(Guarded().WaitForExternalEvent<T>(eventName, cancellationToken));

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        Guarded().SendEvent(instanceId, eventName, payload);

    public override void SetCustomStatus(object? customStatus) => Guarded().SetCustomStatus(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        Guarded().ContinueAsNew(newInput, preserveUnprocessedEvents);

    public override void ContinueAsNew(ContinueAsNewOptions options) => Guarded().ContinueAsNew(options);

    public override Guid NewGuid() => Guarded().NewGuid();

    /// <summary>Refuses threads other than that of the turn.</summary>
    /// <exception cref="InvalidOperationException">It is another thread, as after awaiting what is not durable.</exception>
    public void RequireTurn()
    {
        if (DurableTask.Core.OrchestrationContext.IsOrchestratorThread) return;
        onForeignThread();
        throw new InvalidOperationException(IllegalAwait);
    }

    private TaskOrchestrationContext Guarded()
    {
        RequireTurn();
        return inner;
    }

    private TTask Asked<TTask>(TTask task)
        where TTask : Task
    {
        _asked.Add(task);
        return task;
    }
}
