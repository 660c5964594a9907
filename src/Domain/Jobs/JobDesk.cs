using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>A job that is asked for.</summary>
public sealed record NewJob
{
    /// <summary>Its id, and that of its orchestration.</summary>
    public required string Id { get; init; }

    /// <summary>Whose job it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Its kind.</summary>
    public required IJobKind Kind { get; init; }

    /// <summary>What is to be done, in the words of its kind.</summary>
    public required JobInputs Inputs { get; init; }

    /// <summary>How long the work is expected to take once started, in seconds.</summary>
    public required int EstimatedSeconds { get; init; }

    /// <summary>The wallet that pays for it; null for what costs nothing.</summary>
    public WalletId? Wallet { get; init; }

    /// <summary>What it costs at most, in the wallet's unit.</summary>
    public int Cost { get; init; }

    /// <summary>Whether it waits however many of its owner's jobs do: it was decided before that it is to be done.</summary>
    public bool IsSettled { get; init; }
}

/// <summary>A job that waits in its lane, or has come further since it was first asked for.</summary>
/// <param name="Job">The job.</param>
/// <param name="QueuePosition">How many jobs are ahead of it.</param>
/// <param name="Statement">The wallet with the cost held; null for what costs nothing.</param>
public sealed record JobQueued(Job Job, int QueuePosition, WalletStatement? Statement);

/// <summary>Takes jobs in.</summary>
public sealed class JobDesk(
    IDocumentStore store, JobKinds kinds, Lanes lanes, WalletLedger ledger, TimeProvider time, IJobLog? log = null)
{
    /// <summary>
    /// Queues a job. Its document comes first, its place in the lane second and its hold third, and its pipeline repeats both: cut
    /// off anywhere, the job is found by the sweep and goes on, and no hold is without a job. A job of that id that was asked
    /// for before goes on.
    /// </summary>
    public async Task<Result<JobQueued>> QueueAsync(NewJob asked, IPipelines pipelines, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        Job job = new()
        {
            Id = asked.Id,
            OwnerId = asked.OwnerId,
            Product = asked.Kind.Product,
            Kind = asked.Kind.Name,
            Inputs = asked.Inputs,
            Lane = asked.Kind.Lane,
            Wallet = asked.Wallet,
            Cost = asked.Cost,
            EstimatedSeconds = asked.EstimatedSeconds,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now + asked.Kind.WaitLimit,
        };
        if (await store.CreateAsync(job, cancellationToken) is null)
        {
            // The same request is being handled twice.
            job = (await store.FindAsync<Job>(asked.OwnerId, asked.Id, cancellationToken))?.Value
                ?? throw new InvalidOperationException($"The new id {asked.Id} was taken and is free again.");
        }
        else
        {
            log?.Asked(job);
        }
        return await GoOnAsync(job, pipelines, cancellationToken, asked.IsSettled);
    }

    /// <summary>Carries on with a job that was asked for before; what was done changes nothing when it is done again.</summary>
    public async Task<Result<JobQueued>> GoOnAsync(
        Job job, IPipelines pipelines, CancellationToken cancellationToken, bool isSettled = false)
    {
        int position = 0;
        if (job.State == JobState.Queued)
        {
            Result<LanePosition> entered = isSettled
                ? await lanes.KeepAsync(job, cancellationToken)
                : await lanes.EnterAsync(job, cancellationToken);
            if (!entered.Succeeded)
            {
                await store.DeleteAsync<Job>(job.OwnerId, job.Id, cancellationToken);
                return entered.Problem;
            }
            position = entered.Value.Ahead;
        }
        JobReference reference = kinds.ReferenceOf(job);
        WalletStatement? statement = null;
        if (reference.Wallet is { } wallet && job.Cost > 0)
        {
            Result<WalletStatement> held = await ledger.HoldAsync(wallet, kinds.Of(job).HoldOf(job), cancellationToken);
            if (!held.Succeeded)
            {
                await lanes.LeaveAsync(job, cancellationToken);
                await store.DeleteAsync<Job>(job.OwnerId, job.Id, cancellationToken);
                return held.Problem;
            }
            statement = held.Value;
        }
        await pipelines.StartAsync(reference, cancellationToken);
        return new JobQueued(job, position, statement);
    }
}
