using System.Runtime.CompilerServices;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>The files that a person uploaded to make something of, and how much room they take.</summary>
public sealed class AssetData(IDocumentStore store, IMediaStore media) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Asset asset in store.ReadAllAsync<Asset>(ownerId, cancellationToken))
        {
            if (asset.State != AssetState.Ready) continue;
            string path = $"files/{asset.Product}/{asset.Id}";
            yield return new PersonalItem.Data(
                $"{path}.json",
                new
                {
                    asset.Id,
                    asset.OriginalName,
                    asset.Group,
                    asset.ContentType,
                    FileSizeBytes = asset.Bytes,
                    asset.Content,
                    asset.CreatedAt,
                });
            yield return new PersonalItem.File($"{path}{Path.GetExtension(asset.File.Name)}", asset.File);
        }
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        await store.EraseAllAsync<Asset>(ownerId, cancellationToken);
        await store.EraseAllAsync<StoredItem>(ownerId, cancellationToken);
        await store.EraseAllAsync<StorageAccount>(ownerId, cancellationToken);
        await media.DeleteAllAsync(Asset.FilesOf(ownerId), cancellationToken);
    }
}
