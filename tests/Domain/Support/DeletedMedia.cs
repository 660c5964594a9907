using Understudy.Domain.Media;

namespace Understudy.Domain.Tests.Support;

/// <summary>A media store without objects, which remembers the folders that were deleted.</summary>
internal sealed class DeletedMedia : IMediaStore
{
    /// <summary>The folders, in the order of their deletion.</summary>
    public List<MediaKey> Folders { get; } = [];

    public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime) => throw new NotSupportedException();

    public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null) =>
        throw new NotSupportedException();

    public Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        Task.FromResult<MediaObject?>(null);

    public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        throw new FileNotFoundException("There is no such object.", key.ToString());

    public Task WriteAsync(
        MediaKey key, Stream content, string contentType, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

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

    public Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default) =>
        throw new FileNotFoundException("There is no such object.", key.ToString());

    public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default)
    {
        Folders.Add(prefix);
        return Task.CompletedTask;
    }
}
