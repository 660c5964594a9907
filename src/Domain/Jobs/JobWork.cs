using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>Has engines do the work of jobs. Each step may be repeated.</summary>
public sealed class JobWork(IDocumentStore store, JobKinds kinds, EngineRegistry engines, Lanes lanes, TimeProvider time)
{
    // Work that is not stuck takes no longer than that.
    private static readonly TimeSpan _shortestLimit = TimeSpan.FromMinutes(10);

    private static EngineStatus NobodyWantsIt { get; } =
        EngineStatus.Ended(EngineVerdict.Impossible(JobFailure.Unwanted));

    /// <summary>Hands a job's work in; joins it, if that was done before.</summary>
    public async Task<EngineStatus> SubmitAsync(JobReference reference, CancellationToken cancellationToken)
    {
        Job? job = await FindAsync(reference, cancellationToken);
        if (job is null || job.IsFinished) return NobodyWantsIt;
        IJobKind kind = kinds.Of(reference);
        var limit = TimeSpan.FromSeconds(Math.Max(_shortestLimit.TotalSeconds, job.EstimatedSeconds * 30));
        return await engines.For(kind).SubmitAsync(
            new EngineOrder(reference, job.Lane, kind.ToTask(job), limit), WatcherOf(job, kind), cancellationToken);
    }

    /// <summary>Asks how a job's work stands.</summary>
    public async Task<EngineStatus> PollAsync(
        JobReference reference, EngineTicket ticket, TimeSpan patience, CancellationToken cancellationToken)
    {
        Job? job = await FindAsync(reference, cancellationToken);
        if (job is null || job.IsFinished)
        {
            await engines.Of(ticket).CancelAsync(ticket, cancellationToken);
            return NobodyWantsIt with { Ticket = ticket };
        }
        return await engines.Of(ticket).PollAsync(
            ticket, WatcherOf(job, kinds.Of(reference)), patience, cancellationToken);
    }

    /// <summary>An engine elsewhere has told how far the work is.</summary>
    public async Task TellAsync(JobReference reference, int percent, CancellationToken cancellationToken)
    {
        Job? job = await FindAsync(reference, cancellationToken);
        if (job is null || job.IsFinished) return;
        JobWatcher watcher = WatcherOf(job, kinds.Of(reference));
        if ((job.StartedAt is null || percent == 0) && !await watcher.StartedAsync(cancellationToken)) return;
        await watcher.AdvancedAsync(percent, cancellationToken);
    }

    /// <summary>Stops a job's work.</summary>
    public Task CancelAsync(EngineTicket ticket, CancellationToken cancellationToken) =>
        engines.Of(ticket).CancelAsync(ticket, cancellationToken);

    /// <summary>The job has ended: its engine need not remember it.</summary>
    public Task ForgetAsync(EngineTicket ticket, CancellationToken cancellationToken) =>
        engines.Of(ticket).ForgetAsync(ticket, cancellationToken);

    private JobWatcher WatcherOf(Job job, IJobKind kind) => new(store, lanes, kind, time, job);

    private async Task<Job?> FindAsync(JobReference reference, CancellationToken cancellationToken) =>
        (await store.FindAsync<Job>(reference.OwnerId, reference.JobId, cancellationToken))?.Value;
}
