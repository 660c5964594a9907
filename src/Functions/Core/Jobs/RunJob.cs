using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Functions.Core.Jobs;

/// <summary>
/// Runs a job, of whatever kind: hold its cost, wait for its turn, let an engine work, then keep what it made and capture the cost, or give it up
/// and release the cost; then say so. The instance's id is the job's.
/// </summary>
public sealed class RunJob(
    JobSettlement settlement, JobTurns turns, JobWork work, JobKinds kinds, IEnumerable<IJobFollowUp> followUps)
{
    internal const string Name = "Core-Job-Run";

    /// <summary>The event that says that the job is no longer wanted.</summary>
    internal const string Cancelled = "Cancelled";

    /// <summary>The event that says that an engine elsewhere has told how the work ended.</summary>
    internal const string Told = "Told";

    internal const string AdmitActivity = "Core-Job-Admit";
    internal const string TurnActivity = "Core-Job-Turn";
    internal const string SubmitActivity = "Core-Job-Submit";
    internal const string PollActivity = "Core-Job-Poll";
    internal const string CancelActivity = "Core-Job-Cancel";
    internal const string CompleteActivity = "Core-Job-Complete";
    internal const string FailActivity = "Core-Job-Fail";

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, JobReference job) =>
        new JobRun(context, job).RunAsync();

    /// <summary>Holds the cost, and looks whether the job can still be done; null when there is nothing to do.</summary>
    [Function(AdmitActivity)]
    public async Task<JobAdmission?> Admit(
        [ActivityTrigger] JobReference job,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        DurablePipelines pipelines = new(client);
        Job? admitted = await settlement.AdmitAsync(job, cancellationToken);
        if (admitted is null)
        {
            await turns.PassAsync(job, pipelines, cancellationToken);
            return null;
        }
        IJobKind kind = kinds.Of(job);
        return new JobAdmission(
            await turns.TakeAsync(job, pipelines, cancellationToken), kind.WaitLimit, kind.WorkLimit);
    }

    /// <summary>Whether it is the job's turn.</summary>
    [Function(TurnActivity)]
    public Task<bool> Turn(
        [ActivityTrigger] JobReference job,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        turns.TakeAsync(job, new DurablePipelines(client), cancellationToken);

    /// <summary>Hands the work in.</summary>
    [Function(SubmitActivity)]
    public Task<EngineStatus> Submit([ActivityTrigger] JobReference job, CancellationToken cancellationToken) =>
        work.SubmitAsync(job, cancellationToken);

    /// <summary>Asks how the work stands.</summary>
    [Function(PollActivity)]
    public Task<EngineStatus> Poll([ActivityTrigger] WorkPoll poll, CancellationToken cancellationToken) =>
        work.PollAsync(poll.Job, poll.Ticket, poll.Patience, cancellationToken);

    /// <summary>Stops the work.</summary>
    [Function(CancelActivity)]
    public Task Cancel([ActivityTrigger] EngineTicket ticket, CancellationToken cancellationToken) =>
        work.CancelAsync(ticket, cancellationToken);

    /// <summary>Keeps what was made, and begins what comes next.</summary>
    [Function(CompleteActivity)]
    public async Task Complete(
        [ActivityTrigger] Completion done,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        DurablePipelines pipelines = new(client);
        await settlement.CompleteAsync(done.Job, done.Outputs, cancellationToken);
        await turns.PassAsync(done.Job, pipelines, cancellationToken);
        if (done.Ticket is not null) await work.ForgetAsync(done.Ticket, cancellationToken);
        foreach (IJobFollowUp next in followUps.Where(next => next.Product == done.Job.Product))
            await next.FollowAsync(done.Job, pipelines, cancellationToken);
    }

    /// <summary>Gives the job up.</summary>
    [Function(FailActivity)]
    public async Task Fail(
        [ActivityTrigger] Refusal refusal,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await settlement.FailAsync(refusal.Job, refusal.Failure, cancellationToken);
        await turns.PassAsync(refusal.Job, new DurablePipelines(client), cancellationToken);
        if (refusal.Ticket is not null) await work.ForgetAsync(refusal.Ticket, cancellationToken);
    }
}

/// <summary>What an admitted job may do.</summary>
/// <param name="HasTurn">Whether it is its turn already.</param>
/// <param name="WaitLimit">How long it may wait for that.</param>
/// <param name="WorkLimit">How long its work may take.</param>
public sealed record JobAdmission(bool HasTurn, TimeSpan WaitLimit, TimeSpan WorkLimit);

/// <summary>A question how work stands, which may be answered after <paramref name="Patience"/>.</summary>
public sealed record WorkPoll(JobReference Job, EngineTicket Ticket, TimeSpan Patience);

/// <summary>A job's work is done.</summary>
public sealed record Completion(JobReference Job, JobOutputs Outputs, EngineTicket? Ticket);

/// <summary>A job's work cannot be done.</summary>
public sealed record Refusal(JobReference Job, JobFailure Failure, EngineTicket? Ticket);
