using Azure.Storage.Blobs.Models;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Blobs;

/// <summary>
/// What the app needs of a storage account. An emulator is given it at the start; on Azure the deployment states the same.
/// </summary>
public static class BlobAccount
{
    /// <summary>The containers. Nobody may read one without a signed URL.</summary>
    public static IReadOnlyList<string> Containers { get; } = [MediaKey.Uploads, MediaKey.Library];

    /// <summary>
    /// Begins the names of pictures that wait to be made into avatars. A URL for one can be used again when that has been
    /// done, and what comes then belongs to nothing: the account deletes what lies there for more than a day.
    /// </summary>
    public const string AwaitedAvatars = "avatars/";

    /// <summary>Which pages may send and read files by signed URLs: any, as the one that was given the URL is unknown.</summary>
    public const string AllowedOrigins = "*";

    /// <summary>What such pages may do, if the URL allows it.</summary>
    public const string AllowedMethods = "GET,HEAD,PUT,OPTIONS";

    /// <summary>What such pages may send: what the SDK for browsers does, and players.</summary>
    public const string AllowedHeaders =
        "cache-control,content-type,if-match,if-modified-since,if-none-match,if-range,range,x-ms-*";

    /// <summary>What such pages may see of an answer.</summary>
    public const string ExposedHeaders =
        "accept-ranges,content-disposition,content-length,content-range,etag,last-modified,x-ms-*";

    /// <summary>For how many seconds browsers remember it.</summary>
    public const int MaxAgeInSeconds = 7200;

    internal static BlobCorsRule Cors => new()
    {
        AllowedOrigins = AllowedOrigins,
        AllowedMethods = AllowedMethods,
        AllowedHeaders = AllowedHeaders,
        ExposedHeaders = ExposedHeaders,
        MaxAgeInSeconds = MaxAgeInSeconds,
    };
}
