using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Lets the orchestrations of jobs wait for their turn in the lane, where their engine works on so many at once and no more.
/// Nobody asks again and again: whoever takes or gives back a turn tells those who may begin, and the sweep tells those who
/// have missed it.
/// </summary>
public sealed class JobTurns(IDocumentStore store, JobKinds kinds, EngineRegistry engines, Lanes lanes)
{
    /// <summary>The event by which a job's orchestration hears that it may be its turn.</summary>
    public const string Event = "Turn";

    /// <summary>Puts a job into its lane, unless it is there, and looks whether it is its turn.</summary>
    /// <returns>Whether it is; also when the job needs no turn any more.</returns>
    public async Task<bool> TakeAsync(JobReference reference, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Job? job = (await store.FindAsync<Job>(reference.OwnerId, reference.JobId, cancellationToken))?.Value;
        if (job is null || job.IsFinished) return true;
        // One from before owners took turns, or one that tries again, is not in its lane.
        await lanes.KeepAsync(job, cancellationToken);
        if (engines.For(kinds.Of(reference)).CapacityOf(job.Lane) is not { } capacity) return true;
        await PassAsync(job.Lane, capacity, except: job.Id, pipelines, cancellationToken);
        return await lanes.HasTurnAsync(job, cancellationToken);
    }

    /// <summary>A job has left its lane: tells those who may begin now.</summary>
    public Task PassAsync(JobReference reference, IPipelines pipelines, CancellationToken cancellationToken) =>
        PassAsync(kinds.Of(reference), pipelines, cancellationToken);

    /// <summary>
    /// Takes the turn from those who have ended or gone without giving it back, and tells all who may begin, in case they did not
    /// hear of it.
    /// </summary>
    /// <returns>How many turns were taken back.</returns>
    public async Task<int> SweepAsync(IPipelines pipelines, CancellationToken cancellationToken)
    {
        int left = await lanes.SweepAsync(cancellationToken);
        foreach (IJobKind kind in kinds.All.DistinctBy(kind => kind.Lane))
            await PassAsync(kind, pipelines, cancellationToken);
        return left;
    }

    private async Task PassAsync(IJobKind kind, IPipelines pipelines, CancellationToken cancellationToken)
    {
        if (engines.For(kind).CapacityOf(kind.Lane) is { } capacity)
            await PassAsync(kind.Lane, capacity, except: null, pipelines, cancellationToken);
    }

    private async Task PassAsync(
        string lane, int capacity, string? except, IPipelines pipelines, CancellationToken cancellationToken)
    {
        foreach (LaneTurn turn in await lanes.NextAsync(lane, capacity, cancellationToken))
            if (turn.JobId != except) await pipelines.TellAsync(turn.JobId, Event, cancellationToken);
    }
}
