using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>A version of a blob in a storage account, which gives each an entity tag of its own.</summary>
/// <param name="Client">The blob.</param>
/// <param name="Version">The entity tag.</param>
internal sealed record StoredBlob(BlobClient Client, string Version) : BlobVersion(Client.Name, Version)
{
    /// <inheritdoc/>
    public override Uri Address => Client.Uri;

    /// <inheritdoc/>
    protected override Stream Open() => Client.DownloadStreaming(new BlobDownloadOptions
    {
        Conditions = new BlobRequestConditions { IfMatch = new Azure.ETag(Version) },
    }).Value.Content;
}
