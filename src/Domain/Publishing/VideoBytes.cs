using Understudy.Domain.Media;

namespace Understudy.Domain.Publishing;

/// <summary>Reads a stored video from one byte on and then another: in order, without opening it anew each time.</summary>
internal sealed class VideoBytes(IMediaStore media, MediaKey key) : IAsyncDisposable
{
    private Stream? _content;
    private long _position;

    /// <summary>Its bytes from there on, or null when the video is gone.</summary>
    public async Task<Stream?> OpenAsync(long offset, CancellationToken cancellationToken)
    {
        if (_content is not null && _position == offset) return _content;
        await DisposeAsync();
        try
        {
            _content = await media.OpenReadAsync(key, offset, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        _position = offset;
        return _content;
    }

    /// <summary>So many bytes more have been read.</summary>
    public void Passed(long bytes) => _position += bytes;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_content is not null) await _content.DisposeAsync();
        _content = null;
    }
}
