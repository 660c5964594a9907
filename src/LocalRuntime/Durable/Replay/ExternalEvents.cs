using Microsoft.DurableTask;
using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>
/// Brings external events and their waiters together. Events are kept in the order of arrival; of several waiters for a
/// name the latest is served first, so that one abandoned in a loop does not swallow what the next iteration awaits.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly List<HistoryEvent.EventRaised> _unclaimed = [];
    private readonly List<(string Name, ITaskSource Source)> _waiters = [];

    public int Waiting => _waiters.Count;

    /// <summary>Events that nobody has waited for, oldest first.</summary>
    public IReadOnlyList<HistoryEvent.EventRaised> Unclaimed => _unclaimed;

    public void Arrive(HistoryEvent.EventRaised raised)
    {
        int index = _waiters.FindLastIndex(waiter => SameName(waiter.Name, raised.Name));
        if (index < 0)
        {
            _unclaimed.Add(raised);
            return;
        }

        ITaskSource source = _waiters[index].Source;
        _waiters.RemoveAt(index);
        source.Complete(raised.Payload, converter);
    }

    /// <returns>Whether an event had already come.</returns>
    public bool Await(string name, ITaskSource source)
    {
        int index = _unclaimed.FindIndex(raised => SameName(raised.Name, name));
        if (index < 0)
        {
            _waiters.Add((name, source));
            return false;
        }

        string? payload = _unclaimed[index].Payload;
        _unclaimed.RemoveAt(index);
        source.Complete(payload, converter);
        return true;
    }

    public void Abandon(ITaskSource source) => _waiters.RemoveAll(waiter => waiter.Source == source);

    private static bool SameName(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
