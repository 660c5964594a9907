using Understudy.Domain.Persistence;

namespace Understudy.Domain.Media.Assets;

/// <summary>The assets that are still to be uploaded.</summary>
public sealed class AwaitedAssets(IDocumentStore store) : IAwaitedUploads
{
    /// <inheritdoc/>
    public async Task<bool?> IncludeAsync(MediaKey key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (key.Name.Split('/') is not ["assets", { } ownerId, { } file]) return null;
        Asset? asset = (await store.FindAsync<Asset>(
            ownerId, Path.GetFileNameWithoutExtension(file), cancellationToken))?.Value;
        return asset is { State: AssetState.Awaited, UploadExpiresAt: not null } && asset.File == key;
    }
}
