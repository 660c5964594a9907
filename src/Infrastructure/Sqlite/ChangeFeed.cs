using System.Collections.Concurrent;

namespace Understudy.Infrastructure.Sqlite;

/// <summary>Who wants to hear of writes to which partition.</summary>
internal sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<string, Watcher[]> _watchers = new(StringComparer.Ordinal);

    /// <summary>Adds somebody, until it is disposed of.</summary>
    public IDisposable Add(string partition, Action changed)
    {
        Watcher watcher = new(this, partition, changed);
        _watchers.AddOrUpdate(partition, _ => [watcher], (_, others) => [.. others, watcher]);
        return watcher;
    }

    /// <summary>Tells of a write.</summary>
    public void Tell(string partition)
    {
        if (_watchers.IsEmpty || !_watchers.TryGetValue(partition, out Watcher[]? watchers)) return;
        foreach (Watcher watcher in watchers) watcher.Changed();
    }

    private void Remove(Watcher watcher)
    {
        while (_watchers.TryGetValue(watcher.Partition, out Watcher[]? all))
        {
            Watcher[] others = [.. all.Where(other => other != watcher)];
            bool done = others.Length == 0
                ? _watchers.TryRemove(KeyValuePair.Create(watcher.Partition, all))
                : _watchers.TryUpdate(watcher.Partition, others, all);
            if (done) return;
        }
    }

    private sealed class Watcher(ChangeFeed feed, string partition, Action changed) : IDisposable
    {
        public string Partition => partition;

        public Action Changed => changed;

        public void Dispose() => feed.Remove(this);
    }
}
