namespace Understudy.Domain.Jobs;

/// <summary>The durable orchestrations of work, and telling them what happened. Each call may be repeated.</summary>
public interface IPipelines
{
    /// <summary>Runs a job; one that runs, or has run, is left as it is.</summary>
    Task StartAsync(JobReference job, CancellationToken cancellationToken);

    /// <summary>Runs a job that was run by an orchestration which is no more.</summary>
    Task RestartAsync(JobReference job, CancellationToken cancellationToken);

    /// <summary>Starts an orchestration of a product, for what comes before a job.</summary>
    /// <param name="name">The orchestration.</param>
    /// <param name="id">Its id; if there is one already, it is left as it is.</param>
    /// <param name="input">What it starts with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task StartAsync(string name, string id, object input, CancellationToken cancellationToken);

    /// <summary>Sends an event to an orchestration; one that is missing or over needs it no more.</summary>
    Task TellAsync(string id, string what, CancellationToken cancellationToken);

    /// <summary>Tells an orchestration that its job is no longer wanted.</summary>
    Task CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Has the world told how a job ends: at once when it has ended, otherwise as soon as it has. Nothing is told
    /// of what its owner deleted.
    /// </summary>
    Task AnnounceAsync(JobReference job, CancellationToken cancellationToken);

    /// <summary>Whether the orchestration that runs a job was started, and is over.</summary>
    Task<PipelineState> FindAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Whether an orchestration of a product was started, and is over.</summary>
    Task<PipelineState> FindAsync(string name, string id, CancellationToken cancellationToken);
}

/// <summary>Where an orchestration stands.</summary>
public enum PipelineState
{
    /// <summary>It was never started.</summary>
    Missing,

    /// <summary>It goes on.</summary>
    Running,

    /// <summary>It has ended, in whatever way.</summary>
    Over,

    /// <summary>It is of an earlier version of the app, and nothing carries it on.</summary>
    Outdated,
}
