using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>
/// The steps of a training pipeline. Each may be repeated, and each finds the model gone when its owner has deleted
/// it meanwhile.
/// </summary>
public sealed class Training(IDocumentStore store, IMediaStore media, Lanes lanes, TimeProvider time)
{
    /// <summary>How long training may take from its upload on, waiting included.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromHours(6);

    /// <summary>How long a pipeline waits for the confirmation of an upload that is there.</summary>
    public static TimeSpan ConfirmationPatience { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The upload is there: the model waits to be confirmed.</summary>
    public Task ArriveAsync(string ownerId, string modelId, CancellationToken cancellationToken) =>
        store.UpdateAsync<CloneModel>(ownerId, modelId, m => m.Arrive(time.GetUtcNow()), cancellationToken);

    /// <summary>
    /// Compares the upload with what was promised and puts the training into its lane.
    /// </summary>
    /// <returns>The job to run, or null when there is none: the model has failed or is gone.</returns>
    public async Task<Job?> AdmitAsync(string ownerId, string modelId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        CloneModel? model = await store.UpdateAsync<CloneModel>(
            ownerId, modelId, m => m.Confirm(now), cancellationToken);
        if (model is null || model.IsFinished) return null;
        Stored<Job>? known = await store.FindAsync<Job>(ownerId, modelId, cancellationToken);
        if (known is not null)
        {
            await lanes.KeepAsync(known.Value, cancellationToken);
            return known.Value;
        }

        MediaObject? upload = await media.FindAsync(model.Source, cancellationToken);
        JobFailure? broken = upload is null ? UploadMissing
            : upload.Bytes != model.Promise.Bytes ? SizeDiffers(model.Promise.Bytes, upload.Bytes)
            : null;
        if (broken is not null)
        {
            await FailAsync(ownerId, modelId, broken, cancellationToken);
            return null;
        }

        Job job = new()
        {
            Id = model.Id,
            OwnerId = ownerId,
            Inputs = model.Kind == ModelKind.Video
                ? new JobInputs.VideoTraining(model.Source, model.Files)
                : new JobInputs.VoiceTraining(model.Source, model.Files),
            Lane = model.Kind == ModelKind.Video ? Lane.VideoTraining : Lane.VoiceTraining,
            EstimatedSeconds = model.Kind == ModelKind.Video ? 20 : 3,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now + Deadline,
        };
        job = (await store.FindOrCreateAsync(ownerId, modelId, () => job, cancellationToken)).Value;
        await lanes.KeepAsync(job, cancellationToken);
        return job;
    }

    /// <summary>Training has ended well: the model can be used.</summary>
    public async Task CompleteAsync(
        string ownerId, string modelId, JobOutputs outputs, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        CloneModel? model = await store.UpdateAsync<CloneModel>(
            ownerId, modelId, m => m.Complete(outputs, now), cancellationToken);
        await store.UpdateAsync<Job>(ownerId, modelId, j => j.Complete(outputs, 0, now), cancellationToken);
        if (model is null) await ForgetAsync(ownerId, modelId, cancellationToken);
    }

    /// <summary>Training has ended badly, or never began.</summary>
    public async Task FailAsync(
        string ownerId, string modelId, JobFailure failure, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        CloneModel? model = await store.UpdateAsync<CloneModel>(
            ownerId, modelId, m => m.Fail(failure, now), cancellationToken);
        Job? job = await store.UpdateAsync<Job>(ownerId, modelId, j => j.Fail(failure, now), cancellationToken);
        if (job is not null) await lanes.LeaveAsync(job, cancellationToken);
        if (model is null) await ForgetAsync(ownerId, modelId, cancellationToken);
    }

    /// <summary>The upload never came, and its URL has expired.</summary>
    public static JobFailure UploadMissing { get; } = new(
        "upload_missing", "The file was not uploaded before its link expired. Create a new model to try again.");

    private static JobFailure SizeDiffers(long promised, long actual) => new(
        "size_mismatch",
        $"The uploaded file has {actual} bytes, but {promised} were announced: the upload was probably cut off. " +
        "Create a new model to try again.");

    // The owner deleted the model while its training went on: what training left behind goes too.
    private async Task ForgetAsync(string ownerId, string modelId, CancellationToken cancellationToken)
    {
        await store.DeleteAsync<Job>(ownerId, modelId, cancellationToken);
        await media.DeleteAllAsync(CloneModel.FilesOf(ownerId, modelId), cancellationToken);
    }
}
