using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>Runs orchestrators and activities as functions: bound, and inside of the middleware.</summary>
internal sealed class TaskInvoker : ITaskInvoker
{
    private readonly FunctionHost _host;
    private readonly Dictionary<string, LocalFunctionDefinition> _orchestrators;
    private readonly Dictionary<string, LocalFunctionDefinition> _activities;

    public TaskInvoker(FunctionHost host)
    {
        _host = host;
        _orchestrators = ByName(
            TriggerKind.Orchestration, static f => ((OrchestrationTriggerAttribute)f.Trigger).Orchestration);
        _activities = ByName(TriggerKind.Activity, static f => ((ActivityTriggerAttribute)f.Trigger).Activity);

        Dictionary<string, LocalFunctionDefinition> ByName(
            TriggerKind kind, Func<LocalFunctionDefinition, string?> name) => host.Functions
            .Where(function => function.Kind == kind)
            .ToDictionary(function => name(function) ?? function.Name, StringComparer.OrdinalIgnoreCase);
    }

    public string? MissingOrchestrator(string name) => Missing(name, _orchestrators, "orchestrator");

    public string? MissingActivity(string name) => Missing(name, _activities, "activity");

    public Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context) => _host.RunAsync(
        _orchestrators[name],
        context,
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId },
        CancellationToken.None);

    public Task<object?> RunActivityAsync(
        string name, string instanceId, string? serializedInput, CancellationToken cancellationToken) => _host.RunAsync(
        _activities[name],
        new ActivityCall(serializedInput),
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = instanceId },
        cancellationToken);

    private static string? Missing(string name, Dictionary<string, LocalFunctionDefinition> known, string kind) =>
        known.ContainsKey(name)
            ? null
            : $"The function '{name}' doesn't exist, is disabled, or is not an {kind} function. Additional info: "
            + $"The following are the known {kind} functions: '{string.Join("', '", known.Keys)}'.";
}
