using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>
/// Deletes a project with its films, and cancels what is being made in it. It is marked first: so it is gone at once, nothing
/// new begins in it, and what was cut off is completed by the sweep. FilmStudio, DELETE /projects/:id.
/// </summary>
public sealed class DeleteFilmProjectHandler(
    IDocumentStore store, FilmProjects projects, Compositions compositions) : IProductWork
{
    /// <summary>Deletes it.</summary>
    /// <returns>The project as it was, or <see cref="FilmProjects.Missing"/>.</returns>
    public async Task<Result<FilmProject>> HandleAsync(
        string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        FilmProject? project = await projects.FindAsync(ownerId, id, cancellationToken);
        if (project is null) return FilmProjects.Missing;
        await projects.LeaveAsync(ownerId, id, cancellationToken);
        await CompleteAsync(ownerId, id, pipelines, cancellationToken);
        return project;
    }

    /// <inheritdoc/>
    public Task RecoverAsync(RecoverySweep sweep, CancellationToken cancellationToken) => sweep.RepairAllAsync<FilmProject>(
        [Filter.Between("deletedAt", DateTimeOffset.MinValue, null)],
        project => project.DeletedAt ?? project.CreatedAt,
        async project =>
        {
            await CompleteAsync(project.OwnerId, project.Id, sweep.Pipelines, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    // So that nothing is composed in them any more.
    public async Task<bool> StopAsync(string ownerId, IPipelines pipelines, CancellationToken cancellationToken)
    {
        await foreach (FilmProject project in store.ReadAllAsync<FilmProject>(ownerId, cancellationToken))
            await projects.LeaveAsync(ownerId, project.Id, cancellationToken);
        return true;
    }

    private async Task CompleteAsync(string ownerId, string id, IPipelines pipelines, CancellationToken cancellationToken)
    {
        List<Job> jobs = [];
        DocumentQuery all = new() { Partition = ownerId, Where = FilmProjects.JobsOf(id) };
        await foreach (Job job in store.AllAsync<Job>(all, cancellationToken)) jobs.Add(job);
        foreach (Job job in jobs) await compositions.RemoveAsync(job, pipelines, cancellationToken);
        await store.DeleteAsync<FilmProject>(ownerId, id, cancellationToken);
    }
}
