using System.Diagnostics;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// Reads a body that has to come at a pace: each time that so many bytes are awaited for too long, it is given up. Only
/// waiting for the sender counts, so that a slow disk is not the sender's fault. A bad line is slow, but goes on.
/// </summary>
internal sealed class UploadPace(FileMediaOptions options, CancellationToken aborted) : IDisposable
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
    private readonly long _portion = (long)(options.LeastBytesPerSecond * options.StallTimeout.TotalSeconds);
    private TimeSpan _left = options.StallTimeout;
    private long _came;

    /// <exception cref="OperationCanceledException">It came too slowly, or the sender has gone.</exception>
    public async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer)
    {
        _patience.CancelAfter(_left > TimeSpan.Zero ? _left : TimeSpan.Zero);
        long began = Stopwatch.GetTimestamp();
        int read = await body.ReadAsync(buffer, _patience.Token);
        _left -= Stopwatch.GetElapsedTime(began);
        _came += read;
        if (_came >= _portion)
        {
            _came = 0;
            _left = options.StallTimeout;
        }
        return read;
    }

    public void Dispose() => _patience.Dispose();
}
