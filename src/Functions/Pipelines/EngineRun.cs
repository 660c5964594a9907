using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Pipelines;

/// <summary>The part that all pipelines share: the engine's work on a job, until it ends or has to be given up.</summary>
public sealed class EngineRun(IMediaEngine engine, IDocumentStore store, Lanes lanes, TimeProvider time)
{
    /// <summary>The event that says that the job is no longer wanted.</summary>
    internal const string Cancelled = "Cancelled";

    private const string RunActivity = "Engine-Job-Run";
    private const string CancelActivity = "Engine-Job-Cancel";

    // An engine that breaks is tried again; what cannot be done is a verdict, not an exception.
    private static readonly TaskOptions Retries = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 4));

    /// <summary>Waits for the engine's verdict on a job.</summary>
    /// <param name="context">The orchestration.</param>
    /// <param name="ownerId">Whose job it is.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="deadline">When it is given up.</param>
    /// <param name="cancelled">Completes when the job is no longer wanted.</param>
    /// <returns>The verdict, or null when the job is no longer wanted.</returns>
    internal static async Task<EngineVerdict?> VerdictAsync(
        TaskOrchestrationContext context, string ownerId, string jobId, DateTimeOffset deadline, Task cancelled)
    {
        using CancellationTokenSource over = new();
        Task timer = context.CreateTimer(deadline.UtcDateTime, over.Token);
        Task<EngineVerdict?> work = context.CallActivityAsync<EngineVerdict?>(
            RunActivity, new JobReference(ownerId, jobId), Retries);
        Task first = await Task.WhenAny(work, cancelled, timer);
        if (first == work)
        {
            await over.CancelAsync();
            try
            {
                return await work;
            }
            catch (TaskFailedException failed)
            {
                context.CreateReplaySafeLogger<EngineRun>().LogError(
                    failed, "The engine broke for good on job {JobId}", jobId);
                return EngineVerdict.Impossible(JobFailure.EngineCrashed);
            }
        }
        await over.CancelAsync();
        await context.CallActivityAsync(CancelActivity, jobId);
        return first == cancelled ? null : EngineVerdict.Impossible(JobFailure.TimedOut);
    }

    /// <summary>Does the job's work; null when the job is gone or has ended.</summary>
    [Function(RunActivity)]
    public async Task<EngineVerdict?> Run([ActivityTrigger] JobReference reference, CancellationToken cancellationToken)
    {
        Job? job = (await store.FindAsync<Job>(reference.OwnerId, reference.JobId, cancellationToken))?.Value;
        if (job is null || job.IsFinished) return null;
        return await engine.RunAsync(job, new JobWatcher(store, lanes, time, job), cancellationToken);
    }

    /// <summary>Stops the job's work.</summary>
    [Function(CancelActivity)]
    public void Cancel([ActivityTrigger] string jobId) => engine.Cancel(jobId);
}

/// <summary>Names a job.</summary>
public sealed record JobReference(string OwnerId, string JobId);
