using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Core.Jobs;

/// <summary>The part that all pipelines share: the engine's work on a job, until it ends or has to be given up.</summary>
public sealed class EngineRun(
    IMediaEngine engine, IDocumentStore store, Lanes lanes, LaneGate gate, TimeProvider time)
{
    /// <summary>The event that says that the job is no longer wanted.</summary>
    internal const string Cancelled = "Cancelled";

    private const string RunActivity = "Core-Engine-Run";
    private const string CancelActivity = "Core-Engine-Cancel";

    /// <summary>Lets the engine work on a job, and has the outcome kept.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="job">The job.</param>
    /// <param name="deadline">When it is given up.</param>
    /// <param name="cancelled">Completes when the job is no longer wanted.</param>
    /// <param name="completeActivity">Takes a <see cref="Completion"/>.</param>
    /// <param name="failActivity">Takes a <see cref="Refusal"/>.</param>
    internal static async Task RunAsync(
        TaskOrchestrationContext context,
        JobReference job,
        DateTimeOffset deadline,
        Task cancelled,
        string completeActivity,
        string failActivity)
    {
        EngineVerdict? verdict = await VerdictAsync(context, job, deadline, cancelled);
        // To fail a job that nobody wants any more is to find it gone, and to clear up what is left of it.
        await (verdict?.Outputs is { } outputs
            ? context.CallActivityAsync(completeActivity, new Completion(job.OwnerId, job.JobId, outputs), Retry.Stubbornly)
            : context.CallActivityAsync(
                failActivity,
                new Refusal(job.OwnerId, job.JobId, verdict?.Failure ?? JobFailure.Unwanted),
                Retry.Stubbornly));
    }

    private static async Task<EngineVerdict?> VerdictAsync(
        TaskOrchestrationContext context, JobReference job, DateTimeOffset deadline, Task cancelled)
    {
        using CancellationTokenSource over = new();
        Task timer = context.CreateTimer(deadline.UtcDateTime, over.Token);
        Task<EngineVerdict?> work = context.CallActivityAsync<EngineVerdict?>(
            RunActivity, job, Retry.Thrice);
        Task first = await Task.WhenAny(work, cancelled, timer);
        if (first == work)
        {
            over.Cancel();
            try
            {
                return await work;
            }
            catch (TaskFailedException failed)
            {
                context.CreateReplaySafeLogger<EngineRun>().LogError(
                    failed, "The engine broke for good on job {JobId}", job.JobId);
                return EngineVerdict.Impossible(JobFailure.EngineCrashed);
            }
        }
        over.Cancel();
        await context.CallActivityAsync(CancelActivity, job.JobId, Retry.Patiently);
        return first == cancelled ? null : EngineVerdict.Impossible(JobFailure.TimedOut);
    }

    /// <summary>Does the job's work; null when the job is gone or has ended.</summary>
    [Function(RunActivity)]
    public async Task<EngineVerdict?> Run([ActivityTrigger] JobReference reference, CancellationToken cancellationToken)
    {
        Job? job = (await store.FindAsync<Job>(reference.OwnerId, reference.JobId, cancellationToken))?.Value;
        if (job is null || job.IsFinished) return null;
        // One from before owners took turns, or one that tries again, is not in its lane.
        await lanes.KeepAsync(job, cancellationToken);
        try
        {
            if (engine.CapacityOf(job.Lane) is { } capacity) await gate.WaitAsync(job, capacity, cancellationToken);
            EngineVerdict verdict = await engine.RunAsync(
                job, new JobWatcher(store, lanes, time, job), cancellationToken);
            await lanes.LeaveAsync(job, cancellationToken);
            return verdict;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            await lanes.LeaveAsync(job, cancellationToken);
            throw;
        }
    }

    /// <summary>Stops the job's work.</summary>
    [Function(CancelActivity)]
    public void Cancel([ActivityTrigger] string jobId)
    {
        gate.Cancel(jobId);
        engine.Cancel(jobId);
    }
}

/// <summary>Names a job.</summary>
public sealed record JobReference(string OwnerId, string JobId);

/// <summary>A job's work is done.</summary>
public sealed record Completion(string OwnerId, string JobId, JobOutputs Outputs);

/// <summary>A job's work cannot be done.</summary>
public sealed record Refusal(string OwnerId, string JobId, JobFailure Failure);
