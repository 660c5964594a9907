using System.Runtime.CompilerServices;
using System.Text.Json;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>The entries that were moved out of the wallets' documents.</summary>
internal sealed class WalletHistory(IDocumentStore store)
{
    /// <summary>The most entries that <see cref="ReadAsync"/> reads at once.</summary>
    public const int MaxPage = 1000;

    /// <summary>Finds the entry of an operation.</summary>
    public async Task<WalletEntry?> FindAsync(WalletId wallet, OperationKey key, CancellationToken cancellationToken)
    {
        Stored<HistoryEntry>? found = await store.FindAsync<HistoryEntry>(
            wallet.OwnerId, HistoryEntry.IdOf(wallet, key), cancellationToken);
        return found?.Value.Entry;
    }

    /// <summary>Writes entries; those that are there already stay as they are.</summary>
    public Task WriteAsync(WalletId wallet, IEnumerable<WalletEntry> entries, CancellationToken cancellationToken) =>
        Task.WhenAll(entries.Select(entry => store.CreateAsync(new HistoryEntry(wallet, entry), cancellationToken)));

    /// <summary>Reads the latest entries before a number, newest first.</summary>
    public async Task<IReadOnlyList<WalletEntry>> ReadAsync(
        WalletId wallet, long before, int limit, CancellationToken cancellationToken)
    {
        DocumentPage<HistoryEntry> page =
            await store.QueryAsync<HistoryEntry>(Before(wallet, before) with { Limit = limit }, cancellationToken);
        return EntriesOf(page);
    }

    /// <summary>Reads a page of the entries before a number, newest first.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="before">The number.</param>
    /// <param name="kinds">Only those of some kinds; null for all.</param>
    /// <param name="offset">How many to pass over.</param>
    /// <param name="limit">How many at most; 0 only counts.</param>
    /// <param name="total">
    /// How many there are, more than are passed over; null to count them, which costs as much as there are.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<EntryPage> ReadPageAsync(
        WalletId wallet,
        long before,
        IReadOnlyCollection<EntryKind>? kinds,
        int offset,
        int limit,
        int? total,
        CancellationToken cancellationToken)
    {
        DocumentQuery query = Before(wallet, before);
        if (kinds is not null) query = query with { Where = [.. query.Where, OfKinds(kinds)] };
        if (total is { } all && offset > all / 2)
        {
            // The end is nearer, and what is passed over costs as much as there is of it.
            int count = Math.Min(limit, all - offset);
            query = query with { Descending = false, Offset = all - offset - count, Limit = count };
            DocumentPage<HistoryEntry> last = await store.QueryAsync<HistoryEntry>(query, cancellationToken);
            return new EntryPage([.. EntriesOf(last).Reverse()], all);
        }
        DocumentPage<HistoryEntry> page = await store.QueryAsync<HistoryEntry>(
            query with { Offset = offset, Limit = Math.Max(1, limit), CountTotal = total is null }, cancellationToken);
        return new EntryPage(limit == 0 ? [] : EntriesOf(page), total ?? page.Total ?? 0);
    }

    /// <summary>Reads all entries of a job before a number.</summary>
    public async Task<IReadOnlyList<WalletEntry>> ReadOfJobAsync(
        WalletId wallet, long before, string jobId, CancellationToken cancellationToken)
    {
        DocumentQuery query = Before(wallet, before);
        query = query with { Where = [.. query.Where, Filter.Equal(HistoryEntry.OperationField, jobId)] };
        List<WalletEntry> entries = [];
        await foreach (HistoryEntry item in store.AllAsync<HistoryEntry>(query, cancellationToken)) entries.Add(item.Entry);
        return entries;
    }

    /// <summary>Reads all entries before a number, however many there are.</summary>
    public async IAsyncEnumerable<WalletEntry> ReadAllAsync(
        WalletId wallet, long before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DocumentQuery query = Before(wallet, before) with { Limit = MaxPage };
        await foreach (HistoryEntry item in store.AllAsync<HistoryEntry>(query, cancellationToken)) yield return item.Entry;
    }

    private static DocumentQuery Before(WalletId wallet, long before) => new()
    {
        Partition = wallet.OwnerId,
        Where =
        [
            Filter.Equal(HistoryEntry.WalletField, wallet.DocumentId),
            Filter.Between(HistoryEntry.SequenceField, null, before),
        ],
        OrderBy = HistoryEntry.SequenceField,
        Descending = true,
    };

    // One alone has an index of its own.
    private static Filter OfKinds(IReadOnlyCollection<EntryKind> kinds) => kinds.Count == 1
        ? Filter.Equal(HistoryEntry.KindField, Word(kinds.First()))
        : Filter.Among(HistoryEntry.KindField, [.. kinds.Select(Word)]);

    private static IReadOnlyList<WalletEntry> EntriesOf(DocumentPage<HistoryEntry> page) =>
        [.. page.Items.Select(item => item.Value.Entry)];

    private static string Word(EntryKind kind) => JsonSerializer.SerializeToElement(kind, DocumentJson.Options).GetString()!;
}
