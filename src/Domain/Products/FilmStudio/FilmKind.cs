using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>Jobs of this product: what they have in common.</summary>
/// <typeparam name="T">What their inputs are.</typeparam>
public abstract class FilmKind<T>(FilmProjects projects, IMediaStore media, StorageBook storage) : IJobKind
    where T : FilmInputs
{
    /// <inheritdoc/>
    public string Product => FilmStudioPlans.Product;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Lane { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyCollection<Type> Tasks { get; }

    /// <inheritdoc/>
    public TimeSpan WorkLimit => TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public async Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken)
    {
        // Also for a request that was cut off before its project followed the job.
        if (await projects.FollowAsync(job, cancellationToken) is null) return FilmFailures.ProjectGone;
        foreach (MediaKey source in job.InputsOf<T>().Sources)
            if (await media.FindAsync(source, cancellationToken) is null) return JobFailure.SourceGone;
        return null;
    }

    /// <inheritdoc/>
    public EngineTask ToTask(Job job) => ToTask(job.InputsOf<T>());

    /// <inheritdoc/>
    public virtual async Task MadeAsync(Job job, JobOutputs outputs, CancellationToken cancellationToken)
    {
        await storage.CountAsync(FilmWork.RoomOf(job.OwnerId), job.Id, outputs.Bytes ?? 0, cancellationToken);
        // Before anybody can read that it is there: whatever cuts this off, the project's film is looked at again.
        await projects.ChangeAsync(job.OwnerId, job.InputsOf<T>().ProjectId, cancellationToken);
    }

    /// <inheritdoc/>
    public virtual HoldRequest HoldOf(Job job) => new(job.Id, job.Cost);

    /// <inheritdoc/>
    public Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken) =>
        ClearAsync(job.OwnerId, job.Id, cancellationToken);

    /// <inheritdoc/>
    public Task GoneAsync(JobReference job, CancellationToken cancellationToken) =>
        ClearAsync(job.OwnerId, job.JobId, cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<PersonalItem> Describe(Job job)
    {
        T inputs = job.InputsOf<T>();
        string path = $"filmstudio/jobs/{job.Id}";
        yield return new PersonalItem.Data(
            $"{path}.json",
            new
            {
                job.Id,
                job.Kind,
                inputs.ProjectId,
                Details = Details(inputs),
                job.State,
                Credits = job.Charged,
                job.Outputs?.DurationSeconds,
                FileSizeBytes = job.Outputs?.Bytes,
                Failure = job.Failure?.Message,
                job.CreatedAt,
                job.StartedAt,
                job.FinishedAt,
            });
        if (job.Outputs is not { } made) yield break;
        foreach (MediaKey file in new[] { made.Video, made.Audio, made.Thumbnail, made.Captions }.OfType<MediaKey>())
            yield return new PersonalItem.File($"{path}/{Path.GetFileName(file.Name)}", file);
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(FilmWork.FilesOf(ownerId), cancellationToken);

    /// <summary>Deletes what a job of this product made, of whatever kind, and gives its room back.</summary>
    internal async Task ClearAsync(string ownerId, string jobId, CancellationToken cancellationToken)
    {
        await media.DeleteAllAsync(FilmWork.FolderOf(ownerId, jobId), cancellationToken);
        await storage.ReturnAsync(FilmWork.RoomOf(ownerId), jobId, cancellationToken);
    }

    /// <summary>Says in an engine's words what is to be done.</summary>
    protected abstract EngineTask ToTask(T inputs);

    /// <summary>What an export tells of the inputs beside what all have.</summary>
    protected abstract object Details(T inputs);
}

/// <summary>Why jobs of this product fail before an engine is asked.</summary>
public static class FilmFailures
{
    /// <summary>The project that a job was for is gone.</summary>
    public static JobFailure ProjectGone { get; } = new(
        "project_deleted", "The project of this job was deleted; nothing was charged.");

    /// <summary>The credits of a job were spent before its turn came.</summary>
    public static JobFailure Unaffordable { get; } = new(
        "insufficient_credits", "There were not enough credits left for this video.");
}
