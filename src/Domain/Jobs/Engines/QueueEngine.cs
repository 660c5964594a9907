using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// Has processes elsewhere do the work, which take it from a queue and need nothing of the app's but its files. The broker
/// keeps work from being lost: what a worker that died had taken is delivered to another one. Here is remembered which attempt
/// counts and how it ended; and whether it is still wanted is told by a file, its permit, which whoever works on it reads every
/// few seconds.
/// </summary>
/// <param name="store">Where runs are written down.</param>
/// <param name="permits">What tells the workers whether to go on.</param>
/// <param name="queue">The way to the workers.</param>
/// <param name="capacity">How many jobs of a lane are with the workers at once.</param>
/// <param name="time">The clock.</param>
public sealed class QueueEngine(
    IDocumentStore store, WorkPermits permits, IAssignmentSender queue, int capacity, TimeProvider time) : IMediaEngine
{
    /// <summary>How configurations call it.</summary>
    public const string Name = "queue";

    // The broker delivers what a dead worker had within a minute, and a worker that lives tells so as often: from whom nothing
    // is heard for that long, nothing will be.
    private static readonly TimeSpan _silence = TimeSpan.FromMinutes(15);

    // Ends are told; this is for those that were not.
    private static readonly TimeSpan _look = TimeSpan.FromMinutes(1);

    /// <summary>
    /// As many as was said, and not any number: what waits in the broker's queue is in the order in which it was sent, and
    /// only what waits in the lane is in a fair one.
    /// </summary>
    public int? CapacityOf(string lane) => capacity;

    /// <inheritdoc/>
    public async Task<EngineStatus> SubmitAsync(
        EngineOrder order, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        JobReference job = order.Job;
        EngineTicket ticket = new(Name, $"{job.OwnerId}/{job.JobId}");
        while (true)
        {
            Stored<EngineRun>? known = await store.FindAsync<EngineRun>(job.OwnerId, job.JobId, cancellationToken);
            if (known?.Value is { Attempt: > 0 } run && StatusOf(ticket, run) is { State: EngineState.Working or EngineState.Ended } status)
            {
                if (run.IsHandedIn || status.State == EngineState.Ended) return status;
                return await HandInAsync(ticket, order, run.Attempt, cancellationToken);
            }
            EngineRun begun = new()
            {
                Id = job.JobId,
                Partition = job.OwnerId,
                Attempt = (known?.Value.Attempt ?? 0) + 1,
            };
            Stored<EngineRun>? stored = known is null
                ? await store.CreateAsync(begun, cancellationToken)
                : await store.ReplaceAsync(begun, known.ETag, cancellationToken);
            if (stored is not null) return await HandInAsync(ticket, order, begun.Attempt, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<EngineStatus> PollAsync(
        EngineTicket ticket, IJobWatcher watcher, TimeSpan patience, CancellationToken cancellationToken)
    {
        (string owner, string job) = Names(ticket);
        Stored<EngineRun>? known = await store.FindAsync<EngineRun>(owner, job, cancellationToken);
        return known is null ? EngineStatus.Lost(ticket) : StatusOf(ticket, known.Value);
    }

    /// <inheritdoc/>
    public async Task CancelAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        (string owner, string job) = Names(ticket);
        EngineRun? run = await store.UpdateAsync<EngineRun>(
            owner, job, known => known.Verdict is null ? known with { IsUnwanted = true } : known, cancellationToken);
        if (run is { IsUnwanted: true, IsBroken: false })
            await permits.WithdrawAsync(WorkPermits.KeyOf(owner, job), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        (string owner, string job) = Names(ticket);
        Stored<EngineRun>? known = await store.FindAsync<EngineRun>(owner, job, cancellationToken);
        // One that was withdrawn is for the worker to see, and to remove; unless that has told its end, and looks no more.
        if (known is not { Value: { IsUnwanted: true, IsBroken: false, Verdict: null } })
            await permits.RemoveAsync(WorkPermits.KeyOf(owner, job), cancellationToken);
        await store.DeleteAsync<EngineRun>(owner, job, cancellationToken);
    }

    // Each step may be repeated: the permit is the same one, and the broker drops what it has been sent before.
    private async Task<EngineStatus> HandInAsync(
        EngineTicket ticket, EngineOrder order, int attempt, CancellationToken cancellationToken)
    {
        JobReference job = order.Job;
        EngineAssignment assignment = new(
            // Who pays is none of a worker's business.
            order with { Job = job with { Wallet = null } }, attempt, WorkPermits.KeyOf(job.OwnerId, job.JobId));
        await permits.GrantAsync(assignment.Permit, attempt, cancellationToken);
        await queue.SendAsync(assignment, cancellationToken);
        EngineRun? run = await store.UpdateAsync<EngineRun>(
            job.OwnerId,
            job.JobId,
            known => known.Attempt == attempt ? known with { IsHandedIn = true } : known,
            cancellationToken);
        // It was given up meanwhile, and the permit was written over what said so.
        if (run is null) await permits.RemoveAsync(assignment.Permit, cancellationToken);
        else if (run.IsUnwanted) await permits.WithdrawAsync(assignment.Permit, cancellationToken);
        return run is null ? EngineStatus.Lost(ticket) : StatusOf(ticket, run);
    }

    private EngineStatus StatusOf(EngineTicket ticket, EngineRun run) =>
        run.Verdict is not null ? EngineStatus.Ended(run.Verdict, ticket)
        : run.IsUnwanted ? EngineStatus.Ended(EngineVerdict.Impossible(JobFailure.Unwanted), ticket)
        : run.IsBroken ? EngineStatus.Broken(ticket)
        : run.HeardAt is { } heard && time.GetUtcNow() - heard > _silence ? EngineStatus.Lost(ticket)
        : EngineStatus.Working(ticket, _look);

    private static (string OwnerId, string JobId) Names(EngineTicket ticket)
    {
        int slash = ticket.Id.IndexOf('/', StringComparison.Ordinal);
        return (ticket.Id[..slash], ticket.Id[(slash + 1)..]);
    }
}
