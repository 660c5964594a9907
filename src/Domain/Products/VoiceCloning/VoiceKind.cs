using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>Jobs of this product: what they have in common. They cost nothing; limits bound them.</summary>
/// <typeparam name="T">What their inputs are.</typeparam>
public abstract class VoiceKind<T>(IMediaStore media, StorageBook storage) : IJobKind
    where T : VoiceInputs
{
    /// <inheritdoc/>
    public string Product => VoiceWork.Product;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Lane { get; }

    /// <inheritdoc/>
    public TimeSpan WorkLimit => TimeSpan.FromHours(4);

    /// <inheritdoc/>
    public virtual async Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken)
    {
        foreach (MediaKey source in job.InputsOf<T>().Sources)
            if (await media.FindAsync(source, cancellationToken) is null) return JobFailure.SourceGone;
        return null;
    }

    /// <inheritdoc/>
    public EngineTask ToTask(Job job) => ToTask(job.InputsOf<T>());

    /// <inheritdoc/>
    public Task MadeAsync(Job job, JobOutputs outputs, CancellationToken cancellationToken) => outputs.Bytes is { } bytes
        ? storage.CountAsync(VoiceWork.RoomOf(job.OwnerId), job.Id, bytes, cancellationToken)
        : Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task CompletedAsync(Job job, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken) =>
        ClearAsync(job.OwnerId, job.Id, cancellationToken);

    /// <inheritdoc/>
    public virtual Task GoneAsync(JobReference job, CancellationToken cancellationToken) =>
        ClearAsync(job.OwnerId, job.JobId, cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<PersonalItem> Describe(Job job)
    {
        string path = $"voicecloning/jobs/{job.Id}";
        T inputs = job.InputsOf<T>();
        yield return new PersonalItem.Data(
            $"{path}.json",
            new
            {
                job.Id,
                job.Kind,
                inputs.SourceId,
                inputs.Name,
                inputs.Project,
                Details = Details(inputs),
                job.State,
                job.Outputs?.DurationSeconds,
                FileSizeBytes = job.Outputs?.Bytes,
                Failure = job.Failure?.Message,
                job.CreatedAt,
                job.StartedAt,
                job.FinishedAt,
            });
        if (job.Outputs is not { } made) yield break;
        foreach (MediaKey file in new[] { made.Video, made.Audio, made.Captions, made.Report }.OfType<MediaKey>())
            yield return new PersonalItem.File($"{path}/{Path.GetFileName(file.Name)}", file);
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(VoiceWork.FilesOf(ownerId), cancellationToken);

    /// <summary>Says in an engine's words what is to be done.</summary>
    protected abstract EngineTask ToTask(T inputs);

    /// <summary>What an export tells of the inputs beside what all have.</summary>
    protected abstract object Details(T inputs);

    private async Task ClearAsync(string ownerId, string jobId, CancellationToken cancellationToken)
    {
        await media.DeleteAllAsync(VoiceWork.FolderOf(ownerId, jobId), cancellationToken);
        await storage.ReturnAsync(VoiceWork.RoomOf(ownerId), jobId, cancellationToken);
    }
}
