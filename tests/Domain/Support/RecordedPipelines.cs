using Understudy.Domain.Jobs;

namespace Understudy.Domain.Tests.Support;

/// <summary>Pipelines that only say where they stand, and go on once they are started.</summary>
internal sealed class RecordedPipelines : IPipelines
{
    private readonly Dictionary<string, PipelineState> _states = [];

    /// <summary>The ids of what was started, in that order.</summary>
    public List<string> Started { get; } = [];

    /// <summary>The ids of what was cancelled, in that order.</summary>
    public List<string> Cancelled { get; } = [];

    /// <summary>The ids of what was told something, and what, in that order.</summary>
    public List<string> Told { get; } = [];

    /// <summary>The ids of what was announced, in that order.</summary>
    public List<string> Announced { get; } = [];

    /// <summary>The id of a job whose pipeline cannot be asked about, or null.</summary>
    public string? Silent { get; set; }

    /// <summary>The id of a job whose pipeline does not end for another to begin, or null.</summary>
    public string? Endless { get; set; }

    /// <summary>Where a job's pipeline stands; missing ones need not be set.</summary>
    public PipelineState this[string jobId]
    {
        get => _states.GetValueOrDefault(jobId);
        set => _states[jobId] = value;
    }

    public Task StartAsync(JobReference job, CancellationToken cancellationToken) => StartAsync(job.JobId);

    public Task RestartAsync(JobReference job, CancellationToken cancellationToken) => job.JobId == Endless
        ? Task.FromException(new OperationCanceledException("It was waited for too long."))
        : StartAsync(job.JobId);

    public Task StartAsync(string name, string id, object input, CancellationToken cancellationToken) =>
        StartAsync(Subject(id));

    public Task TellAsync(string id, string what, CancellationToken cancellationToken)
    {
        Told.Add($"{id} {what}");
        return Task.CompletedTask;
    }

    public Task CancelAsync(string jobId, CancellationToken cancellationToken)
    {
        Cancelled.Add(jobId);
        return Task.CompletedTask;
    }

    public Task AnnounceAsync(JobReference job, CancellationToken cancellationToken)
    {
        Announced.Add(job.JobId);
        return Task.CompletedTask;
    }

    public Task<PipelineState> FindAsync(string jobId, CancellationToken cancellationToken) => jobId == Silent
        ? Task.FromException<PipelineState>(new InvalidOperationException("It is not known where it stands."))
        : Task.FromResult(this[jobId]);

    public Task<PipelineState> FindAsync(string name, string id, CancellationToken cancellationToken) =>
        Task.FromResult(this[Subject(id)]);

    // What comes before a job goes by what the job will go by.
    private static string Subject(string id) => id.StartsWith("upload-", StringComparison.Ordinal) ? id[7..] : id;

    private Task StartAsync(string id)
    {
        Started.Add(id);
        this[id] = PipelineState.Running;
        return Task.CompletedTask;
    }
}
