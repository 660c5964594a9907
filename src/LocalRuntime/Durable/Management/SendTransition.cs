using Understudy.LocalRuntime.Durable.Dispatch;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>Sends an event to an instance. Gives whether there was one to get it.</summary>
internal sealed class SendTransition(Dispatcher dispatcher, string instanceId, HistoryEvent item)
    : ClientTransition<bool>(dispatcher)
{
    protected override bool Result => Deliveries.Count > 0;

    protected override void Apply(WriteSession session) => SendTo(session, instanceId, item);
}
