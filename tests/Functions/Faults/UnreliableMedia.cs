using Understudy.Domain.Media;

namespace Understudy.Functions.Tests.Faults;

/// <summary>A media store whose calls fail by chance, half of them after they have taken effect.</summary>
internal sealed class UnreliableMedia(IMediaStore inner, Chance chance, double probability) : IMediaStore
{
    public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime) => inner.SignUpload(key, promise, lifetime);

    public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null) =>
        inner.SignDownload(key, lifetime, downloadName);

    public Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.FindAsync(key, cancellationToken));

    public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.OpenReadAsync(key, cancellationToken));

    public Task WriteAsync(
        MediaKey key, Stream content, string contentType, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.WriteAsync(key, content, contentType, cancellationToken));

    public Task<MediaWriter> OpenWriteAsync(
        MediaKey key, string contentType, CancellationToken cancellationToken = default) =>
        inner.OpenWriteAsync(key, contentType, cancellationToken);

    public Task<MediaPart> WritePartAsync(
        MediaKey key,
        int number,
        long offset,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.WritePartAsync(key, number, offset, write, cancellationToken));

    public Task ComposeAsync(
        MediaKey key, IReadOnlyList<MediaPart> parts, string contentType, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.ComposeAsync(key, parts, contentType, cancellationToken));

    public Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.FetchAsync(key, path, cancellationToken));

    public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.DeleteAsync(key, cancellationToken));

    public Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.DeleteAllAsync(prefix, cancellationToken));

    private Task CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call();
        return true;
    });

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        if (chance.Happens(probability / 2)) throw new IOException("The media store does not answer.");
        T answer = await call();
        return chance.Happens(probability / 2) ? throw new TimeoutException("The media store's answer was lost.") : answer;
    }
}
