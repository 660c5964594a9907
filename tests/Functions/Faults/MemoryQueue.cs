using Azure.Messaging.ServiceBus;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// A queue as the broker has it: what is taken is locked for a while, and delivered again unless it is settled by then; what
/// was delivered too often is laid aside. By chance a lock is lost at once.
/// </summary>
internal sealed class MemoryQueue(bool dropsDuplicates, Chance chance, TimeProvider time)
{
    private const double Losses = 0.04;

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, DateTimeOffset> _known = [];
    private TaskCompletionSource _changed = NewSignal();
    private long _last;

    public void Send(ServiceBusMessage message)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (dropsDuplicates)
            {
                if (_known.TryGetValue(message.MessageId, out DateTimeOffset until) && until > now) return;
                _known[message.MessageId] = now + EngineQueues.DuplicateWindow;
            }
            _entries.Add(new Entry(message, ++_last));
            Signal();
        }
    }

    /// <summary>Waits for a message, and locks it.</summary>
    public async Task<ServiceBusReceivedMessage> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            TimeSpan untilFree;
            lock (_gate)
            {
                DateTimeOffset now = time.GetUtcNow();
                _entries.RemoveAll(entry => entry.Deliveries == EngineQueues.MaxDeliveries && entry.LockedUntil <= now);
                if (_entries.Find(entry => entry.LockedUntil <= now) is { } free) return Lock(free, now);
                changed = _changed.Task;
                untilFree = _entries.Count == 0
                    ? Timeout.InfiniteTimeSpan
                    : _entries.Min(entry => entry.LockedUntil) - now;
            }
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(changed, Task.Delay(untilFree, time, waiting.Token));
            await waiting.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Locks a message for longer.</summary>
    public void Renew(ServiceBusReceivedMessage message)
    {
        lock (_gate)
        {
            Entry held = Held(message);
            DateTimeOffset now = time.GetUtcNow();
            held.LockedUntil = now + EngineQueues.LockDuration;
            if (!chance.Happens(Losses)) return;
            Free(held);
            throw LockLost();
        }
    }

    /// <summary>Gives a message back.</summary>
    public void Abandon(ServiceBusReceivedMessage message)
    {
        lock (_gate) Free(Held(message));
    }

    /// <summary>Removes a message.</summary>
    public void Complete(ServiceBusReceivedMessage message)
    {
        lock (_gate) _entries.Remove(Held(message));
    }

    private ServiceBusReceivedMessage Lock(Entry entry, DateTimeOffset now)
    {
        entry.Deliveries++;
        entry.LockToken = Guid.NewGuid();
        entry.LockedUntil = now + EngineQueues.LockDuration;
        ServiceBusReceivedMessage message = ServiceBusModelFactory.ServiceBusReceivedMessage(
            entry.Message.Body,
            entry.Message.MessageId,
            lockTokenGuid: entry.LockToken,
            lockedUntil: entry.LockedUntil,
            deliveryCount: entry.Deliveries,
            sequenceNumber: entry.Number);
        // Somebody else is given it, too.
        if (chance.Happens(Losses)) Free(entry);
        return message;
    }

    private void Free(Entry entry)
    {
        entry.LockedUntil = DateTimeOffset.MinValue;
        Signal();
    }

    private Entry Held(ServiceBusReceivedMessage message)
    {
        DateTimeOffset now = time.GetUtcNow();
        var token = Guid.Parse(message.LockToken);
        return _entries.Find(entry => entry.LockToken == token && entry.LockedUntil > now) ?? throw LockLost();
    }

    private void Signal()
    {
        _changed.SetResult();
        _changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static ServiceBusException LockLost() =>
        new("The lock was lost.", ServiceBusFailureReason.MessageLockLost);

    private sealed class Entry(ServiceBusMessage message, long number)
    {
        public ServiceBusMessage Message => message;

        public long Number => number;

        public int Deliveries { get; set; }

        public Guid LockToken { get; set; }

        public DateTimeOffset LockedUntil { get; set; }
    }
}
