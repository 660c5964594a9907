using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Clones;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Functions.Pipelines;

namespace Understudy.Functions.Triggers;

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
        if (await store.FindAsync<CloneModel>(ownerId, modelId, cancellationToken) is not null)
            await client.RaiseEventAsync(modelId, TrainModel.UploadArrived, cancellationToken);
        else
            // A deleted model's URL goes on working until it expires; what comes that way belongs to nothing.
            await media.DeleteAsync(new MediaKey(MediaKey.Uploads, name), cancellationToken);
    }
}
