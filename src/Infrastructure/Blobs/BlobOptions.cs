using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Understudy.Shared;

namespace Understudy.Infrastructure.Blobs;

/// <summary>
/// The storage account that media are kept in: by a managed identity on Azure, or by the key of an emulator on this machine.
/// Its settings are those of the Functions host for a connection, so that the app and its blob trigger have the same ones.
/// </summary>
public sealed class BlobOptions
{
    private BlobOptions(BlobServiceClient service) => Service = service;

    internal BlobServiceClient Service { get; }

    /// <summary>Whether it is an emulator on this machine, which an account's key opens.</summary>
    internal bool IsEmulator => Service.CanGenerateAccountSasUri;

    /// <summary>Reads a connection.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="name">The connection's name.</param>
    /// <exception cref="FormatException">It is none; the message says what it has to be, and holds no secret.</exception>
    public static BlobOptions Read(IConfiguration configuration, string name)
    {
        IConfigurationSection section = configuration.GetSection(name);
        return section.Value is { Length: > 0 } connection
            ? OfConnectionString(connection)
            : OfIdentity(section["blobServiceUri"], section["credential"], section["clientId"]);
    }

    private static BlobOptions OfConnectionString(string connection)
    {
        BlobServiceClient service;
        try
        {
            service = new BlobServiceClient(connection, Client(new BlobClientOptions(EmulatedBlobs.Version)));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new FormatException("is no connection string of a storage account", error);
        }
        if (!service.Uri.IsLoopback)
            throw new FormatException(
                $"opens {service.Uri.Host} by a key; that is for an emulator on this machine. On Azure, the app's identity opens " +
                "it: leave the connection string out, and state blobServiceUri below it");
        return service.CanGenerateAccountSasUri
            ? new BlobOptions(service)
            : throw new FormatException("has no AccountKey, which signs the URLs of an emulator");
    }

    private static BlobOptions OfIdentity(string? address, string? credential, string? clientId)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps)
            throw new FormatException(
                "must be an emulator's connection string, or have blobServiceUri below it: https://ACCOUNT.blob.core.windows.net");
        bool isNamed = !string.IsNullOrEmpty(clientId);
        TokenCredential identity = credential?.ToUpperInvariant() switch
        {
            "MANAGEDIDENTITY" => new ManagedIdentityCredential(isNamed
                ? ManagedIdentityId.FromUserAssignedClientId(clientId)
                : ManagedIdentityId.SystemAssigned),
            // Whoever is signed in on a developer's machine, as in the host.
            null or "" => new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                ManagedIdentityClientId = isNamed ? clientId : null,
            }),
            _ => throw new FormatException("has a credential that is not 'managedidentity'"),
        };
        return new BlobOptions(new BlobServiceClient(uri, identity, Client(new BlobClientOptions())));
    }

    private static BlobClientOptions Client(BlobClientOptions options)
    {
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromSeconds(0.5);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        // Of one attempt, and of one read of a download: a block takes a second or two.
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        return options;
    }
}
