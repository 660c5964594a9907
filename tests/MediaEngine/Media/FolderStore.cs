using Understudy.Domain.Media;

namespace Understudy.MediaEngine.Tests.Media;

/// <summary>A store whose files lie in a folder under their keys.</summary>
internal sealed class FolderStore(string folder) : IMediaStore
{
    public string PathOf(MediaKey key) => Path.Combine(folder, key.Container, key.Name);

    public Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default)
    {
        File.Copy(PathOf(key), path);
        return Task.CompletedTask;
    }

    public async Task WriteAsync(
        MediaKey key, Stream content, string contentType, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
        await using FileStream file = File.Create(PathOf(key));
        await content.CopyToAsync(file, cancellationToken);
    }

    public Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        Task.FromResult<MediaObject?>(null);

    public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default)
    {
        File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

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

    public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
