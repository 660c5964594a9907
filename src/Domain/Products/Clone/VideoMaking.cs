using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>
/// The steps of a video's pipeline. Each may be repeated, and each finds the job gone when its owner has deleted the
/// video meanwhile.
/// </summary>
public sealed class VideoMaking(
    IDocumentStore store, IMediaStore media, Lanes lanes, WalletLedger ledger, TimeProvider time)
{
    /// <summary>Makes sure that the cost is held and that both models are still there.</summary>
    /// <returns>The job to run, or null when there is none: it has failed or is gone.</returns>
    public async Task<Job?> AdmitAsync(string ownerId, string jobId, CancellationToken cancellationToken)
    {
        Job? job = (await store.FindAsync<Job>(ownerId, jobId, cancellationToken))?.Value;
        if (job is null || job.IsFinished)
        {
            await ledger.ReleaseAsync(Minutes.Wallet(ownerId), jobId, cancellationToken);
            return null;
        }
        var video = (JobInputs.TalkingVideo)job.Inputs;
        foreach (string model in new[] { video.VideoModelId, video.VoiceModelId })
        {
            if (await store.FindAsync<CloneModel>(ownerId, model, cancellationToken) is null)
            {
                await FailAsync(ownerId, jobId, JobFailure.ModelGone, cancellationToken);
                return null;
            }
        }
        Result<WalletStatement> held = await ledger.HoldAsync(
            Minutes.Wallet(ownerId), jobId, job.Cost, cancellationToken);
        if (held.Succeeded) return job;
        await FailAsync(ownerId, jobId, NotEnoughMinutes, cancellationToken);
        return null;
    }

    /// <summary>
    /// The video is made: the job completes, then its cost is captured. When the owner has deleted the video, or it
    /// has ended otherwise, the outputs go and nothing is charged.
    /// </summary>
    public async Task CompleteAsync(
        string ownerId, string jobId, JobOutputs outputs, CancellationToken cancellationToken)
    {
        Job? job = await store.UpdateAsync<Job>(
            ownerId,
            jobId,
            j => j.Complete(outputs, GenerateVideoHandler.MinutesOf(outputs.DurationSeconds), time.GetUtcNow()),
            cancellationToken);
        if (job is { State: JobState.Completed, Charged: { } charged })
        {
            await ledger.CaptureAsync(Minutes.Wallet(ownerId), jobId, charged, cancellationToken);
            return;
        }
        await LetGoAsync(ownerId, jobId, cancellationToken);
    }

    /// <summary>The video cannot be made, and costs nothing.</summary>
    public async Task FailAsync(string ownerId, string jobId, JobFailure failure, CancellationToken cancellationToken)
    {
        Job? job = await store.UpdateAsync<Job>(
            ownerId, jobId, j => j.Fail(failure, time.GetUtcNow()), cancellationToken);
        if (job?.State == JobState.Completed) return;
        if (job is not null) await lanes.LeaveAsync(job, cancellationToken);
        await LetGoAsync(ownerId, jobId, cancellationToken);
    }

    /// <summary>
    /// The pipeline is over and has not ended the job, so nobody else will. The document changes last: as long as it is
    /// unfinished, a sweep that was cut off is repeated.
    /// </summary>
    public async Task AbandonAsync(string ownerId, string jobId, CancellationToken cancellationToken)
    {
        Job? job = (await store.FindAsync<Job>(ownerId, jobId, cancellationToken))?.Value;
        if (job is null || job.IsFinished) return;
        await lanes.LeaveAsync(job, cancellationToken);
        await LetGoAsync(ownerId, jobId, cancellationToken);
        await store.UpdateAsync<Job>(
            ownerId, jobId, j => j.Fail(JobFailure.EngineCrashed, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>Where a video's outputs go.</summary>
    public static MediaKey Folder(string ownerId, string jobId) => new(MediaKey.Library, $"videos/{ownerId}/{jobId}/");

    // Nothing is charged for a video that there will not be, and nothing of it stays.
    private async Task LetGoAsync(string ownerId, string jobId, CancellationToken cancellationToken)
    {
        await ledger.ReleaseAsync(Minutes.Wallet(ownerId), jobId, cancellationToken);
        await media.DeleteAllAsync(Folder(ownerId, jobId), cancellationToken);
    }

    private static JobFailure NotEnoughMinutes { get; } = new(
        "insufficient_credits", "There were not enough minutes left for this video.");
}
