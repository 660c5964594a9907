using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>Says that a model's upload is complete, which starts its training. Clone §4.4, §5.4.</summary>
public sealed record CompleteUpload(string OwnerId, ModelKind Kind, string ModelId);

/// <summary>Handles <see cref="CompleteUpload"/>.</summary>
public sealed class CompleteUploadHandler(
    IDocumentStore store, IMediaStore media, Models models, TimeProvider time)
{
    /// <summary>
    /// Confirms the upload. The pipeline is told first, so that a model which says <c>processing</c> is always on its
    /// way; confirming again answers with where the model stands.
    /// </summary>
    public async Task<Result<CloneModel>> HandleAsync(
        CompleteUpload command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        CloneModel? model = await models.FindAsync(
            command.OwnerId, command.Kind, command.ModelId, cancellationToken);
        if (model is null) return Models.Missing(command.Kind);
        if (model.State == ModelState.Failed) return new ModelFailed();
        if (model.State is ModelState.Processing or ModelState.Completed) return model;
        if (await media.FindAsync(model.Source, cancellationToken) is null) return new UploadMissing();

        await pipelines.ConfirmUploadAsync(model.Id, cancellationToken);
        CloneModel? confirmed = await store.UpdateAsync<CloneModel>(
            model.OwnerId, model.Id, m => m.Confirm(time.GetUtcNow()), cancellationToken);
        return confirmed is null ? Models.Missing(command.Kind) : confirmed;
    }
}
