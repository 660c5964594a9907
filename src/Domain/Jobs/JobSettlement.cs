using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// How jobs begin to wait and how they end, and what they cost then. Each step may be repeated, and each finds the job gone
/// when its owner has deleted it meanwhile.
/// </summary>
public sealed class JobSettlement(
    IDocumentStore store, JobKinds kinds, Lanes lanes, WalletLedger ledger, TimeProvider time, IJobLog? log = null)
{
    /// <summary>Makes sure that the cost is held and that the job can still be done.</summary>
    /// <returns>The job to run, or null when there is none: it has failed or is gone.</returns>
    public async Task<Job?> AdmitAsync(JobReference reference, CancellationToken cancellationToken)
    {
        Job? job = await FindAsync(reference, cancellationToken);
        if (job is null || job.IsFinished)
        {
            // Given up before its pipeline began, which alone clears up what is left of it.
            if (job is { State: JobState.Completed }) await ReleaseAsync(reference, cancellationToken);
            else await LetGoAsync(reference, job, job?.Failure ?? JobFailure.Unwanted, cancellationToken);
            return null;
        }
        IJobKind kind = kinds.Of(reference);
        JobFailure? broken = await kind.AdmitAsync(job, cancellationToken);
        if (broken is null && reference.Wallet is { } wallet && job.Cost > 0)
        {
            Result<WalletStatement> held = await ledger.HoldAsync(wallet, kind.HoldOf(job), cancellationToken);
            if (!held.Succeeded) broken = kind.Unaffordable;
        }
        if (broken is null) return job;
        await FailAsync(reference, broken, cancellationToken);
        return null;
    }

    /// <summary>
    /// The work is done: the job completes, then its cost is captured. When the owner has deleted the job, or it
    /// has ended otherwise, the outputs go and nothing is charged.
    /// </summary>
    public async Task CompleteAsync(JobReference reference, JobOutputs outputs, CancellationToken cancellationToken)
    {
        IJobKind kind = kinds.Of(reference);
        if (await FindAsync(reference, cancellationToken) is { IsFinished: false } made)
            await kind.MadeAsync(made, outputs, cancellationToken);
        Job? job = await EndAsync(
            reference, j => j.Complete(outputs, kind.ChargeOf(j, outputs), time.GetUtcNow()), cancellationToken);
        if (job is not { State: JobState.Completed, Charged: { } charged })
        {
            await LetGoAsync(reference, job, JobFailure.Unwanted, cancellationToken);
            return;
        }
        if (reference.Wallet is { } wallet && job.Cost > 0)
            await ledger.CaptureAsync(wallet, job.Id, charged, cancellationToken);
        await lanes.LeaveAsync(job, cancellationToken);
        await kind.CompletedAsync(job, cancellationToken);
    }

    /// <summary>The work cannot be done, and costs nothing.</summary>
    public async Task FailAsync(JobReference reference, JobFailure failure, CancellationToken cancellationToken)
    {
        Job? job = await FindAsync(reference, cancellationToken);
        if (job?.State == JobState.Completed) return;
        // Whoever reads that it has failed can spend what it held.
        await ReleaseAsync(reference, cancellationToken);
        job = await EndAsync(reference, j => j.Fail(failure, time.GetUtcNow()), cancellationToken);
        await LetGoAsync(reference, job, job?.Failure ?? failure, cancellationToken);
    }

    /// <summary>
    /// Nobody wants the job any more: it costs nothing from now on. What its pipeline still does comes to nothing.
    /// </summary>
    /// <returns>The job as it is now: one that has ended otherwise stays so. Null when it is gone.</returns>
    public async Task<Job?> CancelAsync(Job job, IPipelines pipelines, CancellationToken cancellationToken)
    {
        if (!job.IsFinished)
        {
            // Whatever cuts this off: the pipeline finds the job cancelled, and gives back what it holds.
            JobReference reference = kinds.ReferenceOf(job);
            await pipelines.StartAsync(reference, cancellationToken);
        }
        Job? cancelled = await EndAsync(
            kinds.ReferenceOf(job), j => j.Cancel(time.GetUtcNow()), cancellationToken);
        if (cancelled is null or { State: JobState.Completed }) return cancelled;
        await pipelines.CancelAsync(job.Id, cancellationToken);
        await lanes.LeaveAsync(cancelled, cancellationToken);
        await ReleaseAsync(kinds.ReferenceOf(cancelled), cancellationToken);
        return cancelled;
    }

    /// <summary>
    /// The pipeline is over and has not ended the job, so nobody else will. The document changes last: as long as it is
    /// unfinished, a sweep that was cut off is repeated.
    /// </summary>
    public async Task AbandonAsync(JobReference reference, CancellationToken cancellationToken)
    {
        Job? job = await FindAsync(reference, cancellationToken);
        if (job is null || job.IsFinished) return;
        await LetGoAsync(reference, job, JobFailure.EngineCrashed, cancellationToken);
        await EndAsync(reference, j => j.Fail(JobFailure.EngineCrashed, time.GetUtcNow()), cancellationToken);
    }

    // Says so, unless it had ended before.
    private async Task<Job?> EndAsync(JobReference reference, Func<Job, Job> end, CancellationToken cancellationToken)
    {
        bool ends = false;
        Job? job = await store.UpdateAsync<Job>(
            reference.OwnerId,
            reference.JobId,
            before =>
            {
                Job after = end(before);
                ends = !ReferenceEquals(after, before);
                return after;
            },
            cancellationToken);
        if (job is null || !ends) return job;
        JobSignals.Ended(job);
        log?.Ended(job);
        return job;
    }

    // Nothing is charged for what there will not be, and nothing of it stays.
    private async Task LetGoAsync(
        JobReference reference, Job? job, JobFailure failure, CancellationToken cancellationToken)
    {
        if (job is not null) await lanes.LeaveAsync(job, cancellationToken);
        await ReleaseAsync(reference, cancellationToken);
        IJobKind kind = kinds.Of(reference);
        await (job is null
            ? kind.GoneAsync(reference, cancellationToken)
            : kind.FailedAsync(job, failure, cancellationToken));
    }

    private async Task ReleaseAsync(JobReference reference, CancellationToken cancellationToken)
    {
        if (reference.Wallet is { } wallet) await ledger.ReleaseAsync(wallet, reference.JobId, cancellationToken);
    }

    private async Task<Job?> FindAsync(JobReference reference, CancellationToken cancellationToken) =>
        (await store.FindAsync<Job>(reference.OwnerId, reference.JobId, cancellationToken))?.Value;
}
