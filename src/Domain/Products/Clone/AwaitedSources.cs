using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>The sources of models that are still to be uploaded: not those that were confirmed or deleted.</summary>
public sealed class AwaitedSources(IDocumentStore store) : IAwaitedUploads
{
    /// <inheritdoc/>
    public async Task<bool?> IncludeAsync(MediaKey key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        if (key.Name.Split('/') is not ["videos" or "voices", { } ownerId, { } modelId, _]) return null;
        CloneModel? model = (await store.FindAsync<CloneModel>(ownerId, modelId, cancellationToken))?.Value;
        return model is not null && model.Source == key && model.State is ModelState.Pending or ModelState.Uploading;
    }
}
