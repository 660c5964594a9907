using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Dispatch;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>
/// Sends an event to an instance, if its status allows it. Gives the status that it was in; null if there is no instance.
/// </summary>
internal sealed class SendTransition(
    Dispatcher dispatcher, string instanceId, HistoryEvent item, Func<OrchestrationRuntimeStatus, bool> allows)
    : ClientTransition<OrchestrationRuntimeStatus?>(dispatcher)
{
    private OrchestrationRuntimeStatus? _status;

    protected override OrchestrationRuntimeStatus? Result => _status;

    protected override void Apply(WriteSession session)
    {
        (long Key, OrchestrationRuntimeStatus Status)? found = session.Find(instanceId);
        _status = found?.Status;
        if (found is { } instance && allows(instance.Status)) Send(session, instance.Key, item);
    }
}
