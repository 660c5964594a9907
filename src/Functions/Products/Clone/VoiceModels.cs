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

/// <summary>Models of a person's voice. Clone §5.</summary>
[SignedInBy(Way.Firebase)]
public sealed class VoiceModels(ModelEndpoints endpoints, Models models, CreateModelHandler createModel)
{
    /// <summary>Clone §5.1.</summary>
    [Function("Clone-VoiceModel-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/models/voice")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        ModelState? state = query.Choice("status", CloneWords.ModelStates);
        SourceType? sourceType = query.Choice("source_type", CloneWords.SourceTypes);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        if (query.Problem is { } invalid) return CloneErrors.From(invalid);
        DocumentPage<CloneModel> page = await models.ListAsync(
            Caller.IdOf(request), ModelKind.Voice, state, sourceType, paging, cancellationToken);
        VoiceModelItem[] items = [.. page.Items.Select(item => item.Value).Select(model => new VoiceModelItem(
            model.Id,
            model.Name,
            SourceOf(model),
            CloneResults.Seconds(model.DurationSeconds),
            CloneWords.ModelStates[model.State],
            model.CreatedAt))];
        return CloneResults.Ok(
            new VoiceModelsAnswer(items, CloneResults.Page(paging, page.Total)), CloneJson.Wire.VoiceModelsAnswer);
    }

    /// <summary>Clone §5.2.</summary>
    [Function("Clone-VoiceModel-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/models/voice/{id}")]
        HttpRequest request,
        string id)
    {
        if (await endpoints.FindAsync(request, ModelKind.Voice, id) is not { } model)
            return CloneErrors.From(Models.Missing(ModelKind.Voice));
        return CloneResults.Ok(
            new VoiceModelAnswer(new VoiceModelDetails(
                model.Id,
                model.Name,
                endpoints.Source(model),
                SourceOf(model),
                CloneResults.Seconds(model.DurationSeconds),
                model.Promise.Bytes,
                CloneWords.ModelStates[model.State],
                model.Failure?.Message,
                model.ProcessingStartedAt,
                model.ProcessingCompletedAt,
                model.CreatedAt,
                model.UpdatedAt)),
            CloneJson.Wire.VoiceModelAnswer);
    }

    /// <summary>Clone §5.3.</summary>
    [Function("Clone-VoiceModel-Create")]
    [Creates]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/voice")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        (string name, string extension, UploadPromise promise) = ModelUploads.Voice.Read(fields);
        SourceType sourceType = fields.Choice("source_type", CloneWords.SourceTypes);
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Result<ModelCreated> created = await createModel.HandleAsync(
            new CreateModel(
                Caller.IdOf(request),
                ModelKind.Voice,
                name,
                extension,
                promise,
                sourceType,
                NewResource.IdOf(request)),
            new DurablePipelines(client),
            cancellationToken);
        if (!created.Succeeded) return CloneErrors.From(created.Problem);
        CloneModel model = created.Value.Model;
        return CloneResults.Created(
            new VoiceModelCreated(
                new VoiceModelBrief(
                    model.Id, model.Name, SourceOf(model), CloneWords.ModelStates[model.State], model.CreatedAt),
                ModelUploads.Body(created.Value)),
            CloneJson.Wire.VoiceModelCreated);
    }

    /// <summary>Clone §5.4.</summary>
    [Function("Clone-VoiceModel-CompleteUpload")]
    public Task<IResult> CompleteUpload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/models/voice/{id}/upload-complete")]
        HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client) =>
        endpoints.CompleteUploadAsync(request, ModelKind.Voice, id, client);

    /// <summary>Clone §5.5.</summary>
    [Function("Clone-VoiceModel-Rename")]
    public Task<IResult> Rename(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "api/v1/models/voice/{id}")] HttpRequest request,
        string id) => endpoints.RenameAsync(request, ModelKind.Voice, id);

    /// <summary>Clone §5.6.</summary>
    [Function("Clone-VoiceModel-Delete")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/models/voice/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client) => endpoints.DeleteAsync(request, ModelKind.Voice, id, client);

    /// <summary>Live progress as server-sent events, beyond the contract.</summary>
    [Function("Clone-VoiceModel-Watch")]
    [Streams]
    public Task<IResult> Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/models/voice/{id}/events")]
        HttpRequest request,
        string id) => endpoints.EventsAsync(request, ModelKind.Voice, id);

    private static string SourceOf(CloneModel model) =>
        CloneWords.SourceTypes[model.SourceType ?? SourceType.Upload];
}
