using Understudy.Domain.Persistence;

namespace Understudy.Functions.Http.Streaming;

/// <summary>
/// Reads what is watched once for all in this process who watch it: again when something has changed, where the store tells;
/// elsewhere now and then, less often the longer nothing happens.
/// </summary>
internal sealed class SharedReads(IDocumentStore store, TimeProvider time)
{
    private readonly IDocumentChanges? _changes = store as IDocumentChanges;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, object> _shared = new(StringComparer.Ordinal);

    /// <summary>Begins to watch, or joins those who do.</summary>
    /// <param name="watched">What is watched.</param>
    public SharedRead<T> Join<T>(Watched<T> watched)
    {
        lock (_gate)
        {
            if (_shared.TryGetValue(watched.Name, out object? known) && known is SharedRead<T> shared && shared.TryJoin())
                return shared;
            SharedRead<T> begun = new(watched, _changes, time, Leave);
            _shared[watched.Name] = begun;
            return begun;
        }

        void Leave(SharedRead<T> left)
        {
            lock (_gate)
            {
                if (left.HasWatchers) return;
                if (_shared.GetValueOrDefault(watched.Name) == left) _shared.Remove(watched.Name);
                left.End();
            }
        }
    }
}

/// <summary>Something that people watch.</summary>
/// <param name="Name">Tells it from everything else, whoever's it is.</param>
/// <param name="Partitions">Those whose documents make its state.</param>
/// <param name="Read">Reads the state; null when the thing is gone.</param>
internal sealed record Watched<T>(
    string Name, IReadOnlyList<string> Partitions, Func<CancellationToken, Task<WatchedState<T>?>> Read);

/// <summary>A state of what is watched.</summary>
/// <param name="Version">Differs when the state does; what a client that lost the connection sends back.</param>
/// <param name="Data">What is told of it.</param>
/// <param name="IsLast">Whether nothing comes after it.</param>
internal sealed record WatchedState<T>(string Version, T Data, bool IsLast);
