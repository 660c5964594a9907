using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>A queue of jobs, as two counters: a position is a subtraction, never a count of documents.</summary>
public sealed record Lane : IDocument
{
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

    /// <summary>The numbers from <see cref="Started"/> on that will never start, in their order.</summary>
    public IReadOnlyList<long> Skipped { get; init; } = [];

    /// <summary>How many jobs are ahead of the one with that number.</summary>
    public int Ahead(long sequence) => (int)Math.Clamp(
        sequence - Started - Skipped.Count(skipped => skipped < sequence), 0, int.MaxValue);

    /// <summary>
    /// The job of that number has begun. Only the highest number counts, so repeating it, or beginning out of order,
    /// cannot make the counters drift.
    /// </summary>
    public Lane Start(long sequence) => sequence < Started ? this : Settle(sequence + 1, Skipped);

    /// <summary>The job of that number waits no more, whether it ever began or not.</summary>
    public Lane Leave(long sequence) => sequence < Started || Skipped.Contains(sequence)
        ? this
        : Settle(Started, [.. Skipped, sequence]);

    private Lane Settle(long started, IReadOnlyList<long> skipped)
    {
        List<long> left = [.. skipped.Where(sequence => sequence >= started).Order()];
        while (left.Count > 0 && left[0] == started)
        {
            left.RemoveAt(0);
            started++;
        }
        return this with { Started = started, Skipped = left };
    }
}

/// <summary>Entering lanes and leaving them.</summary>
public sealed class Lanes(IDocumentStore store)
{
    /// <summary>Takes the next number. One that a crash leaves unused makes a gap, which the next start closes.</summary>
    public async Task<Lane> EnterAsync(string lane, CancellationToken cancellationToken)
    {
        await store.FindOrCreateAsync(lane, lane, () => new Lane { Id = lane }, cancellationToken);
        Lane entered = await store.UpdateAsync<Lane>(lane, lane, l => l with { Next = l.Next + 1 }, cancellationToken)
            ?? throw new InvalidOperationException($"Lane {lane} was there and is gone.");
        return entered;
    }

    /// <summary>A job has begun; may be repeated.</summary>
    public Task<Lane?> StartAsync(Job job, CancellationToken cancellationToken) =>
        store.UpdateAsync<Lane>(job.Lane, job.Lane, lane => lane.Start(job.Sequence), cancellationToken);

    /// <summary>A job has ended, perhaps without ever beginning; may be repeated.</summary>
    public Task<Lane?> LeaveAsync(Job job, CancellationToken cancellationToken) =>
        store.UpdateAsync<Lane>(job.Lane, job.Lane, lane => lane.Leave(job.Sequence), cancellationToken);

    /// <summary>How many jobs are ahead of a waiting one, or null for one that waits no more.</summary>
    public async Task<int?> PositionAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.State is not JobState.Queued) return null;
        return (await store.FindAsync<Lane>(job.Lane, job.Lane, cancellationToken))?.Value.Ahead(job.Sequence) ?? 0;
    }
}
