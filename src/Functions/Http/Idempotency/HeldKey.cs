using Understudy.Domain.Persistence;

namespace Understudy.Functions.Http.Idempotency;

/// <summary>A key that this request has taken, for as long as it needs it.</summary>
internal sealed class HeldKey(IDocumentStore store, LeaseHolder holder, TimeProvider time, Stored<IdempotentRequest> record)
{
    private static readonly TimeSpan _renewal = IdempotentRequest.LeaseLength / 3;

    private long _taken = time.GetTimestamp();

    /// <summary>The key's document, as it was written last.</summary>
    public Stored<IdempotentRequest> Record { get; private set; } = record;

    /// <summary>Renews the lease in time: a body may take longer to come than a lease lasts.</summary>
    /// <exception cref="InvalidOperationException">Another request carries on with the key.</exception>
    public async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(_taken) < _renewal) return;
        IdempotentRequest renewed = Record.Value with
        {
            Lease = holder.Take(time.GetUtcNow(), IdempotentRequest.LeaseLength),
        };
        Record = await store.ReplaceAsync(renewed, Record.ETag, cancellationToken)
            ?? throw new InvalidOperationException("Another request carries on with the idempotency key.");
        _taken = time.GetTimestamp();
    }
}
