using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>A queue of jobs, as two counters: a position is a subtraction, never a count of documents.</summary>
public sealed record Lane : IDocument
{
    /// <summary>The lane of videos to make.</summary>
    public const string Videos = "videos";

    /// <summary>The lane of models to train.</summary>
    public const string Training = "training";

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("lane");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The number that the next job to enter gets.</summary>
    public long Next { get; init; }

    /// <summary>One more than the highest number that has been started.</summary>
    public long Started { get; init; }

    /// <summary>How many jobs are ahead of the one with that number.</summary>
    public int Ahead(long sequence) => (int)Math.Clamp(sequence - Started, 0, int.MaxValue);
}

/// <summary>Entering lanes and leaving them.</summary>
public sealed class Lanes(IDocumentStore store)
{
    /// <summary>Takes the next number. One that is never used leaves a gap, which the next start closes.</summary>
    public async Task<Lane> EnterAsync(string lane, CancellationToken cancellationToken)
    {
        await store.FindOrCreateAsync(lane, lane, () => new Lane { Id = lane }, cancellationToken);
        Lane entered = await store.UpdateAsync<Lane>(lane, lane, l => l with { Next = l.Next + 1 }, cancellationToken)
            ?? throw new InvalidOperationException($"Lane {lane} was there and is gone.");
        return entered;
    }

    /// <summary>
    /// A job of that number has begun. Only the highest number counts, so repeating it, or beginning out of order,
    /// cannot make the counters drift.
    /// </summary>
    public Task<Lane?> StartAsync(string lane, long sequence, CancellationToken cancellationToken) =>
        store.UpdateAsync<Lane>(
            lane, lane, l => l.Started > sequence ? l : l with { Started = sequence + 1 }, cancellationToken);

    /// <summary>How many jobs are ahead of a waiting one, or null for one that waits no more.</summary>
    public async Task<int?> PositionAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.State is not JobState.Queued) return null;
        return (await store.FindAsync<Lane>(job.Lane, job.Lane, cancellationToken))?.Value.Ahead(job.Sequence) ?? 0;
    }
}
