using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>A picture that a person wants to upload and has not confirmed; one a person.</summary>
public sealed record AvatarUpload : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("avatarUpload");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The uploaded file.</summary>
    public required MediaKey Source { get; init; }

    /// <summary>When the URL for the upload stops working.</summary>
    public DateTimeOffset? UploadExpiresAt { get; init; }

    /// <summary>Where the avatar made of it goes: a new name each time, so that its address is a new one.</summary>
    public required MediaKey Target { get; init; }

    /// <summary>The avatar that it takes the place of, once that is under way; it has to be deleted.</summary>
    public MediaKey? Replaces { get; init; }

    /// <summary>The lease of the confirmation that is making the avatar, or null when none is.</summary>
    public Lease? Converting { get; init; }

    /// <summary>Where a person's uploads are.</summary>
    public static MediaKey Sources(string ownerId) => new(MediaKey.Uploads, $"avatars/{ownerId}/");

    /// <summary>Where a person's avatars are.</summary>
    public static MediaKey Targets(string ownerId) => new(MediaKey.Library, $"avatars/{ownerId}/");
}
