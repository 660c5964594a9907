using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>What is asked for in every request for work.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="ProjectId">For which project.</param>
/// <param name="Id">The job's id, so that a request that is repeated finds what it began; null for a new one.</param>
public sealed record FilmOrder(string OwnerId, string ProjectId, string? Id);

/// <summary>What a film is to be like.</summary>
/// <param name="Prompt">What is to be seen.</param>
/// <param name="Style">How it is painted; null for what the prompt says.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="Seed">Which of all films of that prompt; null for any.</param>
public sealed record FilmWish(string Prompt, string? Style, double Seconds, long? Seed);

/// <summary>What is to be different; null for what is to stay.</summary>
public sealed record FilmChange(string? Prompt, string? Style, double? Seconds, long? Seed);

/// <summary>Takes orders for work. FilmStudio, AI Job Service and POST /projects/:id/regenerate.</summary>
public sealed class FilmDesk(
    IDocumentStore store,
    FilmProjects projects,
    FilmFiles files,
    JobDesk desk,
    FilmStudioPlans plans,
    StorageBook storage,
    VideoKind videos,
    NarrationKind narrations,
    MusicKind musics,
    LipKind lips,
    IContentRules rules,
    IIdFactory ids)
{
    /// <summary>The answer to a regeneration where there is nothing to make again.</summary>
    public static Problem NothingToRegenerate { get; } = new Problem.Invalid(
        "id", FieldFault.NotAllowed, "This project has no video yet: generate one first.");

    /// <summary>Makes a film of a prompt, which costs a credit.</summary>
    /// <returns>
    /// The job; or <see cref="FilmProjects.Missing"/>, <see cref="Problem.Invalid"/>, <see cref="Problem.InsufficientFunds"/>,
    /// <see cref="StorageLimitReached"/>, <see cref="TooManyWaiting"/>.
    /// </returns>
    public Task<Result<JobQueued>> VideoAsync(
        FilmOrder order, FilmWish wish, IPipelines pipelines, CancellationToken cancellationToken) => OrderAsync(
            order,
            async (project, id) => await VideoOfAsync(order.OwnerId, project, id, wish, cancellationToken),
            pipelines,
            cancellationToken);

    /// <summary>Makes the newest video of a project again: as it was, but for what is to be different.</summary>
    /// <returns>As <see cref="VideoAsync"/>; or <see cref="NothingToRegenerate"/>.</returns>
    public Task<Result<JobQueued>> RegenerateAsync(
        FilmOrder order, FilmChange change, IPipelines pipelines, CancellationToken cancellationToken) => OrderAsync(
            order,
            async (project, id) => await projects.NewestAsync(
                order.OwnerId, project.Id, [FilmKinds.Video], state: null, cancellationToken) is { } newest
                ? await VideoOfAsync(
                    order.OwnerId, project, id, Changed(newest.InputsOf<VideoInputs>(), change), cancellationToken)
                : NothingToRegenerate,
            pipelines,
            cancellationToken);

    /// <summary>Says a text, in the project's language unless another one is named.</summary>
    /// <returns>As <see cref="VideoAsync"/>, for it costs nothing.</returns>
    public Task<Result<JobQueued>> NarrateAsync(
        FilmOrder order,
        string text,
        string voice,
        string? language,
        IPipelines pipelines,
        CancellationToken cancellationToken) =>
        OrderAsync(
            order,
            (project, id) => Task.FromResult(Judge("text", text) is { } forbidden
                ? forbidden
                : Free(id, order.OwnerId, narrations, 3 + (text.Length / 60.0), new NarrationInputs
                {
                    ProjectId = project.Id,
                    Folder = FilmWork.FolderOf(order.OwnerId, id),
                    Text = text,
                    Voice = voice,
                    Language = language ?? project.Language,
                })),
            pipelines,
            cancellationToken);

    /// <summary>Makes music.</summary>
    /// <returns>As <see cref="NarrateAsync"/>.</returns>
    public Task<Result<JobQueued>> MakeMusicAsync(
        FilmOrder order,
        string prompt,
        string? genre,
        double seconds,
        IPipelines pipelines,
        CancellationToken cancellationToken) =>
        OrderAsync(
            order,
            (project, id) => Task.FromResult(Judge("prompt", prompt) is { } forbidden
                ? forbidden
                : Free(id, order.OwnerId, musics, 4 + (seconds / 10), new MusicInputs
                {
                    ProjectId = project.Id,
                    Folder = FilmWork.FolderOf(order.OwnerId, id),
                    Prompt = prompt,
                    Genre = genre,
                    Seconds = seconds,
                    Seed = FilmEstimate.SeedOf(id),
                })),
            pipelines,
            cancellationToken);

    /// <summary>Has the lips of a film follow a recording, both of them the caller's own.</summary>
    /// <returns>As <see cref="NarrateAsync"/>; or <see cref="FilmFiles.Missing"/>.</returns>
    public Task<Result<JobQueued>> SyncLipsAsync(
        FilmOrder order, string videoPath, string audioPath, IPipelines pipelines, CancellationToken cancellationToken) =>
        OrderAsync(
            order,
            async (project, id) =>
            {
                Result<FilmFile> film = await files.FindAsync(
                    order.OwnerId, videoPath, "videoPath", AssetKind.Video, cancellationToken);
                if (!film.Succeeded) return film.Problem;
                Result<FilmFile> sound = await files.FindAsync(
                    order.OwnerId, audioPath, "audioPath", AssetKind.Audio, cancellationToken);
                if (!sound.Succeeded) return sound.Problem;
                return Free(id, order.OwnerId, lips, 5 + (sound.Value.Seconds ?? 10), new LipInputs
                {
                    ProjectId = project.Id,
                    Folder = FilmWork.FolderOf(order.OwnerId, id),
                    Title = project.Name,
                    Film = film.Value.Key,
                    Sound = sound.Value.Key,
                    Watermark = film.Value.IsMarked || !await plans.IsProAsync(order.OwnerId, cancellationToken),
                    IsMarked = film.Value.IsMarked,
                });
            },
            pipelines,
            cancellationToken);

    private async Task<Result<JobQueued>> OrderAsync(
        FilmOrder order,
        Func<FilmProject, string, Task<Result<NewJob>>> plan,
        IPipelines pipelines,
        CancellationToken cancellationToken)
    {
        string id = order.Id ?? ids.Next();
        if (await store.FindAsync<Job>(order.OwnerId, id, cancellationToken) is { } begun)
            return await desk.GoOnAsync(begun.Value, pipelines, cancellationToken);
        if (await projects.FindAsync(order.OwnerId, order.ProjectId, cancellationToken) is not { } project)
            return FilmProjects.Missing;
        Result<NewJob> job = await plan(project, id);
        if (!job.Succeeded) return job.Problem;
        StorageUse use = await storage.GetAsync(FilmWork.RoomOf(order.OwnerId), cancellationToken);
        if (use.Total >= FilmWork.StorageLimit) return new StorageLimitReached(FilmWork.StorageLimit, use.Total, 1);
        Result<JobQueued> queued = await desk.QueueAsync(job.Value, pipelines, cancellationToken);
        if (queued.Succeeded) await projects.FollowAsync(queued.Value.Job, cancellationToken);
        return queued;
    }

    private async Task<Result<NewJob>> VideoOfAsync(
        string ownerId, FilmProject project, string id, FilmWish wish, CancellationToken cancellationToken)
    {
        if (Judge("prompt", wish.Prompt) is { } forbidden) return forbidden;
        await plans.EnsureAsync(ownerId, cancellationToken);
        return new NewJob
        {
            Id = id,
            OwnerId = ownerId,
            Kind = videos,
            Inputs = JobInputs.Of(new VideoInputs
            {
                ProjectId = project.Id,
                Folder = FilmWork.FolderOf(ownerId, id),
                Title = project.Name,
                Prompt = wish.Prompt,
                Style = wish.Style,
                Seconds = wish.Seconds,
                Seed = wish.Seed ?? FilmEstimate.SeedOf(id),
                Watermark = !await plans.IsProAsync(ownerId, cancellationToken),
            }),
            EstimatedSeconds = FilmEstimate.WorkSeconds(FilmWork.Size, wish.Seconds),
            Wallet = FilmStudioPlans.Wallet(ownerId),
            Cost = FilmStudioPlans.CostOfVideo,
        };
    }

    // Who asks for nothing else asks for another take; else the film stays recognisable in its new style or length.
    private static FilmWish Changed(VideoInputs before, FilmChange change) => new(
        change.Prompt ?? before.Prompt,
        change.Style ?? before.Style,
        change.Seconds ?? before.Seconds,
        change.Seed ?? (change is { Prompt: null, Style: null, Seconds: null } ? null : before.Seed));

    private static Result<NewJob> Free<T>(string id, string ownerId, FilmKind<T> kind, double seconds, T inputs)
        where T : FilmInputs => new NewJob
        {
            Id = id,
            OwnerId = ownerId,
            Kind = kind,
            Inputs = JobInputs.Of(inputs),
            EstimatedSeconds = (int)Math.Ceiling(seconds),
        };

    private Problem.Invalid? Judge(string field, string text) => rules.Judge(text) is { } forbidden
        ? new Problem.Invalid(field, FieldFault.NotAllowed, forbidden.Message)
        : null;
}
