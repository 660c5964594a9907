using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>Asks for a project.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Description">What is said of it.</param>
/// <param name="Settings">A JSON object.</param>
/// <param name="Id">Its id, so that a request that is repeated finds what it made; null for a new one.</param>
public sealed record CreateProject(string OwnerId, string Title, string? Description, string Settings, string? Id = null);

/// <summary>A person's projects.</summary>
public sealed class Projects(IDocumentStore store, IIdFactory ids, TimeProvider time)
{
    /// <summary>Creates one.</summary>
    public async Task<Result<VideoProject>> CreateAsync(CreateProject command, CancellationToken cancellationToken)
    {
        string id = command.Id ?? ids.Next();
        DateTimeOffset now = time.GetUtcNow();
        return (await store.FindOrCreateAsync(
            command.OwnerId,
            id,
            () => new VideoProject
            {
                Id = id,
                OwnerId = command.OwnerId,
                Title = command.Title,
                Description = command.Description,
                Settings = command.Settings,
                CreatedAt = now,
                UpdatedAt = now,
            },
            cancellationToken)).Value;
    }

    /// <summary>One of a person's projects as it stands now, or null.</summary>
    public async Task<VideoProject?> FindAsync(string ownerId, string id, CancellationToken cancellationToken)
    {
        VideoProject? project = (await store.FindAsync<VideoProject>(ownerId, id, cancellationToken))?.Value;
        if (project is null or { DeletedAt: not null }) return null;
        return project.IsUnderway ? await LookAsync(project, cancellationToken) : project;
    }

    /// <summary>A page of a person's projects, newest first, all of them or those that stand so.</summary>
    public async Task<DocumentPage<VideoProject>> ListAsync(
        string ownerId, ProjectStatus? status, Paging paging, CancellationToken cancellationToken)
    {
        // A project does not hear of what becomes of its jobs: whoever looks makes it follow them.
        foreach (ProjectStatus underway in new[] { ProjectStatus.Queued, ProjectStatus.Processing })
        {
            DocumentQuery query = new() { Partition = ownerId, Where = [Filter.Equal("status", underway)], Limit = 1000 };
            foreach (Stored<VideoProject> project in (await store.QueryAsync<VideoProject>(query, cancellationToken)).Items)
                await LookAsync(project.Value, cancellationToken);
        }
        return await store.QueryAsync<VideoProject>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where =
                [
                    Filter.Equal("deletedAt", null),
                    .. status is null ? Array.Empty<Filter>() : [Filter.Equal("status", status)],
                ],
                OrderBy = "createdAt",
                Descending = true,
                Offset = paging.Offset,
                Limit = paging.Limit,
                CountTotal = true,
            },
            cancellationToken);
    }

    /// <summary>Has a job's project follow it.</summary>
    /// <returns>The project; null when it is gone or goes.</returns>
    public async Task<VideoProject?> FollowAsync(Job job, CancellationToken cancellationToken)
    {
        VideoProject? project = await store.UpdateAsync<VideoProject>(
            job.OwnerId, job.InputsOf<PromptVideo>().ProjectId, known => known.Follow(job), cancellationToken);
        return project is { DeletedAt: null } ? project : null;
    }

    /// <summary>Marks a project as deleted: nobody finds it any more, and nothing is made in it.</summary>
    internal Task<VideoProject?> LeaveAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        store.UpdateAsync<VideoProject>(
            ownerId,
            id,
            known => known.DeletedAt is null ? known with { DeletedAt = time.GetUtcNow() } : known,
            cancellationToken);

    private async Task<VideoProject> LookAsync(VideoProject project, CancellationToken cancellationToken) =>
        (await store.FindAsync<Job>(project.OwnerId, project.Newest!.Id, cancellationToken))?.Value is { } job
            ? await FollowAsync(job, cancellationToken) ?? project
            : project;
}
