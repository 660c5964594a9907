using System.Text;
using Microsoft.AspNetCore.Http;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Tests.Http.Forms;

/// <summary>Tests that look at the memory of the whole process, and so run while no others do.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess;

[Collection(nameof(WholeProcess))]
public sealed class FormMemoryTests
{
    private const long FileBytes = 100 * 1024 * 1024;

    [Fact]
    public async Task A_file_of_any_size_takes_the_same_memory()
    {
        await using FormServer server = await FormServer.StartAsync();
        // What is done for the first time takes more.
        await ReceiveAsync(server, 1_000_000);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await ReceiveAsync(server, FileBytes);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        (await server.Store.FindAsync(FormServer.Key))!.Bytes.ShouldBe(FileBytes);
        // All of it together, not what was held at once.
        allocated.ShouldBeLessThan(FileBytes / 8);
    }

    private static async Task ReceiveAsync(FormServer server, long bytes)
    {
        DefaultHttpContext context = new();
        context.Request.ContentType = "multipart/form-data; boundary=b";
        context.Request.Body = new Form(bytes);
        Result<ReceivedForm<string>> result = await server.ReceiveAsync(context.Request, FileBytes);
        result.Succeeded.ShouldBeTrue();
    }

    /// <summary>A form whose file is made while it is read.</summary>
    private sealed class Form(long bytes) : Stream
    {
        private static readonly byte[] _head = Encoding.ASCII.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n");

        private static readonly byte[] _end = "\r\n--b--\r\n"u8.ToArray();
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => _head.Length + bytes + _end.Length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));

        public override int Read(Span<byte> buffer)
        {
            long inFile = _position - _head.Length;
            ReadOnlySpan<byte> around = inFile < 0 ? _head.AsSpan((int)_position)
                : inFile >= bytes ? _end.AsSpan((int)(inFile - bytes))
                : default;
            int read = (int)Math.Min(buffer.Length, inFile >= 0 && inFile < bytes ? bytes - inFile : around.Length);
            if (around.IsEmpty) buffer[..read].Fill((byte)'x');
            else around[..read].CopyTo(buffer);
            _position += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
