using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>The pictures that are still to be uploaded: not those that are avatars already.</summary>
public sealed class AwaitedAvatars(IDocumentStore store) : IAwaitedUploads
{
    /// <inheritdoc/>
    public async Task<bool?> IncludeAsync(MediaKey key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (key.Name.Split('/') is not ["avatars", { } ownerId, _]) return null;
        AvatarUpload? picture = (await store.FindAsync<AvatarUpload>(ownerId, ownerId, cancellationToken))?.Value;
        return picture is not null && picture.Source == key &&
            !(picture.UploadExpiresAt - expiresAt >= TimeSpan.FromSeconds(1));
    }
}
