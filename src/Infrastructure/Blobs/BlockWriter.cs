using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Specialized;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Blobs;

/// <summary>
/// Writes blocks of a blob, which appear in it when a list of them is put. It holds one block at a time, however much is written.
/// Each writing has names of its own for its blocks, so that two do not mix, and a block that is sent again is the same one.
/// </summary>
internal sealed class BlockWriter(BlockBlobClient blob) : WriteOnlyStream
{
    // 50,000 of them are a blob's most: 400 GB.
    public const int BlockBytes = 8 * 1024 * 1024;

    private readonly string _writing = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private byte[]? _buffer;
    private int _filled;
    private int _blocks;
    private long _length;

    /// <inheritdoc/>
    public override long Length => _length;

    /// <summary>Whether there are blocks at Blob Storage; otherwise all that was written is in <see cref="Held"/>.</summary>
    public bool HasBlocks => _blocks > 0;

    /// <summary>What was written and is in no block yet.</summary>
    public MemoryStream Held => new(_buffer ?? [], 0, _filled, writable: false);

    /// <summary>What the blocks can be named by.</summary>
    public string Tag => string.Create(CultureInfo.InvariantCulture, $"{_writing}-{_blocks}");

    /// <summary>The names of the blocks of a writing. All are of one length, as Blob Storage wants it.</summary>
    /// <exception cref="FormatException">It is no <see cref="Tag"/>.</exception>
    public static IEnumerable<string> NamesOf(string tag) => tag.Split('-') is [{ Length: 16 } writing, { } count]
        ? Enumerable.Range(0, int.Parse(count, NumberStyles.None, CultureInfo.InvariantCulture))
            .Select(number => NameOf(writing, number))
        : throw new FormatException($"'{tag}' names no blocks.");

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (IsFull)
            {
                using MemoryStream block = Held;
                blob.StageBlock(NameOf(_writing, _blocks), block);
                Staged();
            }
            buffer = buffer[Take(buffer)..];
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (IsFull) await StageAsync(cancellationToken);
            buffer = buffer[Take(buffer.Span)..];
        }
    }

    /// <summary>Makes a block of what is held.</summary>
    public async Task StageAsync(CancellationToken cancellationToken)
    {
        if (_filled == 0) return;
        await using MemoryStream block = Held;
        await blob.StageBlockAsync(NameOf(_writing, _blocks), block, cancellationToken: cancellationToken);
        Staged();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
            _filled = 0;
        }
        base.Dispose(disposing);
    }

    private bool IsFull => _filled == BlockBytes;

    private static string NameOf(string writing, int number) => Convert.ToBase64String(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{writing}{number:x8}")));

    private int Take(ReadOnlySpan<byte> bytes)
    {
        _buffer ??= ArrayPool<byte>.Shared.Rent(BlockBytes);
        int count = Math.Min(bytes.Length, BlockBytes - _filled);
        bytes[..count].CopyTo(_buffer.AsSpan(_filled));
        _filled += count;
        _length += count;
        return count;
    }

    private void Staged()
    {
        _blocks++;
        _filled = 0;
    }
}
