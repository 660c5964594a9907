namespace Understudy.Functions.Http;

/// <summary>Reading small request bodies whole.</summary>
internal static class RequestBody
{
    /// <summary>
    /// The largest body that is read, in bytes, where nothing else is said: the longest text, every character escaped,
    /// fits twice.
    /// </summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads a request's body, whatever its Content-Type says.</summary>
    /// <exception cref="BadHttpRequestException">It is larger than <paramref name="maxBytes"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int maxBytes = MaxBytes)
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
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    private static BadHttpRequestException TooLarge() =>
        new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
