using Microsoft.DurableTask.Client;
using Understudy.Domain.Jobs;

namespace Understudy.Functions.Core.Jobs;

/// <summary>The pipelines as durable orchestrations; the id of one that runs a job is the job's.</summary>
internal sealed class DurablePipelines(DurableTaskClient client) : IPipelines
{
    // One that goes on is told to end, and has until then; the sweep comes again.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    public Task StartAsync(JobReference job, CancellationToken cancellationToken) =>
        client.StartAsync(RunJob.Name, job.JobId, job, cancellationToken);

    public async Task RestartAsync(JobReference job, CancellationToken cancellationToken)
    {
        await client.EndAsync(job.JobId, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        await client.WaitForInstanceCompletionAsync(job.JobId, patience.Token);
        await client.StartAsync(RunJob.Name, job.JobId, job, cancellationToken, again: true);
    }

    public Task StartAsync(string name, string id, object input, CancellationToken cancellationToken) =>
        client.StartAsync(name, id, input, cancellationToken);

    public Task TellAsync(string id, string what, CancellationToken cancellationToken) =>
        client.TellAsync(id, what, cancellationToken);

    public Task CancelAsync(string id, CancellationToken cancellationToken) =>
        client.TellAsync(id, RunJob.Cancelled, cancellationToken);

    public Task AnnounceAsync(JobReference job, CancellationToken cancellationToken) => client.StartAsync(
        AnnounceJob.Name, $"announce-{job.JobId}", job, cancellationToken);

    public Task<PipelineState> FindAsync(string jobId, CancellationToken cancellationToken) =>
        FindAsync(RunJob.Name, jobId, cancellationToken);

    public async Task<PipelineState> FindAsync(string name, string id, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(id, cancellationToken) switch
        {
            null => PipelineState.Missing,
            { } other when other.Name != name => PipelineState.Outdated,
            { IsCompleted: true } => PipelineState.Over,
            _ => PipelineState.Running,
        };
}
