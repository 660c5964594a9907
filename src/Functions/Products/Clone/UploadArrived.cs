using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core;

namespace Understudy.Functions.Products.Clone;

/// <summary>Tells a model's pipeline that its upload is there.</summary>
public sealed class UploadArrived(IDocumentStore store, IMediaStore media)
{
    /// <summary>Runs for each file that is uploaded; its path ends in <c>…/owner-id/model-id/source.ext</c>.</summary>
    [Function("Clone-Upload-Arrive")]
    public async Task RunAsync(
        [BlobTrigger(MediaKey.Uploads + "/{name}", Connection = "MediaStorage")] Stream upload,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (name.Split('/') is not [_, { } ownerId, { } modelId, _]) return;
        Stored<CloneModel>? model = await store.FindAsync<CloneModel>(ownerId, modelId, cancellationToken);
        // A deleted model's URL goes on working until it expires; what comes that way belongs to nothing.
        if (model is null)
            await media.DeleteAsync(new MediaKey(MediaKey.Uploads, name), cancellationToken);
        // A file may be sent again and again; a pipeline that has heard of the first must not hoard the news.
        else if (model.Value.State == ModelState.Pending)
            await client.TellAsync(ModelSources.PipelineOf(modelId), ModelSources.Arrived, cancellationToken);
    }
}
