using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Clones;
using Understudy.Domain.Jobs;

namespace Understudy.Functions.Pipelines;

/// <summary>
/// Makes a video: hold its minutes, let the engine work, then keep the video and capture the minutes, or release them.
/// </summary>
public sealed class MakeVideo(VideoMaking making)
{
    internal const string Name = "Clone-Video-Make";

    private const string AdmitActivity = "Clone-Video-Admit";
    private const string CompleteActivity = "Clone-Video-Complete";
    private const string FailActivity = "Clone-Video-Fail";

    private static readonly TaskOptions Retries = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2));

    /// <summary>What the pipeline starts with.</summary>
    public sealed record Input(string OwnerId, string JobId, DateTimeOffset DeadlineAt);

    /// <summary>A made video.</summary>
    public sealed record Completion(string OwnerId, string JobId, JobOutputs Outputs);

    /// <summary>Why a video could not be made.</summary>
    public sealed record Refusal(string OwnerId, string JobId, JobFailure Failure);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        Task cancelled = context.WaitForExternalEvent<object?>(EngineRun.Cancelled);
        JobReference job = new(input.OwnerId, input.JobId);
        if (!await context.CallActivityAsync<bool>(AdmitActivity, job, Retries)) return;
        EngineVerdict? verdict = await EngineRun.VerdictAsync(
            context, input.OwnerId, input.JobId, input.DeadlineAt, cancelled);
        if (verdict?.Outputs is { } outputs)
        {
            await context.CallActivityAsync(
                CompleteActivity, new Completion(input.OwnerId, input.JobId, outputs), Retries);
        }
        else
        {
            // Nobody wants a video that was cancelled: failing it finds it gone and clears up what is left.
            JobFailure failure = verdict?.Failure ?? JobFailure.Unwanted;
            await context.CallActivityAsync(FailActivity, new Refusal(input.OwnerId, input.JobId, failure), Retries);
        }
    }

    /// <summary>Holds the minutes; whether there is something to make.</summary>
    [Function(AdmitActivity)]
    public async Task<bool> Admit([ActivityTrigger] JobReference job, CancellationToken cancellationToken) =>
        await making.AdmitAsync(job.OwnerId, job.JobId, cancellationToken) is not null;

    /// <summary>Keeps the video.</summary>
    [Function(CompleteActivity)]
    public Task Complete([ActivityTrigger] Completion done, CancellationToken cancellationToken) =>
        making.CompleteAsync(done.OwnerId, done.JobId, done.Outputs, cancellationToken);

    /// <summary>Gives the video up.</summary>
    [Function(FailActivity)]
    public Task Fail([ActivityTrigger] Refusal refusal, CancellationToken cancellationToken) =>
        making.FailAsync(refusal.OwnerId, refusal.JobId, refusal.Failure, cancellationToken);
}
