using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>A playlist that a person has asked for. It is written down before the site is asked for it.</summary>
public sealed record Playlist : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("playlist");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>The site's id of the channel that it is of.</summary>
    public required string ChannelId { get; init; }

    /// <summary>What is said of it.</summary>
    public required PlaylistDetails Details { get; init; }

    /// <summary>The site's id, once it is known.</summary>
    public string? PlaylistId { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
