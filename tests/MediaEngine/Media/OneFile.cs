using Understudy.Domain.Media;

namespace Understudy.MediaEngine.Tests.Media;

/// <summary>A store that has one file under every key, and forgets what it is given.</summary>
internal sealed class OneFile(string path) : IMediaStore
{
    public Task FetchAsync(MediaKey key, string to, CancellationToken cancellationToken = default)
    {
        File.Copy(path, to);
        return Task.CompletedTask;
    }

    public Task WriteAsync(
        MediaKey key, Stream content, string contentType, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    public Task<MediaWriter> OpenWriteAsync(
        MediaKey key, string contentType, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<MediaPart> WritePartAsync(
        MediaKey key,
        int number,
        long offset,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task ComposeAsync(
        MediaKey key, IReadOnlyList<MediaPart> parts, string contentType, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime) => throw new NotSupportedException();

    public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null) =>
        throw new NotSupportedException();

    public Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
