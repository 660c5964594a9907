using Understudy.Domain.Products.Clone;

namespace Understudy.Domain.Jobs;

/// <summary>Starting the durable orchestrations, and telling them what happened. Each call may be repeated.</summary>
public interface IPipelines
{
    /// <summary>Starts a model's training pipeline, which first waits for the upload.</summary>
    Task StartTrainingAsync(CloneModel model, CancellationToken cancellationToken);

    /// <summary>Starts a video's pipeline.</summary>
    Task StartVideoAsync(Job job, CancellationToken cancellationToken);

    /// <summary>Tells a training pipeline that the upload is complete, in its owner's words.</summary>
    Task ConfirmUploadAsync(string modelId, CancellationToken cancellationToken);

    /// <summary>Tells a pipeline that its job is no longer wanted.</summary>
    Task CancelAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>
    /// Has the world told how a job or a model ends: at once when it has ended, otherwise as soon as it has. Nothing is told
    /// of what its owner deleted.
    /// </summary>
    Task AnnounceAsync(string ownerId, string jobId, CancellationToken cancellationToken);

    /// <summary>Whether a job's pipeline was started, and has ended.</summary>
    Task<PipelineState> FindAsync(string jobId, CancellationToken cancellationToken);
}

/// <summary>Where a pipeline stands.</summary>
public enum PipelineState
{
    /// <summary>It was never started.</summary>
    Missing,

    /// <summary>It goes on.</summary>
    Running,

    /// <summary>It has ended, in whatever way.</summary>
    Over,
}
