using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Clone;

namespace Understudy.Domain.Tests.Support;

/// <summary>Pipelines that only say where they stand, and go on once they are started.</summary>
internal sealed class RecordedPipelines : IPipelines
{
    private readonly Dictionary<string, PipelineState> _states = [];

    /// <summary>The ids of what was started, in that order.</summary>
    public List<string> Started { get; } = [];

    /// <summary>The ids of what was cancelled, in that order.</summary>
    public List<string> Cancelled { get; } = [];

    /// <summary>The ids of what was announced, in that order.</summary>
    public List<string> Announced { get; } = [];

    /// <summary>Where a job's pipeline stands; missing ones need not be set.</summary>
    public PipelineState this[string jobId]
    {
        get => _states.GetValueOrDefault(jobId);
        set => _states[jobId] = value;
    }

    public Task StartTrainingAsync(CloneModel model, CancellationToken cancellationToken) => StartAsync(model.Id);

    public Task StartVideoAsync(Job job, CancellationToken cancellationToken) => StartAsync(job.Id);

    public Task ConfirmUploadAsync(string modelId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        Cancelled.Add(jobId);
        return Task.CompletedTask;
    }

    public Task AnnounceAsync(string ownerId, string jobId, CancellationToken cancellationToken)
    {
        Announced.Add(jobId);
        return Task.CompletedTask;
    }

    public Task<PipelineState> FindAsync(string jobId, CancellationToken cancellationToken) =>
        Task.FromResult(this[jobId]);

    private Task StartAsync(string id)
    {
        Started.Add(id);
        this[id] = PipelineState.Running;
        return Task.CompletedTask;
    }
}
