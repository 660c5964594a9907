using Microsoft.DurableTask;

namespace Understudy.LocalRuntime.Durable;

/// <summary>
/// How the durable engine runs user code. The Functions host implements it (discovery, binding, middleware); the
/// engine knows nothing of functions, and the host nothing of histories.
/// </summary>
internal interface ITaskInvoker
{
    /// <summary>
    /// Runs one turn of an orchestrator: the whole orchestrator function from its beginning, against
    /// <paramref name="context"/>, which replays what has already happened. The returned task stays incomplete while
    /// the orchestrator waits for something that has not happened yet.
    /// </summary>
    /// <returns>The orchestrator's result, not yet serialized.</returns>
    Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context);

    /// <summary>Runs an activity function once.</summary>
    /// <param name="name">The activity function's name.</param>
    /// <param name="instanceId">The orchestration instance that called it.</param>
    /// <param name="serializedInput">Its input as JSON, or null.</param>
    /// <param name="cancellationToken">Signalled when the engine stops.</param>
    /// <returns>The activity's result, not yet serialized.</returns>
    Task<object?> RunActivityAsync(
        string name, string instanceId, string? serializedInput, CancellationToken cancellationToken);

    /// <summary>Says that no orchestrator has that name, in the Functions host's words; null if one has.</summary>
    string? MissingOrchestrator(string name);

    /// <summary>Says that no activity has that name, in the Functions host's words; null if one has.</summary>
    string? MissingActivity(string name);
}
