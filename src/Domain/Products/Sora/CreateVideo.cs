using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Sora;

/// <summary>Asks for a video. Sora §2.2, §2.3.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="Type">What it is made from.</param>
/// <param name="Prompt">What is to be seen, or to happen.</param>
/// <param name="AspectRatio">How it stands.</param>
/// <param name="Quality">How fine it is.</param>
public sealed record CreateVideo(
    string OwnerId, TaskType Type, string Prompt, AspectRatio AspectRatio, Quality Quality)
{
    /// <summary>The pictures; none where it is made from a prompt.</summary>
    public IReadOnlyList<string> ImageUrls { get; init; } = [];

    /// <summary>What repeats it exactly; null for any.</summary>
    public long? Seed { get; init; }

    /// <summary>Whom to tell when it has ended, or null.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>The task that it tries again, or null.</summary>
    public string? RetryOf { get; init; }

    /// <summary>The task's id, so that a request that is repeated finds what it made before; null for a new one.</summary>
    public string? Id { get; init; }
}

/// <summary>A video that waits in its lane.</summary>
/// <param name="Job">Its job.</param>
/// <param name="QueuePosition">How many jobs are ahead of it.</param>
/// <param name="EstimatedSeconds">How long it is expected to take, waiting included.</param>
/// <param name="CreditsLeft">What is left of the credits.</param>
public sealed record VideoOrdered(Job Job, int QueuePosition, int EstimatedSeconds, int CreditsLeft);

/// <summary>What a video would cost.</summary>
/// <param name="Cost">In credits.</param>
/// <param name="Available">How many credits there are.</param>
/// <param name="EstimatedSeconds">How long the work is expected to take once begun.</param>
public sealed record VideoEstimate(int Cost, int Available, int EstimatedSeconds);

/// <summary>Handles <see cref="CreateVideo"/>.</summary>
public sealed class CreateVideoHandler(
    IDocumentStore store,
    JobDesk desk,
    Lanes lanes,
    PromptVideoKind prompts,
    ImageVideoKind images,
    ImageSources sources,
    IContentRules rules,
    Credits credits,
    WalletLedger ledger,
    VideoSettings settings,
    IIdFactory ids)
{
    /// <summary>The largest seed: the largest whole number that every JSON reader keeps.</summary>
    public const long MaxSeed = (1L << 53) - 1;

    /// <summary>Checks everything, takes the credits, and queues the video.</summary>
    public async Task<Result<VideoOrdered>> HandleAsync(
        CreateVideo command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        string id = command.Id ?? ids.Next();
        if (await store.FindAsync<Job>(command.OwnerId, id, cancellationToken) is { } begun)
            return await AnswerAsync(await desk.GoOnAsync(begun.Value, pipelines, cancellationToken), cancellationToken);
        if (rules.Judge(command.Prompt) is { } forbidden) return forbidden;
        int cost = Credits.CostOf(command.Type, command.Quality);
        // Nothing is fetched for whoever cannot pay.
        int available = (await credits.EnsureAsync(command.OwnerId, cancellationToken)).Left;
        if (available < cost) return new Problem.InsufficientFunds(cost, available);
        Result<IReadOnlyList<ImageSource>> found =
            await sources.FindAsync(command.OwnerId, command.ImageUrls, cancellationToken);
        if (!found.Succeeded) return found.Problem;

        Result<JobQueued> queued = await desk.QueueAsync(
            new NewJob
            {
                Id = id,
                OwnerId = command.OwnerId,
                Kind = KindOf(command.Type),
                Inputs = JobInputs.Of(InputsOf(command, id, [.. found.Value.Select(source => source.File)])),
                EstimatedSeconds = SecondsOf(command.Quality),
                Wallet = Credits.Wallet(command.OwnerId),
                Cost = cost,
            },
            pipelines,
            cancellationToken);
        if (!queued.Succeeded) await sources.DiscardAsync(command.OwnerId, found.Value);
        return await AnswerAsync(queued, cancellationToken);
    }

    /// <summary>Checks everything, and only says what it would cost.</summary>
    public async Task<Result<VideoEstimate>> EstimateAsync(CreateVideo command, CancellationToken cancellationToken)
    {
        if (rules.Judge(command.Prompt) is { } forbidden) return forbidden;
        WalletBalance balance = await credits.EnsureAsync(command.OwnerId, cancellationToken);
        Result<IReadOnlyList<ImageSource>> found =
            await sources.FindAsync(command.OwnerId, command.ImageUrls, cancellationToken);
        if (!found.Succeeded) return found.Problem;
        await sources.DiscardAsync(command.OwnerId, found.Value);
        return new VideoEstimate(
            Credits.CostOf(command.Type, command.Quality), balance.Left, SecondsOf(command.Quality));
    }

    private SoraVideo InputsOf(CreateVideo command, string id, IReadOnlyList<MediaKey> found) => new()
    {
        Type = command.Type,
        Prompt = command.Prompt,
        AspectRatio = command.AspectRatio,
        Quality = command.Quality,
        Seed = command.Seed ?? SeedOf(id),
        Seconds = settings.Seconds,
        FramesPerSecond = settings.FramesPerSecond,
        ImageUrls = command.ImageUrls,
        Images = found,
        WebhookUrl = command.WebhookUrl,
        RetryOf = command.RetryOf,
        Folder = SoraVideo.FolderOf(command.OwnerId, id),
    };

    private VideoKind KindOf(TaskType type) => type == TaskType.TextToVideo ? prompts : images;

    // By what the embedded engine takes for five seconds on two cores.
    private int SecondsOf(Quality quality) =>
        (int)Math.Ceiling(settings.Seconds * settings.FramesPerSecond * (quality == Quality.Hd ? 1.0 : 0.5));

    // Whoever says none gets one that nobody else has, and the same one when the request is repeated.
    private static long SeedOf(string id) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private async Task<Result<VideoOrdered>> AnswerAsync(Result<JobQueued> queued, CancellationToken cancellationToken)
    {
        if (!queued.Succeeded) return queued.Problem;
        (Job job, int position, WalletStatement? statement) = queued.Value;
        int left = statement?.Balance.Left
            ?? (await ledger.GetBalanceAsync(Credits.Wallet(job.OwnerId), cancellationToken)).Left;
        int wait = (await lanes.PositionAsync(job, cancellationToken))?.StartsInSeconds ?? 0;
        return new VideoOrdered(job, position, job.EstimatedSeconds + wait, left);
    }
}
