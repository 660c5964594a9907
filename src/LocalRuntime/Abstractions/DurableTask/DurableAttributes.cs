using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a function an orchestrator; stands on its <c>TaskOrchestrationContext</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The orchestrator's name; the function's name if it is null.</summary>
    public string? Orchestration { get; set; }
}

/// <summary>Makes a function an activity; stands on its input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The activity's name; the function's name if it is null.</summary>
    public string? Activity { get; set; }
}

/// <summary>Fills a parameter with the <c>DurableTaskClient</c>.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The task hub. The local runtime has one and ignores this.</summary>
    public string? TaskHub { get; set; }

    /// <summary>The setting that holds the connection. The local runtime needs none.</summary>
    public string? ConnectionName { get; set; }
}
