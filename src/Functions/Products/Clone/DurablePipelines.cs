using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Products.Clone;

/// <summary>The pipelines as durable orchestrations; an instance's id is its job's.</summary>
internal sealed class DurablePipelines(DurableTaskClient client) : IPipelines
{
    public Task StartTrainingAsync(CloneModel model, CancellationToken cancellationToken) => client.StartAsync(
        TrainModel.Name,
        model.Id,
        new TrainModel.Input(model.OwnerId, model.Id, model.UploadExpiresAt),
        cancellationToken);

    public Task StartVideoAsync(Job job, CancellationToken cancellationToken) => client.StartAsync(
        MakeVideo.Name, job.Id, new MakeVideo.Input(job.OwnerId, job.Id, job.DeadlineAt), cancellationToken);

    public Task ConfirmUploadAsync(string modelId, CancellationToken cancellationToken) =>
        client.TellAsync(modelId, TrainModel.UploadConfirmed, cancellationToken);

    public Task CancelAsync(string jobId, CancellationToken cancellationToken) =>
        client.TellAsync(jobId, EngineRun.Cancelled, cancellationToken);

    public Task AnnounceAsync(string ownerId, string jobId, CancellationToken cancellationToken) => client.StartAsync(
        AnnounceJob.Name, $"announce-{jobId}", new JobReference(ownerId, jobId), cancellationToken);

    public async Task<PipelineState> FindAsync(string jobId, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(jobId, cancellationToken) switch
        {
            null => PipelineState.Missing,
            { IsCompleted: true } => PipelineState.Over,
            _ => PipelineState.Running,
        };
}
