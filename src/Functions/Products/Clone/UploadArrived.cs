using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core;
using Understudy.Functions.Core.Media;

namespace Understudy.Functions.Products.Clone;

/// <summary>Tells a model's pipeline that its upload is there.</summary>
public sealed class UploadArrived(IDocumentStore store, IMediaStore media, ModelSources sources)
{
    /// <summary>Runs for each file that is uploaded; its path ends in <c>…/owner-id/model-id/source.ext</c>.</summary>
    [Function("Clone-Upload-Arrive")]
    public async Task RunAsync(
        // A Flex Consumption plan hears of blobs by Event Grid alone.
        [BlobTrigger(MediaKey.Uploads + "/{name}", Connection = MediaOptions.Connection, Source = BlobTriggerSource.EventGrid)]
        Stream upload,
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
        // What was refused has gone, and its URL may still be good.
        else if (model.Value.State == ModelState.Failed)
            await sources.RemoveBrokenAsync(model.Value, cancellationToken);
    }
}
