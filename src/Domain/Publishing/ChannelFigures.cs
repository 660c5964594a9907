using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>What a site said last of the videos that a person has published there.</summary>
public sealed record ChannelFigures : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("channel-figures");

    /// <summary>The site's name.</summary>
    public required string Id { get; init; }

    /// <summary>Whose they are.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>When the site was asked.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The videos by their ids; those that the site has no more are missing.</summary>
    public required IReadOnlyDictionary<string, VideoFigures> Videos { get; init; }
}

/// <summary>What a site says of a video.</summary>
/// <param name="Title">Its title, which its owner may have changed there.</param>
/// <param name="Views">How often it was seen; null when the site does not tell.</param>
public sealed record VideoFigures(string Title, long? Views);
