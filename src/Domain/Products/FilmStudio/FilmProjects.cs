using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>Asks for a project. FilmStudio, POST /projects/create.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="Name">What to call it.</param>
/// <param name="Description">What is said of it.</param>
/// <param name="VideoType">story, music, explainer or promo.</param>
/// <param name="Language">The language of its speech, by its two letters.</param>
/// <param name="Id">Its id, so that a request that is repeated finds what it made; null for a new one.</param>
public sealed record CreateFilmProject(
    string OwnerId, string Name, string? Description, string VideoType, string Language, string? Id = null);

/// <summary>A person's projects. FilmStudio, Project Service.</summary>
public sealed class FilmProjects(IDocumentStore store, FilmFigures figures, IIdFactory ids, TimeProvider time)
{
    /// <summary>The answer for a project that is missing or somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Project");

    /// <summary>Creates one.</summary>
    public async Task<Result<FilmProject>> CreateAsync(CreateFilmProject command, CancellationToken cancellationToken)
    {
        string id = command.Id ?? ids.Next();
        DateTimeOffset now = time.GetUtcNow();
        FilmProject asked = new()
        {
            Id = id,
            OwnerId = command.OwnerId,
            Name = command.Name,
            Description = command.Description,
            VideoType = command.VideoType,
            Language = command.Language,
            CreatedAt = now,
            UpdatedAt = now,
        };
        FilmProject project = (await store.FindOrCreateAsync(command.OwnerId, id, () => asked, cancellationToken)).Value;
        // One that was there before has other times, and was counted then.
        if (project == asked) await figures.ProjectCreatedAsync(cancellationToken);
        return project;
    }

    /// <summary>One of a person's projects as it stands now, or null.</summary>
    public async Task<FilmProject?> FindAsync(string ownerId, string id, CancellationToken cancellationToken)
    {
        FilmProject? project = (await store.FindAsync<FilmProject>(ownerId, id, cancellationToken))?.Value;
        if (project is null or { DeletedAt: not null }) return null;
        return project.Status == FilmStatus.Processing ? await LookAsync(project, cancellationToken) : project;
    }

    /// <summary>A page of a person's projects, newest first, all of them or those that stand so.</summary>
    public async Task<DocumentPage<FilmProject>> ListAsync(
        string ownerId, FilmStatus? status, Paging paging, CancellationToken cancellationToken)
    {
        // A project does not hear of what becomes of its jobs: whoever looks makes it follow them.
        DocumentQuery underway = new()
        {
            Partition = ownerId,
            Where = [Filter.Equal("status", FilmStatus.Processing)],
            Limit = 1000,
        };
        foreach (Stored<FilmProject> project in (await store.QueryAsync<FilmProject>(underway, cancellationToken)).Items)
            await LookAsync(project.Value, cancellationToken);
        return await store.QueryAsync<FilmProject>(
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

    /// <summary>Has a job's project follow it, if it makes a picture.</summary>
    /// <returns>The project; null when it is gone or goes.</returns>
    public async Task<FilmProject?> FollowAsync(Job job, CancellationToken cancellationToken)
    {
        bool leads = FilmParts.PictureKinds.Contains(job.Kind);
        FilmProject? project = await store.UpdateAsync<FilmProject>(
            job.OwnerId,
            ProjectOf(job),
            known => leads ? known.Follow(job) : known,
            cancellationToken);
        return project is { DeletedAt: null } ? project : null;
    }

    /// <summary>Where a project's newest video job is gone, the newest one that is left takes its place.</summary>
    internal async Task LookForLossAsync(FilmProject project, CancellationToken cancellationToken)
    {
        if (project.Newest is not { } newest ||
            await store.FindAsync<Job>(project.OwnerId, newest.Id, cancellationToken) is not null) return;
        Job? left = await NewestAsync(project.OwnerId, project.Id, FilmParts.PictureKinds, state: null, cancellationToken);
        await store.UpdateAsync<FilmProject>(
            project.OwnerId, project.Id, known => known.Lose(newest.Id, left), cancellationToken);
    }

    /// <summary>A part of a project is about to come or to go.</summary>
    internal Task ChangeAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        store.UpdateAsync<FilmProject>(ownerId, id, known => known.Change(time.GetUtcNow()), cancellationToken);

    /// <summary>Marks a project as deleted: nobody finds it any more, and nothing is made in it.</summary>
    internal Task<FilmProject?> LeaveAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        store.UpdateAsync<FilmProject>(
            ownerId,
            id,
            known => known.DeletedAt is null ? known with { DeletedAt = time.GetUtcNow() } : known,
            cancellationToken);

    /// <summary>The newest job of a project of some kinds, or null.</summary>
    internal async Task<Job?> NewestAsync(
        string ownerId, string id, IReadOnlyList<string> kinds, JobState? state, CancellationToken cancellationToken) =>
        (await store.QueryAsync<Job>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where =
                [
                    .. JobsOf(id),
                    Filter.Among("kind", [.. kinds]),
                    .. state is null ? Array.Empty<Filter>() : [Filter.Equal("state", state)],
                ],
                OrderBy = "createdAt",
                Descending = true,
                Limit = 1,
            },
            cancellationToken)).Items.SingleOrDefault()?.Value;

    /// <summary>The project that a job of this product belongs to.</summary>
    public static string ProjectOf(Job job) => job.InputsOf<OfProject>().ProjectId;

    /// <summary>All jobs of a project, by a condition on their inputs.</summary>
    internal static Filter[] JobsOf(string projectId) =>
        [Filter.Equal("product", FilmStudioPlans.Product), Filter.Equal("inputs.projectId", projectId)];

    private async Task<FilmProject> LookAsync(FilmProject project, CancellationToken cancellationToken) =>
        (await store.FindAsync<Job>(project.OwnerId, project.Newest!.Id, cancellationToken))?.Value is { } job
            ? await FollowAsync(job, cancellationToken) ?? project
            : project;

    // Of inputs of any kind.
    private sealed record OfProject(string ProjectId);
}
