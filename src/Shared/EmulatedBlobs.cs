using Azure.Storage.Blobs;

namespace Understudy.Shared;

/// <summary>How to speak to an emulator of Blob Storage.</summary>
internal static class EmulatedBlobs
{
    /// <summary>The latest version of the protocol that Azurite 3.35 knows.</summary>
    public const BlobClientOptions.ServiceVersion Version = BlobClientOptions.ServiceVersion.V2025_11_05;
}
