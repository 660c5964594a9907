using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Storage;

/// <summary>
/// A change of the store that happens whole or not at all. Its effects on the world come after its commit; several
/// transitions may share a transaction, and one may be applied again if that transaction failed.
/// </summary>
internal abstract class Transition
{
    private readonly List<(long Key, InboxMessage Message)> _deliveries = [];

    /// <summary>Messages that this transition puts into inboxes.</summary>
    public IReadOnlyList<(long Key, InboxMessage Message)> Deliveries => _deliveries;

    /// <summary>
    /// Whether somebody waits for it who can ask again. Such a one hears of a full disk at once; what the engine itself has
    /// to store is tried until there is room.
    /// </summary>
    public virtual bool IsAsked => false;

    public void ApplyTo(WriteSession session)
    {
        _deliveries.Clear();
        Apply(session);
    }

    /// <summary>Called on the writer's thread once the change is stored; must be quick and must not throw.</summary>
    public abstract void Committed();

    /// <summary>Called instead of <see cref="Committed"/> if the change cannot be stored.</summary>
    public abstract void Failed(Exception exception);

    protected abstract void Apply(WriteSession session);

    /// <summary>Sends an event to an incarnation, or drops it if that has ended.</summary>
    protected void Send(WriteSession session, long key, HistoryEvent item)
    {
        if (session.IsActive(key)) _deliveries.Add((key, session.Post(key, item)));
    }

    /// <summary>Sends an event to an instance, or drops it if there is none or it has ended.</summary>
    protected void SendTo(WriteSession session, string instanceId, HistoryEvent item)
    {
        if (session.Find(instanceId) is { } found && !found.Status.IsEnd())
            _deliveries.Add((found.Key, session.Post(found.Key, item)));
    }
}
