using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace Understudy.Infrastructure.Blobs;

/// <summary>The account's key of an emulator, which is made ready at the start: nobody deploys it.</summary>
internal sealed class EmulatorKey(BlobServiceClient service) : ISasKey
{
    /// <inheritdoc/>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (string container in BlobAccount.Containers)
            await service.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        BlobServiceProperties properties = await service.GetPropertiesAsync(cancellationToken);
        properties.Cors = [BlobAccount.Cors];
        await service.SetPropertiesAsync(properties, cancellationToken);
    }

    /// <inheritdoc/>
    public BlobSasQueryParameters Sign(BlobSasBuilder sas)
    {
        sas.Protocol = SasProtocol.HttpsAndHttp;
        Uri url = service.GetBlobContainerClient(sas.BlobContainerName).GetBlobClient(sas.BlobName).GenerateSasUri(sas);
        return new BlobUriBuilder(url).Sas;
    }
}
