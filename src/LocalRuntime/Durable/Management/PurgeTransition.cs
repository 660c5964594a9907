using Understudy.LocalRuntime.Durable.Dispatch;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>Removes ended instances, and their ended sub-orchestrations if asked. Gives how many.</summary>
internal sealed class PurgeTransition(Dispatcher dispatcher, IReadOnlyList<string> instanceIds, bool recursive)
    : ClientTransition<int>(dispatcher)
{
    private int _removed;

    protected override int Result => _removed;

    protected override void Apply(WriteSession session)
    {
        _removed = 0;
        foreach (string id in instanceIds)
        {
            if (session.Find(id) is { } found && found.Status.IsEnd()) Remove(session, found.Key);
        }
    }

    private void Remove(WriteSession session, long key)
    {
        if (recursive)
        {
            foreach (long child in session.ChildrenOf(key))
            {
                if (!session.IsActive(child)) Remove(session, child);
            }
        }

        session.Remove(key);
        _removed++;
    }
}
