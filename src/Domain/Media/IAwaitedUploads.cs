namespace Understudy.Domain.Media;

/// <summary>
/// Knows what uploads of one kind are for. A signed URL goes on being valid when what it was made for has been confirmed or
/// deleted; then nothing more is to be taken in.
/// </summary>
public interface IAwaitedUploads
{
    /// <summary>Whether an object is still to be uploaded.</summary>
    /// <param name="key">The object.</param>
    /// <param name="expiresAt">
    /// When the URL for it expires, in whole seconds: uploads may share a name, and an earlier URL expires earlier.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it is an object of another kind.</returns>
    Task<bool?> IncludeAsync(MediaKey key, DateTimeOffset expiresAt, CancellationToken cancellationToken);
}

/// <summary>What uploads are for, of all kinds. An object that is of none is not awaited.</summary>
public sealed class AwaitedUploads(IEnumerable<IAwaitedUploads> kinds)
{
    /// <summary>Whether an object is still to be uploaded; see <see cref="IAwaitedUploads.IncludeAsync"/>.</summary>
    public async Task<bool> IncludeAsync(MediaKey key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        foreach (IAwaitedUploads kind in kinds)
            if (await kind.IncludeAsync(key, expiresAt, cancellationToken) is { } awaited) return awaited;
        return false;
    }
}
