using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Http.Idempotency;

/// <summary>
/// The answers that are kept for a day hold nothing that is not kept elsewhere: an export passes them over, an erasure
/// does not.
/// </summary>
internal sealed class IdempotencyData(IDocumentStore store) : IPersonalData
{
    /// <inheritdoc/>
    public IAsyncEnumerable<PersonalItem> CollectAsync(string ownerId, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<PersonalItem>();

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        DocumentPage<IdempotentRequest> page;
        do
        {
            page = await store.QueryAsync<IdempotentRequest>(
                new DocumentQuery { Partition = ownerId }, cancellationToken);
            foreach (Stored<IdempotentRequest> request in page.Items)
                await store.DeleteAsync<IdempotentRequest>(ownerId, request.Value.Id, cancellationToken);
        }
        while (page.Continuation is not null);
    }
}
