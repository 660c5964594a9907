using System.Net;

namespace Understudy.Infrastructure.YouTube;

/// <summary>So many bytes of a stream, sent as they are read, once.</summary>
internal sealed class PieceContent(Stream source, long bytes) : HttpContent
{
    private const int BufferBytes = 64 * 1024;
    private bool _isRead;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_isRead) throw new IOException("These bytes were read before.");
        _isRead = true;
        byte[] buffer = new byte[BufferBytes];
        for (long left = bytes; left > 0;)
        {
            int read = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            if (read == 0) throw new EndOfStreamException("The file is shorter than it was.");
            await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            left -= read;
        }
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = bytes;
        return true;
    }
}
