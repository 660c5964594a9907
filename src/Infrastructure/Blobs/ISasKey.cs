using Azure.Storage.Sas;

namespace Understudy.Infrastructure.Blobs;

/// <summary>The key that signs URLs.</summary>
internal interface ISasKey
{
    /// <summary>
    /// Has the key, at the start, in time. An emulator's account is made ready, too.
    /// </summary>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Signs what a URL allows; where the key itself ends earlier, the URL does so, too.</summary>
    /// <exception cref="InvalidOperationException">The key has ended, and could not be renewed.</exception>
    BlobSasQueryParameters Sign(BlobSasBuilder sas);
}
