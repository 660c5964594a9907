using Understudy.Domain.Persistence;

namespace Understudy.Domain.People;

/// <summary>
/// Reads the directory. It is kept in memory, and whoever asks has what has changed read first: one query of one partition,
/// which finds next to nothing. So what is answered is what the store says, and nothing is waited for but the first time.
/// One instance serves a process.
/// </summary>
public sealed class PeopleDirectory(IDocumentStore store, TimeProvider time) : IDisposable
{
    // What was written by another clock, or took long to be written, is not missed.
    private static readonly TimeSpan _overlap = TimeSpan.FromMinutes(1);

    // Entries of accounts that are gone are known for longer.
    private static readonly TimeSpan _oldest = DirectoryKeeper.Memory / 2;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private DirectoryIndex _index = DirectoryIndex.Empty;
    private DateTimeOffset? _readAt;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The directory as it is now.</summary>
    public async Task<DirectoryIndex> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            bool knows = _readAt is { } last && now - last < _oldest && now >= last;
            DocumentQuery query = new()
            {
                Partition = DirectoryEntry.Everybody,
                Where = knows ? [Filter.Between(DirectoryEntry.ReceivedField, _readAt - _overlap, null)] : [],
                // What changes meanwhile comes again, at the end.
                OrderBy = DirectoryEntry.ReceivedField,
                Limit = 1000,
            };
            List<DirectoryEntry> changed = [];
            await foreach (DirectoryEntry entry in store.AllAsync<DirectoryEntry>(query, cancellationToken))
                changed.Add(entry);
            _index = (knows ? _index : DirectoryIndex.Empty).With(changed);
            _readAt = now;
            return _index;
        }
        finally
        {
            _turn.Release();
        }
    }
}
