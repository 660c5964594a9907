using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Documents;

namespace Understudy.Infrastructure.Cosmos;

// Pages of documents, and counting them.
public sealed partial class CosmosDocumentStore
{
    private byte[]? _tokenKey;

    /// <inheritdoc/>
    /// <remarks>The page and the total are not of one moment.</remarks>
    /// <exception cref="InvalidOperationException">The container has no index for the order.</exception>
    public async Task<DocumentPage<T>> QueryAsync<T>(DocumentQuery query, CancellationToken cancellationToken = default)
        where T : class, IDocument
    {
        cancellationToken.ThrowIfCancellationRequested();
        DocumentRules.Check(query);
        CosmosQuery asked = new(T.Type, query, _clock.GetUtcNow());
        if (asked.Order is { } order && !CosmosIndexing.Orders.Contains(order) && !_options.MoreOrders.Contains(order))
            throw new InvalidOperationException($"Nothing is ordered by '{order}': it has no composite index in CosmosIndexing.");
        byte[]? key = query.Continuation is null ? null : await TokenKeyAsync(cancellationToken);
        Position? after = key is null ? null : Position.Parse(query.Continuation!, key, T.Type, query);

        int? total = query.CountTotal
            ? (await RunAsync("count", T.Type, query.Partition, asked.Count(), 1, cancellationToken)).Sum(part => part.GetInt32())
            : null;
        List<JsonElement> items = await RunAsync(
            "query", T.Type, query.Partition, asked.Page(after), query.Limit + 1, cancellationToken);
        CosmosFound[] found = [.. items.Take(query.Limit).Select(item => new CosmosFound(item))];
        Stored<T>[] page = [.. found.Select(item => item.Read<T>())];
        if (items.Count <= query.Limit) return new DocumentPage<T>(page, total, null);
        Position end = new(
            asked.Order is null ? null : found[^1].Field(asked.Order), page[^1].Value.Id, page[^1].Value.Partition);
        return new DocumentPage<T>(page, total, end.ToToken(await TokenKeyAsync(cancellationToken), T.Type, query));
    }

    private async Task<List<JsonElement>> RunAsync(
        string operation,
        DocumentType type,
        string? partition,
        QueryDefinition query,
        int atMost,
        CancellationToken cancellationToken)
    {
        QueryRequestOptions options = new()
        {
            MaxItemCount = atMost,
            PartitionKey = partition is null ? null : new PartitionKey(CosmosItem.PartitionOf(type, partition)),
        };
        List<JsonElement> items = [];
        FeedIterator? iterator = null;
        string? continuation = null;
        do
        {
            CosmosAnswer answer = await _connection.AskAsync(operation, type.Name, NextAsync, cancellationToken);
            items.AddRange(answer.Body.GetProperty("Documents").EnumerateArray());
        }
        while (iterator!.HasMoreResults);
        iterator.Dispose();
        return items;

        async Task<ResponseMessage> NextAsync(CancellationToken given)
        {
            FeedIterator current = iterator ?? _connection.Container.GetItemQueryStreamIterator(query, continuation, options);
            // One that failed is not asked again; another goes on where it was.
            iterator = null;
            ResponseMessage response = await current.ReadNextAsync(given);
            if (!response.IsSuccessStatusCode) return response;
            iterator = current;
            continuation = response.ContinuationToken;
            return response;
        }
    }

    /// <summary>The key of the tokens of continuations: one for all machines.</summary>
    private async Task<byte[]> TokenKeyAsync(CancellationToken cancellationToken)
    {
        if (_tokenKey is { } known) return known;
        Stored<TokenKey> kept = await this.FindOrCreateAsync(
            TokenKey.Only, TokenKey.Only, () => new TokenKey { Key = RandomNumberGenerator.GetBytes(32) }, cancellationToken);
        return _tokenKey = kept.Value.Key;
    }

    /// <summary>Keeps the key.</summary>
    private sealed record TokenKey : IDocument
    {
        public const string Only = "tokenKey";

        public static DocumentType Type { get; } = new(Only);

        public string Id => Only;

        public string Partition => Only;

        public required byte[] Key { get; init; }
    }
}
