using System.Runtime.InteropServices;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Probing;

/// <summary>Reads the samples of a sound one after the other.</summary>
internal sealed class SoundReader : IAsyncDisposable
{
    private readonly ChildProcess _decoder;
    private readonly int _rate;
    private readonly int _channels;
    private readonly CancellationToken _cancellationToken;
    private byte[] _bytes = [];
    private long _frames;

    /// <param name="sound">What to decode.</param>
    /// <param name="rate">Samples a second.</param>
    /// <param name="channels">1 or 2, which take turns.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public SoundReader(SoundTrack sound, int rate, int channels, CancellationToken cancellationToken)
    {
        _decoder = sound.Decode(rate, channels, cancellationToken);
        _rate = rate;
        _channels = channels;
        _cancellationToken = cancellationToken;
    }

    /// <summary>How much has been read, in seconds.</summary>
    public double Position => (double)_frames / _rate;

    /// <summary>Reads the next samples; what is missing at the end is zero.</summary>
    /// <returns>How many were there; 0 at the end.</returns>
    /// <exception cref="MediaRejectedException">The sound cannot be decoded, or there is too much of it.</exception>
    public async ValueTask<int> ReadAsync(Memory<short> samples)
    {
        try
        {
            int wanted = samples.Length * sizeof(short);
            if (_bytes.Length < wanted) _bytes = new byte[wanted];
            int read = await _decoder.Output.ReadAtLeastAsync(
                _bytes.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, _cancellationToken);
            if (read < wanted) await _decoder.CompleteAsync();
            int count = read / sizeof(short);
            MemoryMarshal.Cast<byte, short>(_bytes.AsSpan(0, count * sizeof(short))).CopyTo(samples.Span);
            samples.Span[count..].Clear();
            _frames += count / _channels;
            MediaLimits.RequireNotTooLong(Position);
            return count;
        }
        catch (MediaToolException exception) when (SoundTrack.Rejection(exception) is not null)
        {
            throw SoundTrack.Rejection(exception)!;
        }
    }

    public ValueTask DisposeAsync() => _decoder.DisposeAsync();
}
