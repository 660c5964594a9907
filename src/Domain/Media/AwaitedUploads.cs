using Understudy.Domain.Accounts;
using Understudy.Domain.Clones;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Media;

/// <summary>
/// What uploads are for. A signed URL goes on being valid when its model has been confirmed or deleted, or its picture
/// is the avatar already; then nothing more is to be taken in.
/// </summary>
public sealed class AwaitedUploads(IDocumentStore store)
{
    /// <summary>Whether an object is still to be uploaded.</summary>
    /// <param name="key">The object.</param>
    /// <param name="expiresAt">
    /// When the URL for it expires, in whole seconds: pictures share a name, and an earlier URL expires earlier.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> IncludeAsync(MediaKey key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        switch (key.Name.Split('/'))
        {
            case ["avatars", { } ownerId, _]:
                AvatarUpload? picture =
                    (await store.FindAsync<AvatarUpload>(ownerId, ownerId, cancellationToken))?.Value;
                return picture is not null && picture.Source == key &&
                    !(picture.UploadExpiresAt - expiresAt >= TimeSpan.FromSeconds(1));
            case [_, { } ownerId, { } modelId, _]:
                CloneModel? model = (await store.FindAsync<CloneModel>(ownerId, modelId, cancellationToken))?.Value;
                return model is not null && model.Source == key && model.State is ModelState.Pending or ModelState.Uploading;
            default:
                return false;
        }
    }
}
