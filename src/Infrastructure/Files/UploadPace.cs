using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// Reads a body that has to come at a pace: each time that so many bytes are awaited for too long, it is given up. Only
/// waiting for the sender counts, so that a slow disk is not the sender's fault. A bad line is slow, but goes on.
/// </summary>
public sealed class UploadPace(UploadPatience patience, CancellationToken aborted) : IDisposable
{
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
    private readonly long _portion = (long)(patience.LeastBytesPerSecond * patience.StallTimeout.TotalSeconds);
    private TimeSpan _left = patience.StallTimeout;
    private long _came;

    /// <summary>Has the server leave the size and the pace of a request's body to whoever reads it.</summary>
    public static void LiftLimits(HttpContext context)
    {
        // Counted here: the server would count a chunked body's framing too, and cut off whoever still sends what was
        // refused, instead of letting him see the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        // The server's own measure begins anew with nothing.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    /// <summary>Reads what is there, or waits for it.</summary>
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
            _left = patience.StallTimeout;
        }
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => _patience.Dispose();
}
