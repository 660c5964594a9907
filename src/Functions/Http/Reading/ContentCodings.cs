using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace Understudy.Functions.Http.Reading;

/// <summary>Unpacks bodies that were packed for the way: RFC 9110 §8.4.</summary>
internal static class ContentCodings
{
    /// <summary>What is taken, as the header <c>Accept-Encoding</c> of an answer says it.</summary>
    public const string Accepted = "gzip, identity";

    // Packing what has been packed gains nothing; more of it is somebody who wants to keep us busy.
    private const int MostCodings = 4;

    // The framework takes a body that was cut off, or goes on with something else, for a whole one. A part of our own
    // behind it comes out at the end only if all before it was whole.
    private static readonly byte[] _mark = "the end of all that was sent"u8.ToArray();
    private static readonly byte[] _packedMark = Pack(_mark);

    /// <summary>The codings of a body, in the order in which they were applied.</summary>
    /// <exception cref="CodedBodyException">One is not known here.</exception>
    public static string[] Of(StringValues header)
    {
        string[] codings = [.. header
            .SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Where(coding => coding.Length > 0 && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        bool known = codings.Length <= MostCodings && codings.All(coding =>
            coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) ||
            coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase));
        return known
            ? codings
            : throw new CodedBodyException(
                "The body's Content-Encoding is not known here: gzip is, and none.",
                StatusCodes.Status415UnsupportedMediaType);
    }

    /// <summary>Unpacks one layer of gzip; of nothing there is nothing to unpack.</summary>
    /// <returns>What was in it, or null when it is more than <paramref name="maxBytes"/>, which stops it early.</returns>
    /// <exception cref="CodedBodyException">It is no gzip, or not all of it.</exception>
    public static byte[]? Unpack(byte[] packed, int maxBytes)
    {
        if (packed.Length == 0) return packed;
        using MemoryStream bytes = new();
        try
        {
            using GZipStream gzip = new(new MemoryStream([.. packed, .. _packedMark]), CompressionMode.Decompress);
            byte[] buffer = new byte[8192];
            int read;
            while ((read = gzip.Read(buffer)) > 0)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > maxBytes + _mark.Length) return null;
            }
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
        byte[] all = bytes.ToArray();
        return all.AsSpan().EndsWith(_mark) ? all[..^_mark.Length] : throw Broken();
    }

    private static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private static CodedBodyException Broken() => new(
        "The body is not whole gzip, as its Content-Encoding says.", StatusCodes.Status400BadRequest);
}

/// <summary>A body that is packed in a way that cannot be undone; the message may be shown.</summary>
internal sealed class CodedBodyException(string message, int statusCode) : BadHttpRequestException(message, statusCode);
