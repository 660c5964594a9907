using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>Models of a person's looks. Clone §4.</summary>
[SignedInBy(Way.Firebase)]
public sealed class VideoModels(ModelEndpoints endpoints, Models models, CreateModelHandler createModel)
{
    /// <summary>Clone §4.1.</summary>
    [Function("Clone-VideoModel-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/models/video")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        ModelState? state = query.Choice("status", CloneWords.ModelStates);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        if (query.Problem is { } invalid) return CloneErrors.From(invalid);
        DocumentPage<CloneModel> page = await models.ListAsync(
            Caller.IdOf(request), ModelKind.Video, state, sourceType: null, paging, cancellationToken);
        VideoModelItem[] items = [.. page.Items.Select(item => item.Value).Select(model => new VideoModelItem(
            model.Id,
            model.Name,
            endpoints.Thumbnail(model),
            CloneResults.Seconds(model.DurationSeconds),
            CloneWords.ModelStates[model.State],
            model.CreatedAt))];
        return CloneResults.Ok(
            new VideoModelsAnswer(items, CloneResults.Page(paging, page.Total)), CloneJson.Wire.VideoModelsAnswer);
    }

    /// <summary>Clone §4.2.</summary>
    [Function("Clone-VideoModel-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/models/video/{id}")]
        HttpRequest request,
        string id)
    {
        if (await endpoints.FindAsync(request, ModelKind.Video, id) is not { } model)
            return CloneErrors.From(Models.Missing(ModelKind.Video));
        return CloneResults.Ok(
            new VideoModelAnswer(new VideoModelDetails(
                model.Id,
                model.Name,
                endpoints.Source(model),
                endpoints.Thumbnail(model),
                CloneResults.Seconds(model.DurationSeconds),
                model.Promise.Bytes,
                CloneWords.ModelStates[model.State],
                model.Failure?.Message,
                model.ProcessingStartedAt,
                model.ProcessingCompletedAt,
                model.CreatedAt,
                model.UpdatedAt)),
            CloneJson.Wire.VideoModelAnswer);
    }

    /// <summary>Clone §4.3.</summary>
    [Function("Clone-VideoModel-Create")]
    [Creates]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/video")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        (string name, string extension, UploadPromise promise) = ModelUploads.Video.Read(fields);
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Result<ModelCreated> created = await createModel.HandleAsync(
            new CreateModel(
                Caller.IdOf(request),
                ModelKind.Video,
                name,
                extension,
                promise,
                SourceType: null,
                NewResource.IdOf(request)),
            new DurablePipelines(client),
            cancellationToken);
        if (!created.Succeeded) return CloneErrors.From(created.Problem);
        CloneModel model = created.Value.Model;
        return CloneResults.Created(
            new VideoModelCreated(
                new ModelBrief(model.Id, model.Name, CloneWords.ModelStates[model.State], model.CreatedAt),
                ModelUploads.Body(created.Value)),
            CloneJson.Wire.VideoModelCreated);
    }

    /// <summary>Clone §4.4.</summary>
    [Function("Clone-VideoModel-CompleteUpload")]
    public Task<IResult> CompleteUpload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/video/{id}/upload-complete")]
        HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client) =>
        endpoints.CompleteUploadAsync(request, ModelKind.Video, id, client);

    /// <summary>Clone §4.5.</summary>
    [Function("Clone-VideoModel-Rename")]
    public Task<IResult> Rename(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/v1/models/video/{id}")] HttpRequest request,
        string id) => endpoints.RenameAsync(request, ModelKind.Video, id);

    /// <summary>Clone §4.6.</summary>
    [Function("Clone-VideoModel-Delete")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/models/video/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client) => endpoints.DeleteAsync(request, ModelKind.Video, id, client);

    /// <summary>Live progress as server-sent events, beyond the contract.</summary>
    [Function("Clone-VideoModel-Watch")]
    [Streams]
    public Task<IResult> Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/models/video/{id}/events")]
        HttpRequest request,
        string id) => endpoints.EventsAsync(request, ModelKind.Video, id);
}
