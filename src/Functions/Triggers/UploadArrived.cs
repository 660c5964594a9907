using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Media;
using Understudy.Functions.Pipelines;

namespace Understudy.Functions.Triggers;

/// <summary>Tells a model's pipeline that its upload is there.</summary>
public sealed class UploadArrived
{
    /// <summary>Runs for each file that is uploaded; its path ends in <c>…/model-id/source.ext</c>.</summary>
    [Function("Clone-Upload-Arrive")]
    public Task RunAsync(
        [BlobTrigger(MediaKey.Uploads + "/{name}", Connection = "MediaStorage")] Stream upload,
        string name,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        string[] segments = name.Split('/');
        return segments is [_, _, { } modelId, _]
            ? client.RaiseEventAsync(modelId, TrainModel.UploadArrived, cancellationToken)
            : Task.CompletedTask;
    }
}
