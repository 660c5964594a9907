using Azure.Messaging.ServiceBus;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Functions.Tests.Faults;

/// <summary>A broker in memory, whose calls fail by chance, and clients of it for what is ours on both sides.</summary>
internal sealed class MemoryBroker(Chance chance, TimeProvider time)
{
    private static readonly Func<Exception>[] _faults =
    [
        () => new ServiceBusException("It is busy.", ServiceBusFailureReason.ServiceBusy),
        () => new ServiceBusException("It took too long.", ServiceBusFailureReason.ServiceTimeout),
        () => new ServiceBusException("The connection was lost.", ServiceBusFailureReason.ServiceCommunicationProblem),
    ];

    public MemoryQueue Jobs { get; } = new(dropsDuplicates: true, chance, time);

    public MemoryQueue Results { get; } = new(dropsDuplicates: false, chance, time);

    /// <summary>A client, for a process that may die.</summary>
    public ServiceBusClient Connect(ProcessLife life) => new Client(this, life);

    private MemoryQueue Find(string name) => name switch
    {
        EngineQueues.Jobs => Jobs,
        EngineQueues.Results => Results,
        _ => throw new InvalidOperationException($"There is no queue '{name}'."),
    };

    private Task CallAsync(ProcessLife life, Action call) => life.LiveAsync(() => chance.CallAsync(
        () =>
        {
            call();
            return Task.FromResult(true);
        },
        _faults));

    private sealed class Client(MemoryBroker broker, ProcessLife life) : ServiceBusClient
    {
        public override ServiceBusSender CreateSender(string queueOrTopicName) =>
            new Sender(broker, life, broker.Find(queueOrTopicName));

        public override ServiceBusProcessor CreateProcessor(string queueName, ServiceBusProcessorOptions options) =>
            new Processor(broker, life, broker.Find(queueName), options.MaxConcurrentCalls);
    }

    private sealed class Sender(MemoryBroker broker, ProcessLife life, MemoryQueue queue) : ServiceBusSender
    {
        public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) =>
            broker.CallAsync(life, () => queue.Send(message));
    }

    private sealed class Receiver(MemoryBroker broker, ProcessLife life, MemoryQueue queue) : ServiceBusReceiver
    {
        public override Task CompleteMessageAsync(
            ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
            broker.CallAsync(life, () => queue.Complete(message));

        public override Task AbandonMessageAsync(
            ServiceBusReceivedMessage message,
            IDictionary<string, object>? propertiesToModify = null,
            CancellationToken cancellationToken = default) =>
            broker.CallAsync(life, () => queue.Abandon(message));

        public override Task DeadLetterMessageAsync(
            ServiceBusReceivedMessage message,
            string deadLetterReason,
            string? deadLetterErrorDescription = null,
            CancellationToken cancellationToken = default) =>
            broker.CallAsync(life, () => queue.Complete(message));

        public override Task RenewMessageLockAsync(
            ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
            broker.CallAsync(life, () => queue.Renew(message));
    }

    /// <summary>Hands out messages as the real one does: what fails is given back.</summary>
    private sealed class Processor(MemoryBroker broker, ProcessLife life, MemoryQueue queue, int calls) : ServiceBusProcessor
    {
        private readonly Receiver _receiver = new(broker, life, queue);
        private readonly CancellationTokenSource _stopping = CancellationTokenSource.CreateLinkedTokenSource(life.Dead);
        private Task[] _taking = [];

        public override Task StartProcessingAsync(CancellationToken cancellationToken = default)
        {
            _taking = [.. Enumerable.Range(0, calls).Select(_ => Task.Run(TakeAsync, cancellationToken))];
            return Task.CompletedTask;
        }

        public override async Task StopProcessingAsync(CancellationToken cancellationToken = default)
        {
            await _stopping.CancelAsync();
            await Task.WhenAll(_taking);
        }

        private async Task TakeAsync()
        {
            while (!_stopping.IsCancellationRequested)
            {
                ServiceBusReceivedMessage message;
                try
                {
                    message = await queue.TakeAsync(_stopping.Token);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                try
                {
                    await OnProcessMessageAsync(new ProcessMessageEventArgs(message, _receiver, _stopping.Token));
                }
                catch (Exception fault)
                {
                    await TellAsync(fault, ServiceBusErrorSource.ProcessMessageCallback);
                    await GiveBackAsync(message);
                }
            }
        }

        private async Task GiveBackAsync(ServiceBusReceivedMessage message)
        {
            try
            {
                await _receiver.AbandonMessageAsync(message);
            }
            catch (ServiceBusException fault)
            {
                // Its lock runs out.
                await TellAsync(fault, ServiceBusErrorSource.Abandon);
            }
        }

        private Task TellAsync(Exception fault, ServiceBusErrorSource source) =>
            OnProcessErrorAsync(new ProcessErrorEventArgs(fault, source, "memory", "queue", CancellationToken.None));
    }
}
