using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>
/// What comes before a model's training: its upload. Each step may be repeated, and each finds the model gone when its owner
/// has deleted it meanwhile.
/// </summary>
public sealed class ModelSources(
    IDocumentStore store,
    IMediaStore media,
    JobDesk desk,
    VideoTrainingKind videoTraining,
    VoiceTrainingKind voiceTraining,
    TimeProvider time) : IProductWork
{
    /// <summary>The orchestration that waits for an upload.</summary>
    public const string Pipeline = "Clone-Upload-Await";

    /// <summary>The event that says that the upload is there.</summary>
    public const string Arrived = "UploadArrived";

    /// <summary>The event that says that the upload is complete, in its owner's words.</summary>
    public const string Confirmed = "UploadConfirmed";

    /// <summary>How long a pipeline waits for the confirmation of an upload that is there.</summary>
    public static TimeSpan ConfirmationPatience { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The upload never came, and its URL has expired.</summary>
    public static JobFailure UploadMissing { get; } = new(
        "upload_missing", "The file was not uploaded before its link expired. Create a new model to try again.");

    /// <summary>The id of the orchestration that waits for a model's upload; the model's own is its training's.</summary>
    public static string PipelineOf(string modelId) => $"upload-{modelId}";

    /// <summary>Names the training of a model, which need not have begun.</summary>
    public static JobReference TrainingOf(CloneModel model) => new(
        model.OwnerId,
        model.Id,
        CloneWork.Product,
        model.Kind == ModelKind.Video ? VideoTrainingKind.KindName : VoiceTrainingKind.KindName);

    /// <summary>The upload is there: the model waits to be confirmed.</summary>
    public Task ArriveAsync(string ownerId, string modelId, CancellationToken cancellationToken) =>
        store.UpdateAsync<CloneModel>(ownerId, modelId, m => m.Arrive(time.GetUtcNow()), cancellationToken);

    /// <summary>
    /// Compares the upload with what was promised and queues the training, or fails the model and has that told.
    /// </summary>
    public async Task AdmitAsync(
        string ownerId, string modelId, IPipelines pipelines, CancellationToken cancellationToken)
    {
        CloneModel? model = await store.UpdateAsync<CloneModel>(
            ownerId, modelId, m => m.Confirm(time.GetUtcNow()), cancellationToken);
        if (model is null) return;
        if (!model.IsFinished && await BrokenAsync(model, cancellationToken) is { } broken)
            model = await FailAsync(model, broken, cancellationToken) ?? model;
        if (model.IsFinished)
        {
            await RemoveBrokenAsync(model, cancellationToken);
            await pipelines.AnnounceAsync(TrainingOf(model), cancellationToken);
            return;
        }
        TrainingKind kind = model.Kind == ModelKind.Video ? videoTraining : voiceTraining;
        if (await store.FindAsync<Job>(ownerId, modelId, cancellationToken) is { } known)
        {
            await desk.GoOnAsync(known.Value, pipelines, cancellationToken, isSettled: true);
            return;
        }
        await desk.QueueAsync(
            new NewJob
            {
                Id = model.Id,
                OwnerId = ownerId,
                Kind = kind,
                Inputs = JobInputs.Of(new TrainingInputs(kind.Name, model.Source, model.Files)),
                EstimatedSeconds = kind.EstimatedSeconds,
                IsSettled = true,
            },
            pipelines,
            cancellationToken);
    }

    /// <summary>
    /// Deletes the upload of a model that has failed unless it has the size that was promised: a store that cannot refuse
    /// another one may have been sent anything, and parts of what never became whole.
    /// </summary>
    public async Task RemoveBrokenAsync(CloneModel model, CancellationToken cancellationToken)
    {
        if (model.State != ModelState.Failed) return;
        MediaObject? upload = await media.FindAsync(model.Source, cancellationToken);
        if (upload?.Bytes != model.Promise.Bytes) await media.DeleteAsync(model.Source, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RecoverAsync(RecoverySweep sweep, CancellationToken cancellationToken)
    {
        foreach (ModelState state in new[] { ModelState.Pending, ModelState.Uploading, ModelState.Processing })
        {
            await sweep.RepairAllAsync<CloneModel>(
                [Filter.Equal("state", state)],
                model => model.CreatedAt,
                model => RepairAsync(model, sweep.Pipelines, cancellationToken),
                cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> StopAsync(string ownerId, IPipelines pipelines, CancellationToken cancellationToken)
    {
        bool quiet = true;
        await foreach (CloneModel model in store.ReadAllAsync<CloneModel>(ownerId, cancellationToken))
        {
            await FailAsync(model, JobFailure.Unwanted, cancellationToken);
            string id = PipelineOf(model.Id);
            quiet &= await pipelines.StopAsync(
                id, await pipelines.FindAsync(Pipeline, id, cancellationToken), cancellationToken);
        }
        return quiet;
    }

    private async Task<bool> RepairAsync(CloneModel model, IPipelines pipelines, CancellationToken cancellationToken)
    {
        // Once there is a job, it is found by itself.
        if (await store.FindAsync<Job>(model.OwnerId, model.Id, cancellationToken) is { Value.IsFinished: false })
            return false;
        PipelineState upload = await pipelines.FindAsync(
            Pipeline, PipelineOf(model.Id), cancellationToken);
        if (upload == PipelineState.Running)
        {
            // What is sent to an orchestration may be lost while the machines share it out anew; twice does no harm.
            if (model.State == ModelState.Processing) await pipelines.ConfirmUploadAsync(model.Id, cancellationToken);
            return false;
        }
        switch (await pipelines.FindAsync(model.Id, cancellationToken))
        {
            case PipelineState.Running:
                return false;
            case PipelineState.Missing or PipelineState.Outdated when upload == PipelineState.Missing:
                await pipelines.AwaitUploadAsync(model, cancellationToken);
                return true;
            default:
                // Its end would be kept silent if the sweep were cut off after it.
                await pipelines.AnnounceAsync(TrainingOf(model), cancellationToken);
                await FailAsync(model, JobFailure.EngineCrashed, cancellationToken);
                return true;
        }
    }

    private async Task<JobFailure?> BrokenAsync(CloneModel model, CancellationToken cancellationToken)
    {
        // What is in its lane was compared before, and its source may be changed no more.
        if (await store.FindAsync<Job>(model.OwnerId, model.Id, cancellationToken) is not null) return null;
        MediaObject? upload = await media.FindAsync(model.Source, cancellationToken);
        return upload is null ? UploadMissing
            : upload.Bytes != model.Promise.Bytes ? SizeDiffers(model.Promise.Bytes, upload.Bytes)
            : null;
    }

    private Task<CloneModel?> FailAsync(CloneModel model, JobFailure failure, CancellationToken cancellationToken) =>
        store.UpdateAsync<CloneModel>(
            model.OwnerId, model.Id, m => m.Fail(failure, time.GetUtcNow()), cancellationToken);

    private static JobFailure SizeDiffers(long promised, long actual) => new(
        "size_mismatch",
        $"The uploaded file has {actual} bytes, but {promised} were announced" +
        $"{(actual < promised ? ": the upload was probably cut off" : "")}. Create a new model to try again.");
}

/// <summary>What the orchestration that waits for an upload starts with.</summary>
public sealed record AwaitedUpload(string OwnerId, string ModelId, DateTimeOffset UploadExpiresAt);

/// <summary>Starting and telling the orchestrations that wait for uploads.</summary>
public static class UploadPipelines
{
    /// <summary>Waits for a model's upload, and then trains it.</summary>
    public static Task AwaitUploadAsync(
        this IPipelines pipelines, CloneModel model, CancellationToken cancellationToken) => pipelines.StartAsync(
            ModelSources.Pipeline,
            ModelSources.PipelineOf(model.Id),
            new AwaitedUpload(model.OwnerId, model.Id, model.UploadExpiresAt),
            cancellationToken);

    /// <summary>The upload is complete, in its owner's words.</summary>
    public static Task ConfirmUploadAsync(
        this IPipelines pipelines, string modelId, CancellationToken cancellationToken) =>
        pipelines.TellAsync(ModelSources.PipelineOf(modelId), ModelSources.Confirmed, cancellationToken);
}
