using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// Lets uploads begin: two of an object at a time, so that whoever lost a connection can try again before that is
/// noticed, and none for which there is no room. What they have said they will send counts as used.
/// </summary>
internal sealed class UploadGate(DiskSpace disk)
{
    private const int AtOnce = 2;
    private readonly Lock _gate = new();
    private readonly Dictionary<MediaKey, int> _running = [];
    private long _announced;

    /// <summary>Begins an upload, to be disposed of at its end, unless it is refused.</summary>
    /// <param name="key">The object.</param>
    /// <param name="bytes">How many are to come, at most.</param>
    /// <param name="refusal">Why it may not begin; null when it may.</param>
    public Pass? TryEnter(MediaKey key, long bytes, out MediaError? refusal)
    {
        lock (_gate)
        {
            int running = _running.GetValueOrDefault(key);
            refusal = running >= AtOnce ? MediaError.Busy
                : disk.BeyondReserve - _announced < bytes ? MediaError.NoRoom
                : null;
            if (refusal is not null) return null;
            _running[key] = running + 1;
            _announced += bytes;
            return new Pass(this, key, bytes);
        }
    }

    /// <summary>An upload that is under way.</summary>
    internal sealed class Pass(UploadGate gate, MediaKey key, long bytes) : IDisposable
    {
        private long _left = bytes;

        /// <summary>So many bytes have been written, and no longer have to be kept free.</summary>
        public void Wrote(long count)
        {
            lock (gate._gate)
            {
                _left -= count;
                gate._announced -= count;
            }
        }

        public void Dispose()
        {
            lock (gate._gate)
            {
                gate._announced -= _left;
                _left = 0;
                if (--gate._running[key] == 0) gate._running.Remove(key);
            }
        }
    }
}
