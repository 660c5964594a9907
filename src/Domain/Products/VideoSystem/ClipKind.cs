using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>Jobs that make clips of prompts and of templates.</summary>
public sealed class ClipKind(Projects projects, IMediaStore media, StorageBook storage) : IJobKind
{
    /// <inheritdoc/>
    public string Product => PromptVideo.Product;

    /// <inheritdoc/>
    public string Name => PromptVideo.KindName;

    /// <inheritdoc/>
    public string Lane => "films";

    /// <inheritdoc/>
    public TimeSpan WorkLimit => TimeSpan.FromHours(2);

    /// <summary>The project that a clip was to be made for is gone.</summary>
    public static JobFailure ProjectGone { get; } = new("project_deleted", "The project of this clip was deleted.");

    /// <inheritdoc/>
    public async Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken) =>
        // Also for a request that was cut off before its project followed the job.
        await projects.FollowAsync(job, cancellationToken) is null ? ProjectGone : null;

    /// <inheritdoc/>
    public EngineTask ToTask(Job job)
    {
        PromptVideo video = job.InputsOf<PromptVideo>();
        return new EngineTask.PaintFilm
        {
            Output = video.Folder,
            Prompt = video.Prompt,
            Style = video.Style,
            Size = video.Size,
            Seconds = video.Seconds,
            Seed = video.Seed,
            Title = video.Title,
            Words = video.Words,
            Watermark = video.Watermark,
        };
    }

    /// <inheritdoc/>
    public Task MadeAsync(Job job, JobOutputs outputs, CancellationToken cancellationToken) =>
        storage.CountAsync(PromptVideo.RoomOf(job.OwnerId), job.Id, outputs.Bytes ?? 0, cancellationToken);

    /// <inheritdoc/>
    public Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken) =>
        ClearAsync(job.OwnerId, job.Id, cancellationToken);

    /// <inheritdoc/>
    public Task GoneAsync(JobReference job, CancellationToken cancellationToken) =>
        ClearAsync(job.OwnerId, job.JobId, cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<PersonalItem> Describe(Job job)
    {
        PromptVideo video = job.InputsOf<PromptVideo>();
        string path = $"videosystem/clips/{job.Id}";
        yield return new PersonalItem.Data(
            $"{path}.json",
            new
            {
                job.Id,
                video.ProjectId,
                video.Title,
                video.Prompt,
                video.Style,
                video.Size,
                video.Seconds,
                video.Seed,
                video.Words,
                video.TemplateId,
                job.State,
                FileSizeBytes = job.Outputs?.Bytes,
                Failure = job.Failure?.Message,
                job.CreatedAt,
                job.StartedAt,
                job.FinishedAt,
            });
        if (job.Outputs?.Video is { } made) yield return new PersonalItem.File($"{path}.mp4", made);
        if (job.Outputs?.Thumbnail is { } still) yield return new PersonalItem.File($"{path}.jpg", still);
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(PromptVideo.FilesOf(ownerId), cancellationToken);

    /// <summary>Deletes what a job made and gives its room back, whether or not it has made or taken any.</summary>
    internal async Task ClearAsync(string ownerId, string jobId, CancellationToken cancellationToken)
    {
        await media.DeleteAllAsync(PromptVideo.FolderOf(ownerId, jobId), cancellationToken);
        await storage.ReturnAsync(PromptVideo.RoomOf(ownerId), jobId, cancellationToken);
    }
}
