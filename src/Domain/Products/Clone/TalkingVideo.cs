using Understudy.Domain.Common;
using Understudy.Domain.Media;

namespace Understudy.Domain.Products.Clone;

/// <summary>The inputs of a job that makes a video in which a trained person says a text.</summary>
public sealed record TalkingVideo
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "talkingVideo";

    /// <summary>The kind's name among the inputs, by which videos are listed; the oldest have it nowhere else.</summary>
    public string Kind => KindName;

    /// <summary>The trained video model.</summary>
    public required string VideoModelId { get; init; }

    /// <summary>The trained voice model.</summary>
    public required string VoiceModelId { get; init; }

    /// <summary>What the person called the video, or null.</summary>
    public string? Title { get; init; }

    /// <summary>What is said.</summary>
    public required string Text { get; init; }

    /// <summary>In which language.</summary>
    public required Language Language { get; init; }

    /// <summary>The size of the picture.</summary>
    public required Resolution Resolution { get; init; }

    /// <summary>Whether a visible mark says that it is AI-made: on free plans.</summary>
    public required bool Watermark { get; init; }

    /// <summary>Where the outputs go; ends with a slash.</summary>
    public required MediaKey Folder { get; init; }

    /// <summary>Where a video's outputs go.</summary>
    public static MediaKey FolderOf(string ownerId, string jobId) =>
        new(MediaKey.Library, $"videos/{ownerId}/{jobId}/");
}
