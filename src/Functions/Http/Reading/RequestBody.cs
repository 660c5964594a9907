namespace Understudy.Functions.Http.Reading;

/// <summary>Reading small request bodies whole.</summary>
internal static class RequestBody
{
    /// <summary>
    /// The largest body that is read, in bytes, where nothing else is said: the longest text, every character escaped,
    /// fits twice.
    /// </summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>
    /// Reads a request's body, whatever its Content-Type says, and unpacks it. Whoever reads it again finds it unpacked.
    /// </summary>
    /// <exception cref="BadHttpRequestException">
    /// It is larger than <paramref name="maxBytes"/>, when it comes or unpacked; or it cannot be unpacked.
    /// </exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int maxBytes = MaxBytes)
    {
        string[] codings = ContentCodings.Of(request.Headers.ContentEncoding);
        // What does not let itself be packed becomes a little larger.
        int maxPacked = maxBytes + (maxBytes / 8);
        byte[] body = await ReadWireAsync(request, codings.Length == 0 ? maxBytes : maxPacked);
        for (int layer = codings.Length; layer > 0; layer--)
            body = ContentCodings.Unpack(body, layer == 1 ? maxBytes : maxPacked) ?? throw TooLarge();

        request.Headers.ContentEncoding = default;
        request.ContentLength = body.Length;
        request.Body = new MemoryStream(body, writable: false);
        return body;
    }

    private static async Task<byte[]> ReadWireAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes) throw TooLarge();
        using MemoryStream bytes = new();
        byte[] buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (bytes.Length + read > maxBytes) throw TooLarge();
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static BadHttpRequestException TooLarge() =>
        new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
