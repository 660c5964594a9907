using Azure.Messaging.ServiceBus;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Queues;

/// <summary>
/// Runs one function for the messages of a broker's queue, as the Functions host does: what it has handled is completed, and
/// what it failed on is given back at once, until the broker lays it aside.
/// </summary>
/// <param name="host">The functions.</param>
/// <param name="function">It.</param>
/// <param name="connection">The broker's connection string.</param>
/// <param name="queue">The queue's name.</param>
/// <param name="concurrency">How many at a time.</param>
/// <param name="time">The clock.</param>
internal sealed class BrokerListener(
    FunctionHost host,
    LocalFunctionDefinition function,
    string connection,
    string queue,
    int concurrency,
    TimeProvider time) : IListener
{
    // The default of the Functions host.
    private static readonly TimeSpan _longestLock = TimeSpan.FromMinutes(5);

    public LocalFunctionDefinition Function => function;

    /// <summary>Whether a connection names a broker, and not this machine's own queues.</summary>
    public static bool IsBroker(string? connection) =>
        connection?.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase) is true;

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        await using ServiceBusClient client = new(connection);
        await using ServiceBusProcessor processor = client.CreateProcessor(queue, new ServiceBusProcessorOptions
        {
            AutoCompleteMessages = false,
            MaxConcurrentCalls = concurrency,
            MaxAutoLockRenewalDuration = _longestLock,
        });
        processor.ProcessMessageAsync += message => HandleAsync(message, aborting);
        processor.ProcessErrorAsync += error =>
        {
            if (!stopping.IsCancellationRequested) FunctionLog.BrokerFailed(host.Logger, error.Exception, function.Name);
            return Task.CompletedTask;
        };
        await processor.StartProcessingAsync(stopping);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stopping);
        }
        finally
        {
            // Waits for those that are being handled.
            await processor.StopProcessingAsync(CancellationToken.None);
        }
    }

    private async Task HandleAsync(ProcessMessageEventArgs delivery, CancellationToken aborting)
    {
        ServiceBusReceivedMessage received = delivery.Message;
        QueueMessage message = new(
            received.SequenceNumber,
            received.MessageId ?? "",
            received.Body.ToString(),
            received.EnqueuedTime,
            received.DeliveryCount);
        try
        {
            await host.RunAsync(function, message, message.BindingData, aborting);
        }
        catch (Exception exception)
        {
            FunctionLog.DeliveryFailed(host.Logger, exception, function.Name, message.MessageId, message.DeliveryCount);
            await delivery.AbandonMessageAsync(received, cancellationToken: CancellationToken.None);
            return;
        }
        await delivery.CompleteMessageAsync(received, CancellationToken.None);
    }
}
