using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;
using Understudy.Functions.Http.Streaming;

namespace Understudy.Functions.Products.Clone;

/// <summary>What the endpoints of video models and of voice models do alike. Clone §4, §5.</summary>
public sealed class ModelEndpoints(
    Models models,
    CompleteUploadHandler completeUpload,
    DeleteModelHandler deleteModel,
    IMediaStore media,
    IDocumentStore store,
    Lanes lanes,
    TimeProvider time)
{
    internal Task<CloneModel?> FindAsync(HttpRequest request, ModelKind kind, string id) => models.FindAsync(
        Caller.IdOf(request), kind, CanonicalId.OrNone(id), request.HttpContext.RequestAborted);

    internal Uri? Thumbnail(CloneModel model) => media.Link(model.Thumbnail);

    /// <summary>A link to what was uploaded, or null as long as nothing was.</summary>
    internal Uri? Source(CloneModel model) =>
        media.Link(model.State == ModelState.Pending || model.Failure?.Code == ModelSources.UploadMissing.Code
            ? null
            : model.Source);

    internal async Task<IResult> CompleteUploadAsync(
        HttpRequest request, ModelKind kind, string id, DurableTaskClient client)
    {
        JsonFields fields = await JsonFields.ReadAsync(request, mayBeEmpty: true);
        // The length that counts is the probed one; what the client says only has to make sense.
        fields.OptionalAmount("duration_seconds", 86_400);
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Result<CloneModel> confirmed = await completeUpload.HandleAsync(
            new CompleteUpload(Caller.IdOf(request), kind, CanonicalId.OrNone(id)),
            new DurablePipelines(client),
            request.HttpContext.RequestAborted);
        if (!confirmed.Succeeded) return CloneErrors.From(confirmed.Problem);
        CloneModel model = confirmed.Value;
        return CloneResults.Ok(
            new UploadCompleted(
                new ModelBrief(model.Id, model.Name, CloneWords.ModelStates[model.State], model.CreatedAt),
                kind == ModelKind.Video
                    ? "Video model is now being processed"
                    : "Voice model is now being processed"),
            CloneJson.Wire.UploadCompleted);
    }

    internal async Task<IResult> RenameAsync(HttpRequest request, ModelKind kind, string id)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        string name = fields.Line("name", 100);
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Result<CloneModel> renamed = await models.RenameAsync(
            Caller.IdOf(request), kind, CanonicalId.OrNone(id), name, request.HttpContext.RequestAborted);
        if (!renamed.Succeeded) return CloneErrors.From(renamed.Problem);
        CloneModel model = renamed.Value;
        return CloneResults.Ok(
            new ModelRenamed(new RenamedModel(
                model.Id, model.Name, CloneWords.ModelStates[model.State], model.UpdatedAt)),
            CloneJson.Wire.ModelRenamed);
    }

    internal async Task<IResult> DeleteAsync(HttpRequest request, ModelKind kind, string id, DurableTaskClient client)
    {
        Problem? problem = await deleteModel.HandleAsync(
            new DeleteModel(Caller.IdOf(request), kind, CanonicalId.OrNone(id)),
            new DurablePipelines(client),
            request.HttpContext.RequestAborted);
        if (problem is not null) return CloneErrors.From(problem);
        return CloneResults.Message(
            kind == ModelKind.Video ? "Video model deleted successfully" : "Voice model deleted successfully");
    }

    /// <summary>Live progress, beyond the contract.</summary>
    internal async Task<IResult> EventsAsync(HttpRequest request, ModelKind kind, string id)
    {
        if (await FindAsync(request, kind, id) is not { } model) return CloneErrors.From(Models.Missing(kind));
        Watched<ModelEvent> watched = new(
            $"{model.OwnerId}/{model.Id}",
            // Its place in the queue depends on those of others.
            [model.OwnerId, kind == ModelKind.Video ? CloneWork.VideoTrainingLane : CloneWork.VoiceTrainingLane],
            async gone => await models.FindAsync(model.OwnerId, kind, model.Id, gone) is { } now
                ? await StateAsync(now, gone)
                : null);
        await ServerSentEvents.SendAsync(request.HttpContext, watched, CloneJson.Wire.ModelEvent, time);
        return Results.Empty;
    }

    private async Task<WatchedState<ModelEvent>> StateAsync(
        CloneModel model, CancellationToken cancellationToken)
    {
        Job? job = (await store.FindAsync<Job>(model.OwnerId, model.Id, cancellationToken))?.Value;
        int? position = job is null ? null : (await lanes.PositionAsync(job, cancellationToken))?.Ahead;
        ModelEvent data = new(
            model.Id,
            CloneWords.ModelStates[model.State],
            model.State == ModelState.Completed ? 100 : job?.Progress ?? 0,
            position,
            model.Failure?.Message);
        return new WatchedState<ModelEvent>(
            $"{data.Status}-{data.ProgressPercent}-{position}", data, model.IsFinished);
    }
}
