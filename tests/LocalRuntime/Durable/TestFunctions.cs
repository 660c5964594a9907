using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>Orchestrators and activities by name, as the host would find them.</summary>
internal sealed class TestFunctions : ITaskInvoker
{
    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Func<string?, CancellationToken, Task<object?>>> _activities =
        new(StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<string, int> _runs = new(StringComparer.Ordinal);

    public TestFunctions Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> run)
    {
        _orchestrators[name] = async context => await run(context);
        return this;
    }

    public TestFunctions Activity<TIn, TOut>(string name, Func<TIn, TOut> run) =>
        Activity<TIn, TOut>(name, (input, _) => Task.FromResult(run(input)));

    public TestFunctions Activity<TIn, TOut>(string name, Func<TIn, CancellationToken, Task<TOut>> run)
    {
        _activities[name] = async (input, cancellationToken) =>
        {
            _runs.AddOrUpdate($"{name}({input})", 1, (_, runs) => runs + 1);
            return await run(input is null ? default! : JsonSerializer.Deserialize<TIn>(input)!, cancellationToken);
        };
        return this;
    }

    /// <summary>How often an activity was started with this input.</summary>
    public int Runs(string name, object? input) =>
        _runs.GetValueOrDefault($"{name}({(input is null ? null : JsonSerializer.Serialize(input))})");

    public Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context) =>
        _orchestrators[name](context);

    public Task<object?> RunActivityAsync(
        string name, string instanceId, string? serializedInput, CancellationToken cancellationToken) =>
        _activities[name](serializedInput, cancellationToken);

    public string? MissingOrchestrator(string name) =>
        _orchestrators.ContainsKey(name) ? null : $"There is no orchestrator '{name}'.";

    public string? MissingActivity(string name) => _activities.ContainsKey(name) ? null : $"There is no activity '{name}'.";
}
