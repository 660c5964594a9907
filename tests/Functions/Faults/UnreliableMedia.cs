using Azure;
using Understudy.Domain.Media;

namespace Understudy.Functions.Tests.Faults;

/// <summary>A media store whose calls fail by chance.</summary>
internal sealed class UnreliableMedia(IMediaStore inner, Chance chance) : IMediaStore
{
    private static readonly Func<Exception>[] _faults =
    [
        () => new RequestFailedException(503, "The server is busy.", "ServerBusy", null),
        () => new RequestFailedException(500, "The operation timed out.", "OperationTimedOut", null),
        () => new IOException("The connection was lost."),
    ];

    public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime) => inner.SignUpload(key, promise, lifetime);

    public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null) =>
        inner.SignDownload(key, lifetime, downloadName);

    public Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        chance.CallAsync(() => inner.FindAsync(key, cancellationToken), _faults);

    public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        chance.CallAsync(() => inner.OpenReadAsync(key, cancellationToken), _faults);

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
        chance.CallAsync(() => inner.WritePartAsync(key, number, offset, write, cancellationToken), _faults);

    public Task ComposeAsync(
        MediaKey key, IReadOnlyList<MediaPart> parts, string contentType, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.ComposeAsync(key, parts, contentType, cancellationToken));

    public Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.FetchAsync(key, path, cancellationToken));

    public Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.DeleteAsync(key, cancellationToken));

    public Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default) =>
        CallAsync(() => inner.DeleteAllAsync(prefix, cancellationToken));

    private Task CallAsync(Func<Task> call) => chance.CallAsync(
        async () =>
        {
            await call();
            return true;
        },
        _faults);
}
