using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>Jobs that make videos. Clone §6.</summary>
public sealed class TalkingVideoKind(IDocumentStore store, IMediaStore media) : IJobKind
{
    /// <inheritdoc/>
    public string Product => CloneWork.Product;

    /// <inheritdoc/>
    public string Name => TalkingVideo.KindName;

    /// <inheritdoc/>
    public string Lane => CloneWork.VideoLane;

    /// <inheritdoc/>
    public TimeSpan WorkLimit => TimeSpan.FromHours(6);

    /// <inheritdoc/>
    public bool OwnsUnnamed => true;

    /// <inheritdoc/>
    public JobFailure Unaffordable { get; } = new(
        "insufficient_credits", "There were not enough minutes left for this video.");

    /// <summary>A model that a video needs is gone.</summary>
    public static JobFailure ModelGone { get; } = new(
        "model_deleted", "A model that this video needs was deleted.");

    /// <summary>The minutes that so many seconds of video cost: begun ones count whole.</summary>
    public static int MinutesOf(double seconds) => Math.Max(1, (int)Math.Ceiling(seconds / 60));

    /// <inheritdoc/>
    // The oldest jobs name no wallet.
    public WalletId? WalletOf(Job job) => job.Wallet ?? Minutes.Wallet(job.OwnerId);

    /// <inheritdoc/>
    public async Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken)
    {
        TalkingVideo video = job.InputsOf<TalkingVideo>();
        foreach (string model in new[] { video.VideoModelId, video.VoiceModelId })
            if (await store.FindAsync<CloneModel>(job.OwnerId, model, cancellationToken) is null) return ModelGone;
        return null;
    }

    /// <inheritdoc/>
    public EngineTask ToTask(Job job)
    {
        TalkingVideo video = job.InputsOf<TalkingVideo>();
        return new EngineTask.TalkingHead
        {
            Output = video.Folder,
            Looks = CloneModel.FilesOf(job.OwnerId, video.VideoModelId),
            Voice = CloneModel.FilesOf(job.OwnerId, video.VoiceModelId),
            Text = video.Text,
            Language = video.Language,
            Resolution = video.Resolution,
            Title = video.Title,
            Watermark = video.Watermark,
        };
    }

    /// <inheritdoc/>
    public int ChargeOf(Job job, JobOutputs outputs) => MinutesOf(outputs.DurationSeconds);

    /// <inheritdoc/>
    public Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(TalkingVideo.FolderOf(job.OwnerId, job.Id), cancellationToken);

    /// <inheritdoc/>
    public Task GoneAsync(JobReference job, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(TalkingVideo.FolderOf(job.OwnerId, job.JobId), cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<PersonalItem> Describe(Job job)
    {
        TalkingVideo video = job.InputsOf<TalkingVideo>();
        string path = $"videos/{job.Id}";
        yield return new PersonalItem.Data(
            $"{path}.json",
            new
            {
                job.Id,
                video.Title,
                video.Text,
                video.Language,
                video.Resolution,
                video.VideoModelId,
                video.VoiceModelId,
                job.State,
                Minutes = job.Charged,
                job.Outputs?.DurationSeconds,
                FileSizeBytes = job.Outputs?.Bytes,
                Failure = job.Failure?.Message,
                job.CreatedAt,
                job.StartedAt,
                job.FinishedAt,
            });
        if (job.Outputs?.Video is { } made) yield return new PersonalItem.File($"{path}.mp4", made);
        if (job.Outputs?.Thumbnail is { } still) yield return new PersonalItem.File($"{path}.jpg", still);
        if (job.Outputs?.Captions is { } captions) yield return new PersonalItem.File($"{path}.vtt", captions);
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(new MediaKey(MediaKey.Library, $"videos/{ownerId}/"), cancellationToken);
}
