using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>Deletes a model, its files, and its training if that is going on. Clone §4.6, §5.6.</summary>
public sealed record DeleteModel(string OwnerId, ModelKind Kind, string ModelId);

/// <summary>Handles <see cref="DeleteModel"/>.</summary>
public sealed class DeleteModelHandler(IDocumentStore store, IMediaStore media, Models models, Lanes lanes)
{
    /// <summary>
    /// Deletes the model unless a video was generated with it. A video asked for at the same instant fails in its
    /// pipeline and costs nothing. The document goes last, so that a cut-off deletion can be repeated and leaves no file
    /// of a person that nobody can delete any more.
    /// </summary>
    public async Task<Problem?> HandleAsync(
        DeleteModel command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        CloneModel? model = await models.FindAsync(
            command.OwnerId, command.Kind, command.ModelId, cancellationToken);
        if (model is null) return Models.Missing(command.Kind);
        string field = command.Kind == ModelKind.Video ? "inputs.videoModelId" : "inputs.voiceModelId";
        DocumentPage<Job> users = await store.QueryAsync<Job>(
            new DocumentQuery { Partition = model.OwnerId, Where = [Filter.Equal(field, model.Id)], Limit = 1 },
            cancellationToken);
        if (users.Items.Count > 0) return new ModelInUse();

        if (!model.IsFinished)
        {
            await pipelines.CancelAsync(ModelSources.PipelineOf(model.Id), cancellationToken);
            await pipelines.CancelAsync(model.Id, cancellationToken);
        }
        await media.DeleteAsync(model.Source, cancellationToken);
        await media.DeleteAllAsync(model.Files, cancellationToken);
        Job? training = (await store.FindAsync<Job>(model.OwnerId, model.Id, cancellationToken))?.Value;
        if (training is not null) await lanes.LeaveAsync(training, cancellationToken);
        await store.DeleteAsync<Job>(model.OwnerId, model.Id, cancellationToken);
        await store.DeleteAsync<CloneModel>(model.OwnerId, model.Id, cancellationToken);
        // Until it finds the model gone, its training may have gone on writing.
        if (!model.IsFinished) await media.DeleteAllAsync(model.Files, cancellationToken);
        return null;
    }
}
