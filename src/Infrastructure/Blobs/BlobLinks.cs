using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Microsoft.Net.Http.Headers;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Blobs;

/// <summary>Signs the URLs of single objects.</summary>
internal sealed class BlobLinks(BlobServiceClient service, ISasKey key, TimeProvider time)
{
    /// <summary>
    /// To create the object, and no more: not even its sender can replace it or look at it. Neither its size nor its type can be
    /// bounded by a URL; whoever takes the object in looks at both.
    /// </summary>
    public Uri Upload(MediaKey blob, TimeSpan lifetime) =>
        Sign(blob, lifetime, BlobSasPermissions.Create, static _ => { });

    /// <summary>To read it.</summary>
    public Uri Download(MediaKey blob, TimeSpan lifetime, string? downloadName) =>
        Sign(blob, lifetime, BlobSasPermissions.Read, sas =>
        {
            if (downloadName is not null) sas.ContentDisposition = Attachment(downloadName);
            // What its sender has called it may be a page with a script in it.
            if (blob.Container == MediaKey.Uploads) sas.ContentType = TypeOf(blob);
        });

    private Uri Sign(MediaKey blob, TimeSpan lifetime, BlobSasPermissions allowed, Action<BlobSasBuilder> refine)
    {
        BlobSasBuilder sas = new(allowed, time.GetUtcNow() + lifetime)
        {
            BlobContainerName = blob.Container,
            BlobName = blob.Name,
            Resource = "b",
        };
        refine(sas);
        return new BlobUriBuilder(service.Uri)
        {
            BlobContainerName = blob.Container,
            BlobName = blob.Name,
            Sas = key.Sign(sas),
        }.ToUri();
    }

    private static string Attachment(string name)
    {
        ContentDispositionHeaderValue attachment = new("attachment");
        attachment.SetHttpFileName(name);
        return attachment.ToString();
    }

    private static string TypeOf(MediaKey blob)
    {
        string extension = Path.GetExtension(blob.Name).TrimStart('.');
        return FileFormat.All.FirstOrDefault(format => format.Name == extension)?.MediaType ?? "application/octet-stream";
    }
}
