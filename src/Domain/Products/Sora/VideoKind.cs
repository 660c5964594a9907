using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;

namespace Understudy.Domain.Products.Sora;

/// <summary>Jobs that make videos. Sora §2.</summary>
public abstract class VideoKind(IMediaStore media) : IJobKind
{
    // What the statement says of a long prompt.
    private const int ShownPrompt = 60;

    /// <inheritdoc/>
    public string Product => Credits.Product;

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Lane { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyCollection<Type> Tasks { get; }

    /// <inheritdoc/>
    public TimeSpan WorkLimit => TimeSpan.FromHours(2);

    /// <inheritdoc/>
    public JobFailure Unaffordable { get; } = new("insufficient_funds", "There were not enough credits left for this video.");

    /// <inheritdoc/>
    public HoldRequest HoldOf(Job job) => new(job.Id, job.Cost)
    {
        Text = Describe(job.InputsOf<SoraVideo>()),
        ReturnedLife = Credits.ReturnedLife,
    };

    /// <inheritdoc/>
    public virtual Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken) =>
        Task.FromResult<JobFailure?>(null);

    /// <inheritdoc/>
    public abstract EngineTask ToTask(Job job);

    /// <inheritdoc/>
    public Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(SoraVideo.FolderOf(job.OwnerId, job.Id), cancellationToken);

    /// <inheritdoc/>
    public Task GoneAsync(JobReference job, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(SoraVideo.FolderOf(job.OwnerId, job.JobId), cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<PersonalItem> Describe(Job job)
    {
        SoraVideo video = job.InputsOf<SoraVideo>();
        string path = $"sora/tasks/{job.Id}";
        yield return new PersonalItem.Data(
            $"{path}.json",
            new
            {
                job.Id,
                video.Type,
                video.Prompt,
                video.AspectRatio,
                video.Quality,
                video.Seed,
                video.ImageUrls,
                video.WebhookUrl,
                video.RetryOf,
                job.State,
                Credits = job.Charged,
                job.Outputs?.DurationSeconds,
                FileSizeBytes = job.Outputs?.Bytes,
                Failure = job.Failure?.Message,
                job.CreatedAt,
                job.StartedAt,
                job.FinishedAt,
            });
        if (job.Outputs?.Video is { } made) yield return new PersonalItem.File($"{path}.mp4", made);
        if (job.Outputs?.Thumbnail is { } still) yield return new PersonalItem.File($"{path}.jpg", still);
    }

    /// <inheritdoc/>
    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) =>
        media.DeleteAllAsync(SoraVideo.FolderOf(ownerId), cancellationToken);

    private static string Describe(SoraVideo video)
    {
        string type = video.Type == TaskType.TextToVideo ? "text-to-video" : "image-to-video";
        string quality = video.Quality == Quality.Hd ? "hd" : "standard";
        string prompt = video.Prompt.ReplaceLineEndings(" ");
        string shown = prompt.Length <= ShownPrompt ? prompt : $"{Cut(prompt)}...";
        return $"Sora {type} ({quality}): {shown}";
    }

    // A character of two halves stays whole.
    private static string Cut(string prompt) =>
        prompt[..(char.IsHighSurrogate(prompt[ShownPrompt - 1]) ? ShownPrompt - 1 : ShownPrompt)];
}

/// <summary>Jobs that make videos of prompts. Sora §2.2.</summary>
public sealed class PromptVideoKind(IMediaStore media) : VideoKind(media)
{
    /// <summary>Its name.</summary>
    public const string KindName = "promptVideo";

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override string Lane => "sora-prompts";

    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Tasks => [typeof(EngineTask.PaintFilm)];

    /// <inheritdoc/>
    public override EngineTask ToTask(Job job)
    {
        SoraVideo video = job.InputsOf<SoraVideo>();
        return new EngineTask.PaintFilm
        {
            Output = video.Folder,
            Prompt = video.Prompt,
            Size = video.Size,
            Seconds = video.Seconds,
            FramesPerSecond = video.FramesPerSecond,
            Seed = video.Seed,
            Watermark = false,
        };
    }
}

/// <summary>Jobs that set pictures in motion. Sora §2.3.</summary>
public sealed class ImageVideoKind(IMediaStore media) : VideoKind(media)
{
    /// <summary>Its name.</summary>
    public const string KindName = "imageVideo";

    private readonly IMediaStore _media = media;

    /// <summary>A picture that a video needs is gone.</summary>
    public static JobFailure ImageGone { get; } = new(
        "image_gone", "A picture that this video needs is not there any more. Please upload it again; nothing was charged.");

    /// <inheritdoc/>
    public override string Name => KindName;

    /// <inheritdoc/>
    public override string Lane => "sora-images";

    /// <inheritdoc/>
    public override IReadOnlyCollection<Type> Tasks => [typeof(EngineTask.AnimateImages)];

    /// <inheritdoc/>
    public override async Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken)
    {
        foreach (MediaKey image in job.InputsOf<SoraVideo>().Images)
            if (await _media.FindAsync(image, cancellationToken) is null) return ImageGone;
        return null;
    }

    /// <inheritdoc/>
    public override EngineTask ToTask(Job job)
    {
        SoraVideo video = job.InputsOf<SoraVideo>();
        return new EngineTask.AnimateImages
        {
            Output = video.Folder,
            Images = video.Images,
            Prompt = video.Prompt,
            Size = video.Size,
            Seconds = video.Seconds,
            FramesPerSecond = video.FramesPerSecond,
            Seed = video.Seed,
            Watermark = false,
        };
    }
}
