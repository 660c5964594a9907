using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>Writes down how far a job is, for those who watch it, and tells the engine when nobody wants it any more.</summary>
public sealed class JobWatcher(IDocumentStore store, Lanes lanes, IJobKind kind, TimeProvider time, Job job)
    : IJobWatcher
{
    private static readonly TimeSpan _writeInterval = TimeSpan.FromMilliseconds(250);
    private long? _lastWrite;

    /// <inheritdoc/>
    public async Task<bool> StartedAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        // Whoever sees that it has begun must not see others wait behind it any more.
        await lanes.StartAsync(job, cancellationToken);
        Job? started = await store.UpdateAsync<Job>(job.OwnerId, job.Id, j => j.Start(now), cancellationToken);
        if (started?.StartedAt == now) JobSignals.Began(started);
        if (started is not null) await kind.StartedAsync(started, cancellationToken);
        return started is { IsFinished: false };
    }

    /// <inheritdoc/>
    public async Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken)
    {
        if (_lastWrite is { } before && time.GetElapsedTime(before) < _writeInterval) return true;
        _lastWrite = time.GetTimestamp();
        DateTimeOffset now = time.GetUtcNow();
        Job? advanced = await store.UpdateAsync<Job>(
            job.OwnerId, job.Id, j => j.Advance(percent, now), cancellationToken);
        return advanced is { IsFinished: false };
    }
}
