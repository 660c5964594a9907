using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.VideoSystem;

/// <summary>The inputs of a job that makes a clip.</summary>
public sealed record PromptVideo
{
    /// <summary>The product, where several are told apart.</summary>
    public const string Product = "videosystem";

    /// <summary>The kind's name.</summary>
    public const string KindName = "clip";

    /// <summary>How many bytes of clips an account may have. VideoSystem, Register User.</summary>
    public const long StorageLimit = 1L << 30;

    /// <summary>The project that the clip belongs to.</summary>
    public required string ProjectId { get; init; }

    /// <summary>What the clip is called.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen; 1–5000 characters.</summary>
    public required string Prompt { get; init; }

    /// <summary>How it is painted, e.g. <c>anime</c>; null for what the prompt says.</summary>
    public string? Style { get; init; }

    /// <summary>The size of the picture.</summary>
    public required PictureSize Size { get; init; }

    /// <summary>Its length.</summary>
    public required double Seconds { get; init; }

    /// <summary>The same prompt and seed make the same clip.</summary>
    public required long Seed { get; init; }

    /// <summary>What is written in the picture, or null.</summary>
    public ShownWords? Words { get; init; }

    /// <summary>The template that it was made of, or null.</summary>
    public string? TemplateId { get; init; }

    /// <summary>Whether a visible mark says that it is AI-made.</summary>
    public required bool Watermark { get; init; }

    /// <summary>Where the outputs go; ends with a slash.</summary>
    public required MediaKey Folder { get; init; }

    /// <summary>Where a person's clips are.</summary>
    public static MediaKey FilesOf(string ownerId) => new(MediaKey.Library, $"videosystem/{ownerId}/");

    /// <summary>Where the files of one are.</summary>
    public static MediaKey FolderOf(string ownerId, string jobId) => FilesOf(ownerId).File($"{jobId}/");

    /// <summary>The room that a person's clips take.</summary>
    public static StorageId RoomOf(string ownerId) => new(ownerId, Product);
}
