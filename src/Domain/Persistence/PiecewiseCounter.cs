namespace Understudy.Domain.Persistence;

/// <summary>
/// Counts what many do at the same time, exactly: each counts in one of several pieces, so that no document is everybody's,
/// and the count is the sum of the pieces. Things that are read together are counted in one group: all of its counts are one
/// query, however many things there are, of at most <see cref="Pieces"/> documents.
/// </summary>
public sealed class PiecewiseCounter(IDocumentStore store)
{
    /// <summary>How many pieces a group has.</summary>
    public const int Pieces = 16;

    private readonly WriterGates _gates = new();
    private uint _turn;

    /// <summary>Counts one more of a thing.</summary>
    /// <param name="group">The group, e.g. <c>showcase</c>; what may be in a partition key.</param>
    /// <param name="name">Which thing of the group; up to a few hundred of them.</param>
    /// <param name="cancellationToken">Gives up; it may be counted all the same.</param>
    public Task CountAsync(string group, string name, CancellationToken cancellationToken = default) =>
        CountAsync(group, [(name, 1)], cancellationToken);

    /// <summary>Counts several things of a group, or amounts of them, at once: all of it or nothing.</summary>
    public async Task CountAsync(
        string group, IReadOnlyList<(string Name, long Amount)> things, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Whoever finds that somebody elsewhere was quicker goes on to the next piece.
            string piece = CountPiece.IdOf((int)(Interlocked.Increment(ref _turn) % Pieces));
            using IDisposable turn = await _gates.EnterAsync((group, piece), cancellationToken);
            Stored<CountPiece>? known = await store.FindAsync<CountPiece>(group, piece, cancellationToken);
            CountPiece counted = (known?.Value ?? new CountPiece(group, piece)).With(things);
            Stored<CountPiece>? written = known is null
                ? await store.CreateAsync(counted, cancellationToken)
                : await store.ReplaceAsync(counted, known.ETag, cancellationToken);
            if (written is not null) return;
        }
    }

    /// <summary>How often each thing of a group was counted; those that never were are missing.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadAsync(
        string group, CancellationToken cancellationToken = default)
    {
        DocumentPage<CountPiece> pieces = await store.QueryAsync<CountPiece>(
            new DocumentQuery { Partition = group, Limit = Pieces }, cancellationToken);
        return pieces.Items.SelectMany(piece => piece.Value.Counts)
            .GroupBy(count => count.Key, count => count.Value, StringComparer.Ordinal)
            .ToDictionary(thing => thing.Key, thing => thing.Sum(), StringComparer.Ordinal);
    }
}

/// <summary>A piece of the counts of a group.</summary>
/// <param name="Partition">The group.</param>
/// <param name="Id">Which piece.</param>
public sealed record CountPiece(string Partition, string Id) : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("countPiece");

    /// <summary>How often each thing was counted here.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>The id of a piece.</summary>
    internal static string IdOf(int number) => $"piece-{number:D2}";

    /// <summary>The piece with so many more of each thing.</summary>
    internal CountPiece With(IEnumerable<(string Name, long Amount)> things)
    {
        Dictionary<string, long> counts = new(Counts);
        foreach ((string name, long amount) in things) counts[name] = counts.GetValueOrDefault(name) + amount;
        return this with { Counts = counts };
    }
}
