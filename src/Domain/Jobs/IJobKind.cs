using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;

namespace Understudy.Domain.Jobs;

/// <summary>
/// All that is particular to one kind of job. The core runs every job alike, and asks its kind; so a new kind is a class in its
/// product's folder, and a line that registers it. Each call may be repeated, after a crash for example.
/// </summary>
public interface IJobKind
{
    /// <summary>The product that it belongs to, e.g. <c>clone</c>; never changes.</summary>
    string Product { get; }

    /// <summary>Its name within the product, e.g. <c>talkingVideo</c>; never changes.</summary>
    string Name { get; }

    /// <summary>The lane that its jobs wait in.</summary>
    string Lane { get; }

    /// <summary>
    /// The <see cref="EngineTask"/>s that it asks for, where an engine may be chosen that can do some only; a kind that does not
    /// say needs one that can do anything.
    /// </summary>
    IReadOnlyCollection<Type> Tasks => [];

    /// <summary>How long the work may take from its start on, all attempts included.</summary>
    TimeSpan WorkLimit { get; }

    /// <summary>How long a job may wait for its turn.</summary>
    TimeSpan WaitLimit => TimeSpan.FromDays(3);

    /// <summary>Whether jobs of this name without a product, from before there were several, are of this kind.</summary>
    bool OwnsUnnamed => false;

    /// <summary>What a job says that its wallet cannot pay any more.</summary>
    JobFailure Unaffordable => JobFailure.Unaffordable;

    /// <summary>The wallet that pays for a job.</summary>
    WalletId? WalletOf(Job job) => job.Wallet;

    /// <summary>What a job takes out of its wallet until it has ended, and how that is told.</summary>
    HoldRequest HoldOf(Job job) => new(job.Id, job.Cost);

    /// <summary>Looks whether a job can still be done, before it waits for its turn: whether what it needs is there.</summary>
    /// <returns>Why not, or null.</returns>
    Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken) => Task.FromResult<JobFailure?>(null);

    /// <summary>Says in an engine's words what is to be done.</summary>
    EngineTask ToTask(Job job);

    /// <summary>The work has begun.</summary>
    Task StartedAsync(Job job, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What a job is charged for what it made; of that, never more than was held.</summary>
    int ChargeOf(Job job, JobOutputs outputs) => job.Cost;

    /// <summary>
    /// What a job made is stored, and whoever reads the job next may read that it is completed. If it ends otherwise all the
    /// same, <see cref="FailedAsync"/> or <see cref="GoneAsync"/> follows.
    /// </summary>
    Task MadeAsync(Job job, JobOutputs outputs, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A job has been completed and charged: what else changes by it.</summary>
    Task CompletedAsync(Job job, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A job has failed, was given up, or is about to be marked so: what else changes by it, and which files go.</summary>
    Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken);

    /// <summary>A job's work ended and its document is gone: what was left behind goes too.</summary>
    Task GoneAsync(JobReference job, CancellationToken cancellationToken);

    /// <summary>What an export has of a job; nothing of one that is told otherwise.</summary>
    IEnumerable<PersonalItem> Describe(Job job);

    /// <summary>Erases the files of all jobs of a person.</summary>
    Task EraseAsync(string ownerId, CancellationToken cancellationToken);
}
