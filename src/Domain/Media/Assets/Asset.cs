using Understudy.Domain.Persistence;

namespace Understudy.Domain.Media.Assets;

/// <summary>A file of a person, to make something of.</summary>
public sealed record Asset : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("asset", "product", "state", "group", "deleteAt");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The product in which it was uploaded; others do not see it.</summary>
    public required string Product { get; init; }

    /// <summary>What of the product it belongs to, such as a project; null for nothing.</summary>
    public string? Group { get; init; }

    /// <summary>Where the file is.</summary>
    public required MediaKey File { get; init; }

    /// <summary>What its owner called it.</summary>
    public required string OriginalName { get; init; }

    /// <summary>Its MIME type: what was promised, and once it is there what it is.</summary>
    public required string ContentType { get; init; }

    /// <summary>Its size: what was promised at most, and once it is there what it is.</summary>
    public required long Bytes { get; init; }

    /// <summary>What is in it; null before it is there.</summary>
    public AssetContent? Content { get; init; }

    /// <summary>Where it stands.</summary>
    public required AssetState State { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the URL for its upload stops working; null when there is none.</summary>
    public DateTimeOffset? UploadExpiresAt { get; init; }

    /// <summary>When it goes by itself; null for never.</summary>
    public DateTimeOffset? DeleteAt { get; init; }

    /// <summary>Where a person's assets are.</summary>
    public static MediaKey FilesOf(string ownerId) => new(MediaKey.Uploads, $"assets/{ownerId}/");
}

/// <summary>Where an asset stands.</summary>
public enum AssetState
{
    /// <summary>Its file is to come, or is on its way.</summary>
    Awaited,

    /// <summary>It can be used.</summary>
    Ready,

    /// <summary>It is being deleted, and seen by nobody any more.</summary>
    Leaving,
}

/// <summary>What a file holds.</summary>
/// <param name="Kind">Of what sort it is.</param>
/// <param name="Format">Its format: the name of a <see cref="FileFormat"/>.</param>
public sealed record AssetContent(AssetKind Kind, string Format)
{
    /// <summary>How long it lasts; null for a picture.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>How wide the picture is as it is shown, in pixels; null when there is none.</summary>
    public int? Width { get; init; }

    /// <summary>How high it is.</summary>
    public int? Height { get; init; }

    /// <summary>How many pictures a second there are on average; null when there are none, or it is not told.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Whether there is sound.</summary>
    public bool HasSound { get; init; }
}

/// <summary>Of what sort a file is.</summary>
public enum AssetKind
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>Moving pictures, with or without sound.</summary>
    Video,

    /// <summary>Sound alone.</summary>
    Audio,
}
