using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Blobs;

/// <summary>
/// Writes an object: in one piece when it is small, and otherwise in blocks, of which nobody sees anything until the last step
/// lists them. Blocks that are never listed are forgotten by Blob Storage after a week.
/// </summary>
internal sealed class BlobMediaWriter(BlockBlobClient blob, string contentType) : MediaWriter
{
    private readonly BlockWriter _blocks = new(blob);
    private bool _completed;

    /// <inheritdoc/>
    public override long Length => _blocks.Length;

    /// <inheritdoc/>
    public override async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        cancellationToken.ThrowIfCancellationRequested();
        _completed = true;
        BlobHttpHeaders headers = new() { ContentType = contentType };
        if (!_blocks.HasBlocks)
        {
            await using MemoryStream content = _blocks.Held;
            await blob.UploadAsync(content, new BlobUploadOptions { HttpHeaders = headers }, cancellationToken);
            return;
        }
        await _blocks.StageAsync(cancellationToken);
        try
        {
            await blob.CommitBlockListAsync(
                BlockWriter.NamesOf(_blocks.Tag),
                new CommitBlockListOptions { HttpHeaders = headers },
                cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            // Whoever lists blocks first takes away those of the others.
            throw new IOException($"{blob.Name} was written by somebody else at the same time.", error);
        }
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        _blocks.Write(buffer);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_completed, this);
        return _blocks.WriteAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _blocks.Dispose();
        base.Dispose(disposing);
    }
}
