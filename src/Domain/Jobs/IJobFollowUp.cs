namespace Understudy.Domain.Jobs;

/// <summary>
/// What a product begins when one of its jobs has been completed. It is asked by the job's own pipeline, which repeats it until
/// it succeeds; so it may come more than once, and its jobs need ids by which it finds what it began.
/// </summary>
public interface IJobFollowUp
{
    /// <summary>The product whose jobs it follows.</summary>
    string Product { get; }

    /// <summary>A job has been completed, or was and is gone.</summary>
    Task FollowAsync(JobReference job, IPipelines pipelines, CancellationToken cancellationToken);
}
