using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>
/// Deletes a project with its clips, and cancels what is being made in it. It is marked first: so it is gone at once, nothing
/// new begins in it, and what was cut off is completed by the sweep.
/// </summary>
public sealed class DeleteProjectHandler(
    IDocumentStore store, Projects projects, ClipKind kind, JobSettlement settlement) : IProductWork
{
    /// <summary>Deletes it.</summary>
    /// <returns>The project as it was, or <see cref="ProjectMissing"/>.</returns>
    public async Task<Result<VideoProject>> HandleAsync(
        string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        VideoProject? project = await projects.FindAsync(ownerId, id, cancellationToken);
        if (project is null) return new ProjectMissing();
        await projects.LeaveAsync(ownerId, id, cancellationToken);
        await CompleteAsync(ownerId, id, pipelines, cancellationToken);
        return project;
    }

    /// <inheritdoc/>
    public Task RecoverAsync(RecoverySweep sweep, CancellationToken cancellationToken) => sweep.RepairAllAsync<VideoProject>(
        [Filter.Between("deletedAt", DateTimeOffset.MinValue, null)],
        project => project.DeletedAt ?? project.CreatedAt,
        async project =>
        {
            await CompleteAsync(project.OwnerId, project.Id, sweep.Pipelines, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> StopAsync(string ownerId, IPipelines pipelines, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    private async Task CompleteAsync(string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        List<Job> jobs = [];
        DocumentQuery all = new() { Partition = ownerId, Where = Clips.JobsOf(id) };
        await foreach (Job job in store.AllAsync<Job>(all, cancellationToken)) jobs.Add(job);
        foreach (Job job in jobs)
        {
            await settlement.CancelAsync(job, pipelines, cancellationToken);
            await kind.ClearAsync(ownerId, job.Id, cancellationToken);
            await store.DeleteAsync<Job>(ownerId, job.Id, cancellationToken);
        }
        await store.DeleteAsync<VideoProject>(ownerId, id, cancellationToken);
    }
}
