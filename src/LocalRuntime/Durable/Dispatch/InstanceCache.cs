using System.Collections.Concurrent;
using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>The instances in memory. Of the idle ones only so many stay, the latest used.</summary>
internal sealed class InstanceCache(int maxIdle)
{
    private readonly ConcurrentDictionary<long, InstanceSlot> _slots = new();
    private readonly LinkedList<InstanceSlot> _idle = new();
    private readonly Lock _gate = new();

    /// <summary>Delivers a message, and says whose turn the caller is to start, if anyone's.</summary>
    public InstanceSlot? Deliver(long key, InboxMessage? message)
    {
        while (true)
        {
            InstanceSlot slot = _slots.GetOrAdd(key, static key => new InstanceSlot(key));
            if (slot.TryDeliver(message, out bool startTurn)) return startTurn ? slot : null;
            _slots.TryRemove(KeyValuePair.Create(key, slot));
        }
    }

    /// <summary>Marks an instance as used; for so long it is not let go.</summary>
    public void Use(InstanceSlot slot)
    {
        lock (_gate)
            Unlink(slot);
    }

    /// <summary>Marks an instance as idle, and lets the one go that has been idle longest if there are too many.</summary>
    public void Rest(InstanceSlot slot)
    {
        InstanceSlot? oldest = null;
        lock (_gate)
        {
            Unlink(slot);
            slot.IdleNode = _idle.AddLast(slot);
            if (_idle.Count > maxIdle)
            {
                oldest = _idle.First!.Value;
                Unlink(oldest);
            }
        }

        if (oldest is not null && oldest.TryRemove()) _slots.TryRemove(KeyValuePair.Create(oldest.Key, oldest));
    }

    /// <summary>Forgets an instance.</summary>
    /// <returns>What was in its inbox in memory.</returns>
    public IReadOnlyList<InboxMessage> Remove(InstanceSlot slot)
    {
        IReadOnlyList<InboxMessage> left = slot.Remove();
        lock (_gate)
            Unlink(slot);
        _slots.TryRemove(KeyValuePair.Create(slot.Key, slot));
        return left;
    }

    private void Unlink(InstanceSlot slot)
    {
        if (slot.IdleNode is null) return;
        _idle.Remove(slot.IdleNode);
        slot.IdleNode = null;
    }
}
