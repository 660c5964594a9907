using System.IO.Compression;
using System.Text;
using Understudy.Domain.Common;
using Understudy.Domain.Common.Zip;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Common;

/// <summary>Archives that are put together from parts, read by the framework's own reader.</summary>
public sealed class ZipPartTests
{
    private const long FiveGigabytes = 5L << 30;
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Parts_and_a_directory_are_an_archive()
    {
        byte[] large = new byte[300_000];
        new Random(1).NextBytes(large);
        using MemoryStream archive = new();
        List<ZipEntry> entries = [];
        await AddPartAsync(archive, entries, 0, ("README.txt", "Read me.\n"u8.ToArray()), ("empty", []));
        await AddPartAsync(archive, entries, 0, ("動画/日本.mp4", large));
        await AddPartAsync(archive, entries, 0);
        await ZipPart.WriteDirectoryAsync(archive, archive.Length, entries, default);

        using ZipArchive read = new(archive);
        read.Entries.Select(entry => entry.FullName).ShouldBe(["README.txt", "empty", "動画/日本.mp4"]);
        read.Entries.Select(entry => entry.Length).ShouldBe([9, 0, 300_000]);
        read.Entries.ShouldAllBe(entry => entry.LastWriteTime.DateTime == _time.Now.DateTime);
        Read(read, "README.txt").ShouldBe("Read me.\n"u8.ToArray());
        Read(read, "empty").ShouldBeEmpty();
        Read(read, "動画/日本.mp4").ShouldBe(large);
    }

    [Fact]
    public async Task What_lies_beyond_4_gigabytes_is_found()
    {
        using MemoryStream tail = new();
        List<ZipEntry> entries = [];
        await AddPartAsync(tail, entries, FiveGigabytes, ("far", "away"u8.ToArray()));
        await ZipPart.WriteDirectoryAsync(tail, FiveGigabytes + tail.Length, entries, default);
        using ZipArchive read = new(new Behind(FiveGigabytes, tail.ToArray()));
        Read(read, "far").ShouldBe("away"u8.ToArray());
    }

    [Fact]
    public async Task More_entries_than_16_bits_count_are_all_there()
    {
        using MemoryStream archive = new();
        ZipPart part = new(archive, 0, _time);
        for (int i = 0; i < 65_536; i++)
            await part.AddAsync($"{i}", CompressionLevel.NoCompression, 0, (_, _) => Task.CompletedTask, default);
        await ZipPart.WriteDirectoryAsync(archive, archive.Length, part.Entries, default);
        using ZipArchive read = new(archive);
        read.Entries.Count.ShouldBe(65_536);
    }

    [Fact]
    public async Task An_entry_that_is_announced_as_a_large_one_is_read_in_any_case()
    {
        using MemoryStream archive = new();
        ZipPart part = new(archive, 0, _time);
        await part.AddAsync("a", CompressionLevel.Fastest, FiveGigabytes, (entry, _) => WriteAsync(entry, "one"), default);
        await part.AddAsync("b", CompressionLevel.Fastest, 0, (entry, _) => WriteAsync(entry, "two"), default);
        await ZipPart.WriteDirectoryAsync(archive, archive.Length, part.Entries, default);
        using ZipArchive read = new(archive);
        Read(read, "a").ShouldBe("one"u8.ToArray());
        Read(read, "b").ShouldBe("two"u8.ToArray());

        static Task WriteAsync(Stream entry, string text) => entry.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();
    }

    [Fact]
    public async Task Checksums_are_those_of_the_standard()
    {
        ZipPart part = new(new MemoryStream(), 0, _time);
        foreach (string text in new[] { "", "a", "123456789", "The quick brown fox jumps over the lazy dog" })
        {
            await part.AddAsync(text, CompressionLevel.Fastest, 0, async (entry, cancellation) =>
            {
                // In pieces, so that it is not always eight bytes at a time.
                foreach (byte one in Encoding.ASCII.GetBytes(text[..(text.Length / 3)]))
                    await entry.WriteAsync(new[] { one }, cancellation);
                await entry.WriteAsync(Encoding.ASCII.GetBytes(text[(text.Length / 3)..]), cancellation);
            }, default);
        }
        part.Entries.Select(entry => entry.Checksum).ShouldBe([0u, 0xE8B7BE43, 0xCBF43926, 0x414FA339]);
    }

    private async Task AddPartAsync(
        MemoryStream archive, List<ZipEntry> entries, long before, params (string Path, byte[] Bytes)[] files)
    {
        ZipPart part = new(archive, before + archive.Length, _time);
        foreach ((string path, byte[] bytes) in files)
        {
            await part.AddAsync(
                path,
                CompressionLevel.NoCompression,
                bytes.Length,
                (entry, cancellation) => entry.WriteAsync(bytes, cancellation).AsTask(),
                default);
        }
        entries.AddRange(part.Entries);
    }

    private static byte[] Read(ZipArchive archive, string path)
    {
        using Stream entry = archive.GetEntry(path)!.Open();
        MemoryStream copy = new();
        entry.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>So many zeros, which take no memory, and then some bytes.</summary>
    private sealed class Behind(long zeros, byte[] bytes) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => zeros + bytes.Length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, Length - Position);
            for (int i = 0; i < read; i++, Position++)
                buffer[offset + i] = Position < zeros ? (byte)0 : bytes[Position - zeros];
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

        public override void Flush()
        {
            // Nothing is written.
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
