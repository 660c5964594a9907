using Understudy.Domain.Common;
using Understudy.Domain.Media;

namespace Understudy.Domain.Tests.Support;

/// <summary>A media store in memory, complete for its port but for what leads out of it.</summary>
internal sealed class InMemoryMedia(TimeProvider time) : IMediaStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<MediaKey, (byte[] Bytes, string Type, DateTimeOffset At)> _objects = [];
    private readonly Dictionary<MediaKey, MemoryStream> _parts = [];

    /// <summary>Called before every step of a write; throwing there is a crash.</summary>
    public Action<MediaKey>? BeforeWrite { get; set; }

    /// <summary>What was opened for reading, in order.</summary>
    public List<MediaKey> Opened { get; } = [];

    /// <summary>The keys of all objects, and of those that are still in parts.</summary>
    public IReadOnlyList<string> Keys => [.. _objects.Keys.Concat(_parts.Keys).Select(key => key.ToString()).Order()];

    public void Put(MediaKey key, byte[] bytes, string type = "application/octet-stream") =>
        _objects[key] = (bytes, type, time.GetUtcNow());

    public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime) =>
        new($"https://media.example.com/{key}?put={promise.Bytes}");

    public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null) =>
        new($"https://media.example.com/{key}?name={downloadName}");

    public Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_objects.TryGetValue(key, out (byte[] Bytes, string Type, DateTimeOffset At) found)
                ? new MediaObject(key, found.Bytes.Length, found.Type, found.At)
                : null);
        }
    }

    public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!_objects.TryGetValue(key, out (byte[] Bytes, string Type, DateTimeOffset At) found)) throw Missing(key);
            Opened.Add(key);
            return Task.FromResult<Stream>(new MemoryStream(found.Bytes, writable: false));
        }
    }

    public async Task WriteAsync(
        MediaKey key, Stream content, string contentType, CancellationToken cancellationToken = default)
    {
        await using MediaWriter writer = await OpenWriteAsync(key, contentType, cancellationToken);
        await content.CopyToAsync(writer, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
    }

    public Task<MediaWriter> OpenWriteAsync(
        MediaKey key, string contentType, CancellationToken cancellationToken = default) =>
        Task.FromResult<MediaWriter>(new Writer(this, key, contentType));

    public async Task<MediaPart> WritePartAsync(
        MediaKey key,
        int number,
        long offset,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default)
    {
        BeforeWrite?.Invoke(key);
        MemoryStream parts = offset == 0 ? _parts[key] = new MemoryStream() : _parts.GetValueOrDefault(key) ?? throw Missing(key);
        parts.SetLength(offset);
        parts.Position = offset;
        await using (BufferedStream part = new(new Open(parts))) await write(part, cancellationToken);
        BeforeWrite?.Invoke(key);
        return new MediaPart(number, offset, parts.Length - offset, $"{number}");
    }

    public Task ComposeAsync(
        MediaKey key, IReadOnlyList<MediaPart> parts, string contentType, CancellationToken cancellationToken = default)
    {
        if (_parts.Remove(key, out MemoryStream? all)) Put(key, all.ToArray()[..(int)parts[^1].End], contentType);
        else if (!_objects.ContainsKey(key)) throw Missing(key);
        return Task.CompletedTask;
    }

    public Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <summary>What cannot be deleted, or null.</summary>
    public MediaKey? Stuck { get; set; }

    public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default)
    {
        if (key == Stuck) throw new IOException("It cannot be deleted.");
        lock (_lock)
        {
            _objects.Remove(key);
            _parts.Remove(key);
            return Task.CompletedTask;
        }
    }

    public async Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default)
    {
        foreach (MediaKey key in _objects.Keys.Concat(_parts.Keys).ToArray())
        {
            if (key.ToString().StartsWith(prefix.ToString(), StringComparison.Ordinal))
                await DeleteAsync(key, cancellationToken);
        }
    }

    private static FileNotFoundException Missing(MediaKey key) => new("There is no such object.", key.ToString());

    private sealed class Writer(InMemoryMedia media, MediaKey key, string type) : MediaWriter
    {
        private readonly MemoryStream _bytes = new();

        public override long Length => _bytes.Length;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            media.BeforeWrite?.Invoke(key);
            _bytes.Write(buffer);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override Task CompleteAsync(CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            media.BeforeWrite?.Invoke(key);
            lock (media._lock) media.Put(key, _bytes.ToArray(), type);
            return Task.CompletedTask;
        }
    }

    private sealed class Open(MemoryStream inner) : WriteOnlyStream
    {
        public override long Length => inner.Length;

        public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            inner.Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
    }
}
