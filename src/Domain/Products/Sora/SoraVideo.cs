using Understudy.Domain.Media;

namespace Understudy.Domain.Products.Sora;

/// <summary>The inputs of a job that makes a video. Sora §2.2, §2.3.</summary>
public sealed record SoraVideo
{
    /// <summary>What it is made from.</summary>
    public required TaskType Type { get; init; }

    /// <summary>What is to be seen, or to happen.</summary>
    public required string Prompt { get; init; }

    /// <summary>How it stands.</summary>
    public required AspectRatio AspectRatio { get; init; }

    /// <summary>How fine it is.</summary>
    public required Quality Quality { get; init; }

    /// <summary>The same order with the same seed gives the same video.</summary>
    public required long Seed { get; init; }

    /// <summary>How long it is.</summary>
    public required double Seconds { get; init; }

    /// <summary>Frames a second.</summary>
    public required int FramesPerSecond { get; init; }

    /// <summary>The pictures as they were asked for; none where it is made from a prompt.</summary>
    public IReadOnlyList<string> ImageUrls { get; init; } = [];

    /// <summary>The pictures where they are kept, in their order.</summary>
    public IReadOnlyList<MediaKey> Images { get; init; } = [];

    /// <summary>Whom to tell when it has ended, or null.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>The task that it tries again, or null.</summary>
    public string? RetryOf { get; init; }

    /// <summary>Where the outputs go; ends with a slash.</summary>
    public required MediaKey Folder { get; init; }

    /// <summary>The size of its picture.</summary>
    public PictureSize Size
    {
        get
        {
            (int along, int across) = Quality == Quality.Hd ? (1920, 1080) : (1280, 720);
            return AspectRatio == AspectRatio.Landscape ? new(along, across) : new(across, along);
        }
    }

    /// <summary>Where a video's outputs go.</summary>
    public static MediaKey FolderOf(string ownerId, string taskId) => FolderOf(ownerId).File($"{taskId}/");

    /// <summary>Where the outputs of all of a person's videos go.</summary>
    public static MediaKey FolderOf(string ownerId) => new(MediaKey.Library, $"sora/{ownerId}/");
}

/// <summary>How videos are made, as an operator sets it.</summary>
/// <param name="Seconds">How long they are.</param>
/// <param name="FramesPerSecond">Frames a second.</param>
public sealed record VideoSettings(double Seconds, int FramesPerSecond);
