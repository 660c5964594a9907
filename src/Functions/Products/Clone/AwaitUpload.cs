using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Products.Clone;

/// <summary>
/// Waits for a model's upload, at most as long as its URL lives, and for its confirmation, which comes by
/// itself 10 minutes later; then checks it and queues the training.
/// </summary>
public sealed class AwaitUpload(ModelSources uploads)
{
    internal const string Name = ModelSources.Pipeline;

    private const string ArriveActivity = "Clone-Model-Arrive";
    private const string AdmitActivity = "Clone-Model-Admit";

    // An upload that began just before its URL expired may still be coming in.
    private static readonly TimeSpan _uploadGrace = TimeSpan.FromMinutes(10);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, AwaitedUpload upload)
    {
        using CancellationTokenSource waiting = new();
        Task cancelled = context.WaitForExternalEvent<object?>(RunJob.Cancelled);
        Task confirmed = context.WaitForExternalEvent<object?>(
            ModelSources.Confirmed, waiting.Token);
        Task arrived = context.WaitForExternalEvent<object?>(ModelSources.Arrived, waiting.Token);
        Task expired = context.CreateTimer((upload.UploadExpiresAt + _uploadGrace).UtcDateTime, waiting.Token);
        Task first = await Task.WhenAny(confirmed, arrived, cancelled, expired);
        if (first == arrived)
        {
            await context.CallActivityAsync(ArriveActivity, upload, Retry.Patiently);
            Task patience = context.CreateTimer(
                context.CurrentUtcDateTime + ModelSources.ConfirmationPatience, waiting.Token);
            first = await Task.WhenAny(confirmed, cancelled, patience);
        }
        waiting.Cancel();
        if (first != cancelled) await context.CallActivityAsync(AdmitActivity, upload, Retry.Patiently);
    }

    /// <summary>The upload is there.</summary>
    [Function(ArriveActivity)]
    public Task Arrive([ActivityTrigger] AwaitedUpload upload, CancellationToken cancellationToken) =>
        uploads.ArriveAsync(upload.OwnerId, upload.ModelId, cancellationToken);

    /// <summary>Checks the upload, and queues the training.</summary>
    [Function(AdmitActivity)]
    public Task Admit(
        [ActivityTrigger] AwaitedUpload upload,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        uploads.AdmitAsync(upload.OwnerId, upload.ModelId, new DurablePipelines(client), cancellationToken);
}
