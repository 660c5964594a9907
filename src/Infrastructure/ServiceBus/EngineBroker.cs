using Azure.Messaging.ServiceBus;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Infrastructure.ServiceBus;

/// <summary>
/// Peeks at both queues: each time a question that is answered, over a link that stays. That takes the right to receive, which
/// whoever has an end of both queues has; to ask for their properties takes the right to manage them.
/// </summary>
internal sealed class EngineBroker(ServiceBusClient client) : IEngineBroker
{
    private readonly ServiceBusReceiver[] _queues =
        [client.CreateReceiver(EngineQueues.Jobs), client.CreateReceiver(EngineQueues.Results)];

    public async Task ReachAsync(CancellationToken cancellationToken)
    {
        foreach (ServiceBusReceiver queue in _queues) await queue.PeekMessageAsync(cancellationToken: cancellationToken);
    }
}
