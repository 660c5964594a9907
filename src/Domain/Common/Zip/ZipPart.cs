using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;

namespace Understudy.Domain.Common.Zip;

/// <summary>
/// A part of a ZIP archive: whole entries, without the directory. Parts that follow each other are an archive together with
/// the directory of all their entries, so that each can be written by another attempt. PKWARE APPNOTE 6.3.
/// </summary>
/// <remarks>
/// Sizes and checksums follow each entry's bytes, since they are known only then. What is not to be compressed is deflated
/// all the same, without looking for repetitions: an entry that is merely stored cannot be read from its beginning to its
/// end when its size follows it.
/// </remarks>
/// <param name="destination">Where it is written; it stays open, and is to be flushed.</param>
/// <param name="start">How many bytes of the archive come before the part.</param>
/// <param name="time">Says when an entry is written.</param>
[SuppressMessage(
    "Design", "CA1001:Types that own disposable fields should be disposable", Justification = "It counts what goes to a stream that stays open.")]
public sealed class ZipPart(Stream destination, long start, TimeProvider time)
{
    private const long Most32 = uint.MaxValue;
    private const int Most16 = ushort.MaxValue;

    /// <summary>From which size on an entry is said to be a large one before it is written: it may grow a little.</summary>
    private const long LargeFrom = 0xF000_0000;

    private const int Version = 20;
    private const int VersionOf64 = 45;
    private const int Unix = 3 << 8;

    /// <summary>Sizes follow; names are UTF-8.</summary>
    private const int Flags = 0x0008 | 0x0800;

    private const int Deflated = 8;
    private const int ExtraOf64 = 0x0001;

    /// <summary>A regular file that its owner may write and all may read.</summary>
    private const long Attributes = 0x81A4_0000;

    private static readonly byte[] _nothing = [3, 0];

    private readonly Counted _archive = new(destination, checksum: null);
    private readonly List<ZipEntry> _entries = [];

    /// <summary>What has been written.</summary>
    public IReadOnlyList<ZipEntry> Entries => _entries;

    /// <summary>How many bytes have been written.</summary>
    public long Length => _archive.Length;

    /// <summary>Adds an entry.</summary>
    /// <param name="path">Where it is in the archive.</param>
    /// <param name="compression">How hard to try to make it smaller.</param>
    /// <param name="size">How large it will be, about; 4 GB and more must be told.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">It became much larger than was said.</exception>
    public async Task AddAsync(
        string path,
        CompressionLevel compression,
        long size,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        bool large = size >= LargeFrom;
        long offset = start + Length;
        await _archive.WriteAsync(Header(path, now, large), cancellationToken);
        long began = Length;
        Crc32 checksum = new();
        long bytes;
        await using (DeflateStream packing = new(_archive, compression, leaveOpen: true))
        {
            await using Counted content = new(packing, checksum);
            await write(content, cancellationToken);
            bytes = content.Length;
        }
        // Of nothing, the stream makes nothing; and nothing is no deflated file.
        if (Length == began) await _archive.WriteAsync(_nothing, cancellationToken);
        ZipEntry entry = new(path, offset, Length - began, bytes, checksum.Value, now);
        if (!large && (bytes > Most32 || entry.Packed > Most32))
            throw new InvalidDataException($"{path} was to have {size} bytes, and has {bytes}.");
        await _archive.WriteAsync(Sizes(entry, large), cancellationToken);
        _entries.Add(entry);
    }

    /// <summary>Writes the directory, which is an archive's last part.</summary>
    /// <param name="destination">Where it is written; it stays open.</param>
    /// <param name="start">How many bytes of the archive come before it.</param>
    /// <param name="entries">All entries of the archive.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteDirectoryAsync(
        Stream destination, long start, IReadOnlyCollection<ZipEntry> entries, CancellationToken cancellationToken)
    {
        long length = 0;
        foreach (ZipEntry entry in entries)
        {
            ReadOnlyMemory<byte> record = Listed(entry);
            await destination.WriteAsync(record, cancellationToken);
            length += record.Length;
        }
        await destination.WriteAsync(End(start, length, entries.Count), cancellationToken);
    }

    private static ReadOnlyMemory<byte> Header(string path, DateTimeOffset now, bool large)
    {
        long later = large ? Most32 : 0;
        ZipRecord header = new ZipRecord().Four(0x04034B50).Two(large ? VersionOf64 : Version).Two(Flags).Two(Deflated).Time(now)
            .Four(0).Four(later).Four(later).Two(Encoding.UTF8.GetByteCount(path)).Two(large ? 20 : 0).Text(path);
        return large ? header.Two(ExtraOf64).Two(16).Eight(0).Eight(0) : header;
    }

    private static ReadOnlyMemory<byte> Sizes(ZipEntry entry, bool large)
    {
        ZipRecord sizes = new ZipRecord().Four(0x08074B50).Four(entry.Checksum);
        return large ? sizes.Eight(entry.Packed).Eight(entry.Bytes) : sizes.Four(entry.Packed).Four(entry.Bytes);
    }

    private static ReadOnlyMemory<byte> Listed(ZipEntry entry)
    {
        // What has room in four bytes stands there; the rest follows, in this order.
        long[] more = [.. new[] { entry.Bytes, entry.Packed, entry.Offset }.Where(value => value >= Most32)];
        int version = more.Length > 0 ? VersionOf64 : Version;
        ZipRecord record = new ZipRecord().Four(0x02014B50).Two(Unix | version).Two(version).Two(Flags).Two(Deflated)
            .Time(entry.WrittenAt).Four(entry.Checksum).Four(Fit(entry.Packed)).Four(Fit(entry.Bytes))
            .Two(Encoding.UTF8.GetByteCount(entry.Path)).Two(more.Length > 0 ? 4 + (8 * more.Length) : 0)
            .Two(0).Two(0).Two(0).Four(Attributes).Four(Fit(entry.Offset)).Text(entry.Path);
        if (more.Length > 0) record.Two(ExtraOf64).Two(8 * more.Length);
        foreach (long value in more) record.Eight(value);
        return record;
    }

    private static ReadOnlyMemory<byte> End(long start, long length, int count)
    {
        ZipRecord end = new();
        if (count >= Most16 || start >= Most32 || length >= Most32)
        {
            end.Four(0x06064B50).Eight(44).Two(Unix | VersionOf64).Two(VersionOf64).Four(0).Four(0)
                .Eight(count).Eight(count).Eight(length).Eight(start)
                .Four(0x07064B50).Four(0).Eight(start + length).Four(1);
        }
        int told = Math.Min(count, Most16);
        return end.Four(0x06054B50).Two(0).Two(0).Two(told).Two(told).Four(Fit(length)).Four(Fit(start)).Two(0);
    }

    private static long Fit(long value) => Math.Min(value, Most32);

    /// <summary>Passes on what is written, and counts it.</summary>
    private sealed class Counted(Stream inner, Crc32? checksum) : WriteOnlyStream
    {
        private long _length;

        public override long Length => _length;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer);
            checksum?.Add(buffer);
            _length += buffer.Length;
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await inner.WriteAsync(buffer, cancellationToken);
            checksum?.Add(buffer.Span);
            _length += buffer.Length;
        }
    }
}
