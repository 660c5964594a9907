using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>
/// What an orchestrator works with. Its tasks, timers and events are the only things that an orchestrator may await:
/// the function is run again from its beginning at every step, and must do the same each time.
/// </summary>
public abstract class TaskOrchestrationContext
{
    private ILoggerFactory? _replaySafeLoggers;

    /// <summary>The orchestrator's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The instance's id.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The orchestration that started this one as a sub-orchestration; null at the top.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The orchestration's clock (UTC): the time of the step being run, the same at every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code now running has run before, in an earlier step.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Loggers that write only what has not been written at an earlier replay.</summary>
    public virtual ILoggerFactory ReplaySafeLoggerFactory =>
        _replaySafeLoggers ??= new Understudy.LocalRuntime.Durable.Replay.ReplaySafeLoggerFactory(LoggerFactory, this);

    /// <summary>The loggers behind the replay-safe ones.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The orchestration's input.</summary>
    /// <typeparam name="T">The type to read it as.</typeparam>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity that returns nothing of interest.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <inheritdoc cref="CallActivityAsync(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <inheritdoc cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity. It runs at least once; its result is recorded once.</summary>
    /// <param name="name">The activity function.</param>
    /// <param name="input">Its input, serializable.</param>
    /// <param name="options">How a failure is retried.</param>
    /// <typeparam name="TResult">The type to read its result as.</typeparam>
    /// <exception cref="TaskFailedException">The activity failed, and retries if any are used up.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>A durable timer that fires after a time on the orchestration's clock.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>A durable timer that fires at a time.</summary>
    /// <param name="fireAt">When; a past time fires at once.</param>
    /// <param name="cancellationToken">Cancels the timer.</param>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>
    /// Waits for an external event. An event that came before anyone waited is kept and given to the first who does;
    /// of several waiters for one name the latest is served first.
    /// </summary>
    /// <param name="eventName">The event's name, not case-sensitive.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">The type to read the payload as.</typeparam>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an external event for a limited time.</summary>
    /// <exception cref="TaskCanceledException">The time is over.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) =>
        WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>Waits for an external event for a limited time, or until cancelled.</summary>
    /// <exception cref="TaskCanceledException">The time is over, or the token was signalled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timerEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var waitEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task timer = CreateTimer(timeout, timerEnd.Token);
        Task<T> arrival = WaitForExternalEvent<T>(eventName, waitEnd.Token);
        CancellationTokenSource loser = await Task.WhenAny(arrival, timer) == arrival ? timerEnd : waitEnd;
        loser.Cancel();
        return await arrival;
    }

    /// <summary>Sends an event to another orchestration; dropped if there is none of that id still going.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets the status that clients see beside the runtime status; null clears it.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Runs another orchestrator as a sub-orchestration.</summary>
    /// <param name="orchestratorName">The orchestrator function.</param>
    /// <param name="input">Its input, serializable.</param>
    /// <param name="options">How a failure is retried, and (see SubOrchestrationOptions) its instance id.</param>
    /// <typeparam name="TResult">The type to read its result as.</typeparam>
    /// <exception cref="TaskFailedException">It failed, and retries if any are used up.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync(TaskName, object?, TaskOptions?)"/>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Runs another orchestrator whose result is of no interest.</summary>
    /// <exception cref="TaskFailedException">It failed, and retries if any are used up.</exception>
    public virtual Task CallSubOrchestratorAsync(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Starts the orchestration over with an empty history, once the orchestrator returns.</summary>
    /// <param name="newInput">The next execution's input.</param>
    /// <param name="preserveUnprocessedEvents">Whether events that nobody has waited for yet go along.</param>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <inheritdoc cref="ContinueAsNew(object?, bool)"/>
    public virtual void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ContinueAsNew(options.NewInput, options.PreserveUnprocessedEvents);
    }

    /// <summary>A new unique id, the same at every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that writes only what has not been written at an earlier replay.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        ReplaySafeLoggerFactory.CreateLogger(categoryName);

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public virtual ILogger CreateReplaySafeLogger(Type type) => ReplaySafeLoggerFactory.CreateLogger(type);

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public virtual ILogger CreateReplaySafeLogger<T>() => ReplaySafeLoggerFactory.CreateLogger<T>();
}
