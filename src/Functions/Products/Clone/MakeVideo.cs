using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Products.Clone;

/// <summary>
/// Makes a video: hold its minutes, let the engine work, then keep the video and capture the minutes, or release them;
/// then say so.
/// </summary>
public sealed class MakeVideo(VideoMaking making)
{
    internal const string Name = "Clone-Video-Make";

    private const string AdmitActivity = "Clone-Video-Admit";
    private const string CompleteActivity = "Clone-Video-Complete";
    private const string FailActivity = "Clone-Video-Fail";

    /// <summary>What the pipeline starts with.</summary>
    public sealed record Input(string OwnerId, string JobId, DateTimeOffset DeadlineAt);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        Task cancelled = context.WaitForExternalEvent<object?>(EngineRun.Cancelled);
        JobReference job = new(input.OwnerId, input.JobId);
        if (await context.CallActivityAsync<bool>(AdmitActivity, job, Retry.Patiently))
            await EngineRun.RunAsync(context, job, input.DeadlineAt, cancelled, CompleteActivity, FailActivity);
        await AnnounceJob.BeginAsync(context, job);
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
