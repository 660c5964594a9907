using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Understudy.Functions.Http.Idempotency;

/// <summary>
/// A request's body that is hashed while it goes by, whatever its size. Of a form, the boundary between its parts does not
/// count: a client makes up another one each time.
/// </summary>
internal sealed class StreamedBody : Stream
{
    private const string DigestHeader = "Content-Digest";
    private const string DigestPrefix = "sha-256=:";
    private const int BufferBytes = 64 * 1024;

    // What may still come behind the end of a form that an endpoint has read to its end.
    private const int MostBehind = 64 * 1024;

    private readonly HttpRequest _request;
    private readonly Stream _wire;
    private readonly byte[] _boundary;
    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _told = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _held = [];
    private string? _hash;

    /// <param name="request">The request, whose body nobody has read yet.</param>
    /// <exception cref="BadHttpRequestException">The digest that it declares is none.</exception>
    public StreamedBody(HttpRequest request)
    {
        _request = request;
        _wire = request.Body;
        Declared = DeclaredBy(request);
        _boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) &&
            type.Type == "multipart" && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
                ? Encoding.UTF8.GetBytes($"--{boundary}")
                : [];
    }

    /// <summary>The SHA-256 of the body as the header <c>Content-Digest</c> (RFC 9530) declares it, or null.</summary>
    public string? Declared { get; }

    /// <summary>Called as the body goes by.</summary>
    public Func<CancellationToken, ValueTask>? Passing { get; set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether this body is that one. What was declared was compared before; any other has to be read for it.</summary>
    public async Task<bool> IsAsync(string hash)
    {
        if (Declared is not null) return true;
        // The endpoint is not asked, which may take more than the server lets everybody send.
        if (_request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        byte[] buffer = new byte[BufferBytes];
        while (await ReadAsync(buffer, _request.HttpContext.RequestAborted) > 0)
        {
        }
        return _hash == hash;
    }

    /// <summary>
    /// The body's hash, when the endpoint is done with it; null when it has left a part unread, which then can have made no
    /// difference.
    /// </summary>
    public async Task<string?> FinishAsync()
    {
        byte[] buffer = new byte[MostBehind];
        int behind = 0;
        while (_hash is null && behind < MostBehind)
            behind += await ReadAsync(buffer, _request.HttpContext.RequestAborted);
        return _hash;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hash is not null || buffer.Length == 0) return 0;
        int read = await _wire.ReadAsync(buffer, cancellationToken);
        if (read == 0) End();
        else Pass(buffer.Span[..read]);
        if (Passing is { } passing) await passing(cancellationToken);
        return read;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _whole.Dispose();
            _told.Dispose();
        }
        base.Dispose(disposing);
    }

    private static string? DeclaredBy(HttpRequest request)
    {
        string? declared = request.Headers[DigestHeader].ToString().Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(digest => digest.StartsWith(DigestPrefix, StringComparison.Ordinal));
        if (declared is null) return null;
        byte[] digest = new byte[SHA256.HashSizeInBytes];
        return declared.EndsWith(':') &&
            Convert.TryFromBase64String(declared[DigestPrefix.Length..^1], digest, out int length) && length == digest.Length
                ? Convert.ToHexStringLower(digest)
                : throw new BadHttpRequestException("The Content-Digest is none.");
    }

    private void Pass(ReadOnlySpan<byte> part)
    {
        if (Declared is not null) _told.AppendData(part);
        if (_boundary.Length == 0)
        {
            _whole.AppendData(part);
            return;
        }
        // A boundary may lie across two reads, so the last bytes wait for the next.
        byte[] joined = [.. _held, .. part];
        ReadOnlySpan<byte> rest = joined;
        int at;
        while ((at = rest.IndexOf(_boundary)) >= 0)
        {
            _whole.AppendData(rest[..at]);
            _whole.AppendData("--"u8);
            rest = rest[(at + _boundary.Length)..];
        }
        int held = Math.Min(_boundary.Length - 1, rest.Length);
        _whole.AppendData(rest[..^held]);
        _held = rest[^held..].ToArray();
    }

    private void End()
    {
        _whole.AppendData(_held);
        _hash = Convert.ToHexStringLower(_whole.GetHashAndReset());
        if (Declared is not null && Convert.ToHexStringLower(_told.GetHashAndReset()) != Declared)
            throw new BadHttpRequestException("The body is not what its Content-Digest says.");
    }
}
