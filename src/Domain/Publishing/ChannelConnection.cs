using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>A person's channel at a site: one for each person and site.</summary>
public sealed record ChannelConnection : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("channel-connection");

    /// <summary>The site's name.</summary>
    public required string Id { get; init; }

    /// <summary>Whose channel it is.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>What leads to the channel, sealed.</summary>
    public required string Grant { get; init; }

    /// <summary>The site's id of the channel.</summary>
    public required string ChannelId { get; init; }

    /// <summary>Its name when it was connected.</summary>
    public required string ChannelTitle { get; init; }

    /// <summary>When it was connected.</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>When the site said that the grant does not count any more; null as long as it does.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
}
