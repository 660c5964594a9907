using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Infrastructure.ServiceBus;

/// <summary>
/// The dead letters of the engines' queues. They are counted by peeking: to ask for the number takes the right to manage the
/// namespace.
/// </summary>
/// <remarks>
/// Who is asked again and again keeps what it looks through: a receiver for each look is authorised anew each time, over a link that
/// all of a connection's receivers share, and the client's library has been seen to stall on it after some hundred times.
/// </remarks>
internal sealed class DeadLetterQueues(ServiceBusClient client) : IDeadLetters, IAsyncDisposable
{
    private const string Again = ":again:";

    private static readonly string[] _queues = [EngineQueues.Jobs, EngineQueues.Results];

    // Only what was seen there is asked for: it comes at once, unless the broker is slow or somebody else is at it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, ServiceBusReceiver> _lookers = new();

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellationToken)
    {
        List<DeadLetter> found = [];
        foreach (string queue in _queues)
            found.AddRange((await PeekAsync(queue, cancellationToken)).Select(message => LetterOf(queue, message)));
        return found;
    }

    public async Task<IReadOnlyList<DeadLetter>> ReplayAsync(CancellationToken cancellationToken)
    {
        List<DeadLetter> sent = [];
        foreach (string queue in _queues)
        {
            await using ServiceBusReceiver receiver = ReceiverOf(queue);
            await using ServiceBusSender sender = client.CreateSender(queue);
            HashSet<string> copies = [];
            int waiting = (await PeekAsync(queue, cancellationToken)).Count;
            for (int count = 0; count < waiting; count++)
            {
                ServiceBusReceivedMessage? message = await receiver.ReceiveMessageAsync(_patience, cancellationToken);
                if (message is null) break;
                if (copies.Contains(message.MessageId))
                {
                    // Laid aside again, as all behind it were: whatever was to be mended is not.
                    await receiver.AbandonMessageAsync(message, cancellationToken: cancellationToken);
                    break;
                }
                ServiceBusMessage copy = Copy(message);
                // Sent before it is removed: what comes twice does no harm, and the broker drops it.
                await sender.SendMessageAsync(copy, cancellationToken);
                await receiver.CompleteMessageAsync(message, cancellationToken);
                copies.Add(copy.MessageId);
                sent.Add(LetterOf(queue, message));
            }
        }
        return sent;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ServiceBusReceiver looker in _lookers.Values) await looker.DisposeAsync();
    }

    // From the beginning: it would go on where it stopped.
    private Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(string queue, CancellationToken cancellationToken) =>
        _lookers.GetOrAdd(queue, ReceiverOf).PeekMessagesAsync(
            IDeadLetters.Page, fromSequenceNumber: 0, cancellationToken: cancellationToken);

    private ServiceBusReceiver ReceiverOf(string queue) =>
        client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    // Its own id would still be known, and the copy dropped; one by its number is the same however often it is replayed.
    private static ServiceBusMessage Copy(ServiceBusReceivedMessage message) => new(message.Body)
    {
        MessageId = $"{message.MessageId?.Split(Again)[0]}{Again}{message.SequenceNumber}",
        ContentType = message.ContentType,
        Subject = message.Subject,
    };

    private static DeadLetter LetterOf(string queue, ServiceBusReceivedMessage message) => new(
        queue,
        message.SequenceNumber,
        message.MessageId ?? "",
        message.DeadLetterReason ?? "Unknown",
        message.DeadLetterErrorDescription,
        message.EnqueuedTime);
}
