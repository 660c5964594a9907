using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Secrets;

namespace Understudy.Infrastructure.Files;

/// <summary>Signs and verifies the URLs of media objects. A signature covers everything that the URL allows.</summary>
internal sealed class MediaSigner(FileMediaOptions options, TimeProvider clock)
{
    private const string KeyFile = ".signing-key";
    private const int KeyBytes = 32;

    // What the size of a file that may be smaller begins with: "0-5242880" is a range.
    private const string FromNothing = "0-";
    private readonly byte[] _key = LoadKey(Path.Combine(options.Root, KeyFile));

    public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime)
    {
        string expires = Expiry(lifetime);
        string bytes = (promise.AtMost ? FromNothing : "") + promise.Bytes.ToString(CultureInfo.InvariantCulture);
        string signature = Sign("PUT", key, expires, bytes, promise.ContentType);
        return Url(key, $"expires={expires}&bytes={bytes}&type={Escape(promise.ContentType)}&signature={signature}");
    }

    public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName)
    {
        string expires = Expiry(lifetime);
        string signature = Sign("GET", key, expires, downloadName);
        string name = downloadName is null ? "" : $"&name={Escape(downloadName)}";
        return Url(key, $"expires={expires}{name}&signature={signature}");
    }

    /// <summary>What was promised and until when, or null when the URL allows no upload, or no longer.</summary>
    public (UploadPromise Promise, DateTimeOffset ExpiresAt)? VerifyUpload(MediaKey key, IQueryCollection query)
    {
        string? expires = Single(query, "expires"), bytes = Single(query, "bytes"), type = Single(query, "type");
        return expires is not null && bytes is not null && type is not null &&
            IsCurrent(expires) && Matches(query, Sign("PUT", key, expires, bytes, type)) &&
            Promise(type, bytes) is { } promise
                ? (promise, DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture)))
                : null;
    }

    /// <summary>Whether the URL allows to read the object, still.</summary>
    public bool VerifyDownload(MediaKey key, IQueryCollection query, out string? downloadName)
    {
        downloadName = Single(query, "name");
        return Single(query, "expires") is { } expires && IsCurrent(expires) &&
            (downloadName is not null || !query.ContainsKey("name")) &&
            Matches(query, Sign("GET", key, expires, downloadName));
    }

    private static UploadPromise? Promise(string type, string bytes)
    {
        bool atMost = bytes.StartsWith(FromNothing, StringComparison.Ordinal);
        string most = atMost ? bytes[FromNothing.Length..] : bytes;
        return long.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? new UploadPromise(type, size) { AtMost = atMost }
            : null;
    }

    private static byte[] LoadKey(string path) => SecretFile.LoadOrCreate(
        path,
        () => RandomNumberGenerator.GetBytes(KeyBytes),
        key => key.Length == KeyBytes ? key : null,
        "links to files, and for uploads, that were handed out before stop working then");

    private static string? Single(IQueryCollection query, string name) =>
        query.TryGetValue(name, out StringValues values) && values.Count == 1
            ? values[0]
            : null;

    private static string Escape(string text) => Uri.EscapeDataString(text);

    private static bool Matches(IQueryCollection query, string signature) =>
        Single(query, "signature") is { } given &&
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(signature));

    private string Expiry(TimeSpan lifetime) =>
        (clock.GetUtcNow() + lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private bool IsCurrent(string expires) =>
        long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) &&
        clock.GetUtcNow().ToUnixTimeMilliseconds() < seconds * 1000.0;

    /// <summary>The MAC of what is allowed. The parts are escaped, so that none can hold the separator.</summary>
    private string Sign(string method, MediaKey key, params ReadOnlySpan<string?> parts)
    {
        StringBuilder text = new($"{method}\n{key}");
        foreach (string? part in parts) text.Append('\n').Append(part is null ? "" : "=" + Escape(part));
        return Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text.ToString())));
    }

    private Uri Url(MediaKey key, string query) =>
        new($"{options.PublicUrl.AbsoluteUri.TrimEnd('/')}/media/{key}?{query}");
}
