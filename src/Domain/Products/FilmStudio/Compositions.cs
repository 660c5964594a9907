using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>
/// Keeps what a project puts out up with its parts: which parts those are is written down first, then a job is asked for that
/// puts them together, then earlier compositions go. All of it may be cut off and repeated anywhere.
/// </summary>
public sealed class Compositions(
    IDocumentStore store,
    FilmProjects projects,
    JobDesk desk,
    JobSettlement settlement,
    CompositionKind kind,
    IIdFactory ids) : IJobFollowUp, IProductWork
{
    /// <inheritdoc/>
    public string Product => FilmStudioPlans.Product;

    /// <summary>What a project puts out now.</summary>
    public async Task<FilmOutput> OutputAsync(FilmProject project, CancellationToken cancellationToken)
    {
        if (await PartsAsync(project, cancellationToken) is not { } parts) return FilmOutput.None;
        FilmOutput alone = new(parts.Picture.Outputs!.Video, parts, CompositionState.None, null);
        if (!parts.IsComposed) return alone;
        Job? job = project.Composition is { } begun && begun.Parts == parts.Ids
            ? (await store.FindAsync<Job>(project.OwnerId, begun.Id, cancellationToken))?.Value
            : null;
        return job switch
        {
            { State: JobState.Completed, Outputs.Video: { } film } => alone with
            {
                File = film,
                Composition = CompositionState.Completed,
            },
            { State: JobState.Failed } => alone with
            {
                Composition = CompositionState.Failed,
                Failure = job.Failure,
            },
            // One that was cancelled has made room for another since the project was read.
            _ => alone with { Composition = CompositionState.Processing },
        };
    }

    /// <inheritdoc/>
    public async Task FollowAsync(JobReference job, IPipelines pipelines, CancellationToken cancellationToken)
    {
        if ((await store.FindAsync<Job>(job.OwnerId, job.JobId, cancellationToken))?.Value is { } known)
            await CatchUpAsync(job.OwnerId, FilmProjects.ProjectOf(known), pipelines, cancellationToken);
    }

    /// <inheritdoc/>
    public Task RecoverAsync(RecoverySweep sweep, CancellationToken cancellationToken) => sweep.RepairAllAsync<FilmProject>(
        [Filter.Between("changedAt", DateTimeOffset.MinValue, null)],
        project => project.ChangedAt ?? project.CreatedAt,
        async project =>
        {
            if (project.DeletedAt is not null) return false;
            await CatchUpAsync(project.OwnerId, project.Id, sweep.Pipelines, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> StopAsync(string ownerId, IPipelines pipelines, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    /// <summary>Has a project's film put together anew if its parts have changed.</summary>
    internal async Task CatchUpAsync(
        string ownerId, string projectId, IPipelines pipelines, CancellationToken cancellationToken)
    {
        while (await projects.FindAsync(ownerId, projectId, cancellationToken) is { } project)
        {
            DateTimeOffset? change = project.ChangedAt;
            await projects.LookForLossAsync(project, cancellationToken);
            FilmParts? parts = await PartsAsync(project, cancellationToken);
            string id = ids.Next();
            PartIds? composed = parts is { IsComposed: true } ? parts.Ids : null;
            // What was read before something changed must not replace what was put together since.
            FilmProject? written = await store.UpdateAsync<FilmProject>(
                ownerId,
                projectId,
                known => known.Composition?.Parts == composed ||
                    known.ChangedAt != change || known.Composition != project.Composition
                    ? known
                    : known with { Composition = composed is null ? null : new Composition(id, composed) },
                cancellationToken);
            // The project's deletion takes everything along.
            if (written is null or { DeletedAt: not null }) return;
            if (written.Composition?.Parts != composed) continue;
            if (written.Composition is { } wanted) await BeginAsync(written, wanted, parts!, pipelines, cancellationToken);
            await ClearAsync(written, pipelines, cancellationToken);
            bool isSettled = false;
            await store.UpdateAsync<FilmProject>(
                ownerId,
                projectId,
                known => (isSettled = known.ChangedAt == change) && change is not null
                    ? known with { ChangedAt = null }
                    : known,
                cancellationToken);
            // Otherwise something changed meanwhile, and this was perhaps done of what had been read before.
            if (isSettled) return;
        }
    }

    private async Task<FilmParts?> PartsAsync(FilmProject project, CancellationToken cancellationToken)
    {
        // The newest of each are all that can be chosen.
        IReadOnlyList<string>[] groups = [FilmParts.PictureKinds, [FilmKinds.Narration], [FilmKinds.Music]];
        List<Job> newest = [];
        foreach (IReadOnlyList<string> kinds in groups)
            if (await projects.NewestAsync(project.OwnerId, project.Id, kinds, JobState.Completed, cancellationToken) is { } job)
                newest.Add(job);
        return FilmParts.Choose(newest);
    }

    private async Task BeginAsync(
        FilmProject project,
        Composition wanted,
        FilmParts parts,
        IPipelines pipelines,
        CancellationToken cancellationToken)
    {
        double seconds = Math.Max(
            parts.Picture.Outputs!.DurationSeconds, parts.Narration?.Outputs!.DurationSeconds ?? 0);
        await desk.QueueAsync(
            new NewJob
            {
                Id = wanted.Id,
                OwnerId = project.OwnerId,
                Kind = kind,
                Inputs = JobInputs.Of(new CompositionInputs
                {
                    ProjectId = project.Id,
                    Folder = FilmWork.FolderOf(project.OwnerId, wanted.Id),
                    Title = project.Name,
                    Parts = parts.Ids,
                    Picture = parts.Picture.Outputs!.Video!,
                    IsMarked = FilmKinds.BearsMark(parts.Picture),
                    KeepsSound = parts.KeepsSound,
                    Narration = parts.Narration?.Outputs!.Audio,
                    Captions = parts.Narration?.Outputs!.Captions,
                    Language = parts.Narration?.InputsOf<NarrationInputs>().Language,
                    Music = parts.Music?.Outputs!.Audio,
                }),
                EstimatedSeconds = (int)Math.Ceiling(3 + (seconds / 10)),
                // Without cost and settled: nothing can keep it out.
                IsSettled = true,
            },
            pipelines,
            cancellationToken);
    }

    // Those of other parts. As long as the wanted one is not there, what was put together before can still be fetched by
    // whoever was given its address.
    private async Task ClearAsync(FilmProject project, IPipelines pipelines, CancellationToken cancellationToken)
    {
        string? wanted = project.Composition?.Id;
        bool isThere = wanted is null ||
            await store.FindAsync<Job>(project.OwnerId, wanted, cancellationToken) is { Value.State: JobState.Completed };
        DocumentQuery all = new()
        {
            Partition = project.OwnerId,
            Where = [.. FilmProjects.JobsOf(project.Id), Filter.Equal("kind", FilmKinds.Composition)],
        };
        List<Job> earlier = [];
        await foreach (Job job in store.AllAsync<Job>(all, cancellationToken))
            if (job.Id != wanted && (isThere || !job.IsFinished)) earlier.Add(job);
        foreach (Job job in earlier) await RemoveAsync(job, pipelines, cancellationToken);
    }

    /// <summary>Gives a job up if it goes on, and deletes it with what it made. The document goes last.</summary>
    internal async Task RemoveAsync(Job job, IPipelines pipelines, CancellationToken cancellationToken)
    {
        await settlement.CancelAsync(job, pipelines, cancellationToken);
        await kind.ClearAsync(job.OwnerId, job.Id, cancellationToken);
        await store.DeleteAsync<Job>(job.OwnerId, job.Id, cancellationToken);
    }
}

/// <summary>What a project puts out.</summary>
/// <param name="File">The film; null as long as there is none.</param>
/// <param name="Parts">What it is made of.</param>
/// <param name="Composition">
/// Whether its parts have been put together; until then, <paramref name="File"/> is its picture alone.
/// </param>
/// <param name="Failure">Why they could not be.</param>
public sealed record FilmOutput(MediaKey? File, FilmParts? Parts, CompositionState Composition, JobFailure? Failure)
{
    /// <summary>Nothing.</summary>
    public static FilmOutput None { get; } = new(null, null, CompositionState.None, null);
}

/// <summary>Whether a film has been put together.</summary>
public enum CompositionState
{
    /// <summary>There is nothing to put together.</summary>
    None,

    /// <summary>It is about to be.</summary>
    Processing,

    /// <summary>It has been.</summary>
    Completed,

    /// <summary>It could not be.</summary>
    Failed,
}
