using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>Asks for a clip. VideoSystem, Generate Video and Use Template.</summary>
public sealed record OrderVideo
{
    /// <summary>Who asks.</summary>
    public required string OwnerId { get; init; }

    /// <summary>For which project.</summary>
    public required string ProjectId { get; init; }

    /// <summary>What the clip is called.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen.</summary>
    public required string Prompt { get; init; }

    /// <summary>How it is painted; null for what the prompt says.</summary>
    public string? Style { get; init; }

    /// <summary>The size of the picture.</summary>
    public required PictureSize Size { get; init; }

    /// <summary>Its length.</summary>
    public required double Seconds { get; init; }

    /// <summary>Which of all clips of that prompt; null for any.</summary>
    public long? Seed { get; init; }

    /// <summary>What is written in the picture, or null.</summary>
    public ShownWords? Words { get; init; }

    /// <summary>The template that is used, or null.</summary>
    public string? TemplateId { get; init; }

    /// <summary>The job's id, so that a request that is repeated finds what it began; null for a new one.</summary>
    public string? Id { get; init; }
}

/// <summary>What an order will take.</summary>
/// <param name="Seconds">How long the work will take, once it begins.</param>
/// <param name="Bytes">How much room is kept for the clip.</param>
/// <param name="Storage">How much room is taken, without it.</param>
public sealed record VideoEstimate(int Seconds, long Bytes, StorageUse Storage);

/// <summary>Takes orders for clips, and tells what they will take.</summary>
public sealed class OrderVideoHandler(
    IDocumentStore store,
    Projects projects,
    JobDesk desk,
    ClipKind kind,
    StorageBook storage,
    PiecewiseCounter counter,
    IContentRules rules,
    IIdFactory ids)
{
    /// <summary>Looks at an order as <see cref="HandleAsync"/> does, and does nothing.</summary>
    /// <returns>
    /// What it will take; or <see cref="ProjectMissing"/>, <see cref="ForbiddenContent"/>, <see cref="StorageLimitReached"/>.
    /// </returns>
    public async Task<Result<VideoEstimate>> EstimateAsync(OrderVideo order, CancellationToken cancellationToken)
    {
        if (await projects.FindAsync(order.OwnerId, order.ProjectId, cancellationToken) is null)
            return new ProjectMissing();
        if (rules.Judge(order.Prompt) is { } forbidden) return forbidden;
        if (order.Words is { } words && rules.Judge(words.Text) is { } unsayable) return unsayable;
        StorageUse use = await storage.GetAsync(PromptVideo.RoomOf(order.OwnerId), cancellationToken);
        long bytes = FilmEstimate.Bytes(order.Size, order.Seconds);
        return use.Total + bytes > PromptVideo.StorageLimit
            ? new StorageLimitReached(PromptVideo.StorageLimit, use.Total, bytes)
            : new VideoEstimate(FilmEstimate.WorkSeconds(order.Size, order.Seconds), bytes, use);
    }

    /// <summary>
    /// Queues a job. Room for its clip is kept first, and given up by itself if no job comes of it.
    /// </summary>
    /// <returns>The job; or what <see cref="EstimateAsync"/> says, or <see cref="TooManyWaiting"/>.</returns>
    public async Task<Result<JobQueued>> HandleAsync(
        OrderVideo order, IPipelines pipelines, CancellationToken cancellationToken)
    {
        string id = order.Id ?? ids.Next();
        if (await store.FindAsync<Job>(order.OwnerId, id, cancellationToken) is { } begun)
            return await desk.GoOnAsync(begun.Value, pipelines, cancellationToken);
        Result<VideoEstimate> estimate = await EstimateAsync(order, cancellationToken);
        if (!estimate.Succeeded) return estimate.Problem;
        StorageId room = PromptVideo.RoomOf(order.OwnerId);
        Result<StorageUse> kept = await storage.ReserveAsync(
            room, id, estimate.Value.Bytes, PromptVideo.StorageLimit, ((IJobKind)kind).WaitLimit + kind.WorkLimit,
            cancellationToken);
        if (!kept.Succeeded) return kept.Problem;

        Result<JobQueued> queued = await desk.QueueAsync(
            new NewJob
            {
                Id = id,
                OwnerId = order.OwnerId,
                Kind = kind,
                Inputs = JobInputs.Of(InputsOf(order, id)),
                EstimatedSeconds = estimate.Value.Seconds,
            },
            pipelines,
            cancellationToken);
        if (!queued.Succeeded)
        {
            await storage.ReturnAsync(room, id, cancellationToken);
            return queued;
        }
        await projects.FollowAsync(queued.Value.Job, cancellationToken);
        // Last: a request that is cut off and repeated must not count twice.
        if (order.TemplateId is { } template)
            await counter.CountAsync(TemplateCatalogue.Uses, template, cancellationToken);
        return queued;
    }

    private static PromptVideo InputsOf(OrderVideo order, string id) => new()
    {
        ProjectId = order.ProjectId,
        Title = order.Title,
        Prompt = order.Prompt,
        Style = order.Style,
        Size = order.Size,
        Seconds = order.Seconds,
        Seed = order.Seed ?? FilmEstimate.SeedOf(id),
        Words = order.Words,
        TemplateId = order.TemplateId,
        // Accounts of this product are free ones: nothing is sold here.
        Watermark = true,
        Folder = PromptVideo.FolderOf(order.OwnerId, id),
    };
}
