namespace Understudy.Domain.Media;

/// <summary>
/// Where media files are kept: Blob Storage, or a folder. Bytes travel between the person and the store directly,
/// over signed URLs.
/// </summary>
public interface IMediaStore
{
    /// <summary>
    /// Signs a URL that lets its holder PUT one object until it expires; nothing else. Once all that was promised is
    /// there, it stays: nobody can put another file under what has been looked at.
    /// </summary>
    /// <param name="key">The object.</param>
    /// <param name="promise">
    /// What was promised. A store that can refuse a longer body does; the pipeline checks in any case.
    /// </param>
    /// <param name="lifetime">How long it is good for.</param>
    Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime);

    /// <summary>Signs a URL that lets its holder read one object until it expires; nothing else.</summary>
    /// <param name="key">The object.</param>
    /// <param name="lifetime">How long it is good for.</param>
    /// <param name="downloadName">The name a browser saves it under, or null to show it inline.</param>
    Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null);

    /// <summary>What is known of an object, or null when there is none.</summary>
    Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default);

    /// <summary>Opens an object for reading.</summary>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default);

    /// <summary>Opens an object for reading from a byte on that it has.</summary>
    /// <param name="key">The object.</param>
    /// <param name="offset">How many bytes to pass over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    async Task<Stream> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken = default)
    {
        Stream content = await OpenReadAsync(key, cancellationToken);
        content.Seek(offset, SeekOrigin.Begin);
        return content;
    }

    /// <summary>Writes an object whole; a reader sees the old one or the new one, never a part.</summary>
    async Task WriteAsync(
        MediaKey key, Stream content, string contentType, CancellationToken cancellationToken = default)
    {
        // Much at a time: a call for each piece would cost more than the copying.
        const int PieceBytes = 256 * 1024;
        await using MediaWriter writer = await OpenWriteAsync(key, contentType, cancellationToken);
        await content.CopyToAsync(writer, PieceBytes, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
    }

    /// <summary>Begins to write an object, which appears when it is completed and vanishes when it is not.</summary>
    Task<MediaWriter> OpenWriteAsync(
        MediaKey key, string contentType, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a part of an object that appears only by <see cref="ComposeAsync"/>. What has been written stays when the
    /// process ends, and a part that is written again, also after it was cut off, replaces what was written of it before.
    /// Parts that are not to be composed any more go when the object is deleted; a store may forget them after a week.
    /// </summary>
    /// <param name="key">The object. Only one part of it is written at a time.</param>
    /// <param name="number">The part's number; those before it have been written.</param>
    /// <param name="offset">Where the part before it ended.</param>
    /// <param name="write">Writes it; when that throws there is no such part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileNotFoundException">What comes before it is gone.</exception>
    Task<MediaPart> WritePartAsync(
        MediaKey key,
        int number,
        long offset,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes an object of its parts, without reading or copying them. Doing it again changes nothing.
    /// </summary>
    /// <param name="key">The object; what was there is replaced.</param>
    /// <param name="parts">All its parts, in their order.</param>
    /// <param name="contentType">Its MIME type.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileNotFoundException">The parts are gone.</exception>
    Task ComposeAsync(
        MediaKey key, IReadOnlyList<MediaPart> parts, string contentType, CancellationToken cancellationToken = default);

    /// <summary>Makes an object readable as a local file at <paramref name="path"/>, which must not exist yet.</summary>
    /// <remarks>The file must not be written to: a store on the same disk hands out a link.</remarks>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default);

    /// <summary>Deletes an object, and parts that were to become it; nothing happens when there is none.</summary>
    Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes every object of <paramref name="prefix"/>'s container whose name begins with its name, and the parts of such.
    /// </summary>
    /// <param name="prefix">Ends with a slash, so that a name is never cut in the middle.</param>
    /// <param name="cancellationToken">Gives up; what is deleted stays deleted.</param>
    Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default);
}

/// <summary>What a person said of a file before sending it.</summary>
/// <param name="ContentType">Its MIME type.</param>
/// <param name="Bytes">Its size in bytes: exact, unless <see cref="AtMost"/>.</param>
public sealed record UploadPromise(string ContentType, long Bytes)
{
    /// <summary>Whether the file may also be smaller; then the first one that comes is all that was promised.</summary>
    public bool AtMost { get; init; }
}

/// <summary>A stored object.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ContentType">Its MIME type.</param>
/// <param name="StoredAt">When it was written.</param>
public sealed record MediaObject(MediaKey Key, long Bytes, string ContentType, DateTimeOffset StoredAt);
