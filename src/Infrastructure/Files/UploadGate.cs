using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// Lets uploads begin: two of an object at a time, so that whoever lost a connection can try again before that is
/// noticed, and none for which there is no room. What they have said they will send counts as used.
/// </summary>
public sealed class UploadGate(DiskSpace disk)
{
    private const int AtOnce = 2;
    private readonly Lock _gate = new();
    private readonly Dictionary<MediaKey, int> _running = [];
    private long _announced;

    /// <summary>Begins an upload whose object has no other one, to be disposed of at its end.</summary>
    /// <param name="bytes">How many are to come, at most.</param>
    /// <exception cref="NoRoomException">There is no room for it.</exception>
    public Pass Enter(long bytes) => TryEnter(key: null, bytes, out _) ?? throw new NoRoomException(bytes);

    /// <summary>Begins an upload, to be disposed of at its end, unless it is refused.</summary>
    /// <param name="key">The object; null when nobody else can be sending it.</param>
    /// <param name="bytes">How many are to come, at most.</param>
    /// <param name="refusal">Why it may not begin; null when it may.</param>
    internal Pass? TryEnter(MediaKey? key, long bytes, out MediaError? refusal)
    {
        lock (_gate)
        {
            int running = key is null ? 0 : _running.GetValueOrDefault(key);
            refusal = running >= AtOnce ? MediaError.Busy
                : disk.BeyondReserve - _announced < bytes ? MediaError.NoRoom
                : null;
            if (refusal is not null) return null;
            if (key is not null) _running[key] = running + 1;
            _announced += bytes;
            return new Pass(this, key, bytes);
        }
    }

    /// <summary>An upload that is under way.</summary>
    public sealed class Pass : IDisposable
    {
        private readonly UploadGate _owner;
        private readonly MediaKey? _key;
        private long _left;

        internal Pass(UploadGate owner, MediaKey? key, long bytes)
        {
            _owner = owner;
            _key = key;
            _left = bytes;
        }

        /// <summary>So many bytes have been written, and no longer have to be kept free.</summary>
        public void Wrote(long count)
        {
            lock (_owner._gate)
            {
                _left -= count;
                _owner._announced -= count;
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            lock (_owner._gate)
            {
                _owner._announced -= _left;
                _left = 0;
                if (_key is not null && --_owner._running[_key] == 0) _owner._running.Remove(_key);
            }
        }
    }
}
