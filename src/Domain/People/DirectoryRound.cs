using Understudy.Domain.Persistence;

namespace Understudy.Domain.People;

/// <summary>How far the directory has followed the accounts and the subscriptions by itself. There is one.</summary>
public sealed record DirectoryRound : IDocument
{
    /// <summary>Its id, and its partition.</summary>
    public const string Only = "directory-round";

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("directoryRound");

    /// <inheritdoc/>
    public string Id => Only;

    /// <inheritdoc/>
    public string Partition => Only;

    /// <summary>Where the going through all accounts goes on; null at its beginning and after its end.</summary>
    public string? Continuation { get; init; }

    /// <summary>When the going through all accounts began; null before the first time.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>All changes from before that are in the directory; null until all accounts were gone through.</summary>
    public DateTimeOffset? FollowedUntil { get; init; }
}
