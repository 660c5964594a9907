using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Turns;

namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>
/// An instance in memory: its inbox, whether a turn is under way, and (unless not yet read or let go) its history. One
/// turn at a time owns the state; the inbox takes messages at any time.
/// </summary>
internal sealed class InstanceSlot(long key)
{
    private readonly Lock _gate = new();
    private List<InboxMessage> _inbox = [];
    private long _loadedThrough;
    private bool _busy;
    private bool _removed;

    public long Key { get; } = key;

    /// <summary>The instance, once read; touched only by the turn under way.</summary>
    public InstanceState? State { get; private set; }

    /// <summary>Its history as the executor wants it; touched only by the turn under way.</summary>
    public CoreEvents History => field is { AreCurrent: true } ? field : field = new CoreEvents(State!);

    /// <summary>This slot's place among the idle ones; the cache's.</summary>
    public LinkedListNode<InstanceSlot>? IdleNode { get; set; }

    /// <summary>Puts a message into the inbox. False if the slot has been let go: a new one is to be made then.</summary>
    /// <param name="message">The message; null only wakes the slot, to read what its inbox has in the store.</param>
    /// <param name="startTurn">Whether the caller is to start a turn.</param>
    public bool TryDeliver(InboxMessage? message, out bool startTurn)
    {
        lock (_gate)
        {
            startTurn = false;
            if (_removed) return false;
            if (message is { } item && (item.Id == 0 || item.Id > _loadedThrough)) _inbox.Add(item);
            if (_busy) return true;
            startTurn = _busy = State is null || HasWork();
            return true;
        }
    }

    /// <summary>Takes over what has been read from the store; messages that arrived meanwhile are newer, or known.</summary>
    public void Adopt(InstanceState state, List<InboxMessage> inbox)
    {
        lock (_gate)
        {
            State = state;
            _loadedThrough = inbox.Count == 0 ? 0 : inbox[^1].Id;
            _inbox = [.. inbox, .. _inbox.Where(message => message.Id == 0 || message.Id > _loadedThrough)];
        }
    }

    /// <summary>
    /// Takes the messages that the next turn is to handle, the start first. A suspended instance takes only its start and
    /// what may end its suspension; one not yet started waits for its start.
    /// </summary>
    public List<InboxMessage> TakeBatch()
    {
        lock (_gate)
        {
            (List<InboxMessage> taken, List<InboxMessage> left) = Split();
            _inbox = left;
            int start = taken.FindIndex(message => message.Event is HistoryEvent.Started);
            if (start > 0)
            {
                taken.Insert(0, taken[start]);
                taken.RemoveAt(start + 1);
            }

            return taken;
        }
    }

    /// <summary>Ends the turn. Whether another is to start at once.</summary>
    public bool EndTurn()
    {
        lock (_gate)
            return _busy = HasWork();
    }

    /// <summary>Lets the slot go if nothing is under way and nothing waits in memory.</summary>
    public bool TryRemove()
    {
        lock (_gate)
            return !_busy && _inbox.Count == 0 && (_removed = true);
    }

    /// <summary>Lets the slot go for good.</summary>
    /// <returns>What was in its inbox.</returns>
    public IReadOnlyList<InboxMessage> Remove()
    {
        lock (_gate)
        {
            _removed = true;
            List<InboxMessage> left = _inbox;
            _inbox = [];
            return left;
        }
    }

    private bool HasWork() => _inbox.Count > 0 && Split().Taken.Count > 0;

    private (List<InboxMessage> Taken, List<InboxMessage> Left) Split()
    {
        bool suspended = State!.Status == OrchestrationRuntimeStatus.Suspended;
        bool started = State.Status != OrchestrationRuntimeStatus.Pending
            || _inbox.Exists(message => message.Event is HistoryEvent.Started);
        List<InboxMessage> taken = [];
        List<InboxMessage> left = [];
        foreach (InboxMessage message in _inbox)
        {
            bool takes = message.Event switch
            {
                HistoryEvent.Started or HistoryEvent.Terminated => true,
                HistoryEvent.Resumed or HistoryEvent.Suspended => started,
                _ => started && !suspended,
            };
            (takes ? taken : left).Add(message);
            if (takes)
            {
                suspended = message.Event switch
                {
                    HistoryEvent.Suspended => true,
                    HistoryEvent.Resumed => false,
                    _ => suspended,
                };
            }
        }

        return (taken, left);
    }
}
