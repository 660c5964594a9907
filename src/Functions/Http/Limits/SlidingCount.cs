using System.Collections.Concurrent;
using System.Globalization;

namespace Understudy.Functions.Http.Limits;

/// <summary>
/// Counts requests in a window that ends now, exactly: of each key it remembers when the latest requests came, as many as go
/// into the window. A request may go on when the one that many before it has left the window. What is refused counts too, so
/// whoever goes on asking too often stays refused, and whoever waits as long as they are told goes on.
/// </summary>
internal sealed class SlidingCount
{
    /// <summary>How many keys are told apart at once; those beyond share one count.</summary>
    public const int MaxKeys = 50_000;

    /// <summary>How many requests are remembered at once, of all keys: what that takes is 32 MiB.</summary>
    public const int MaxRemembered = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<string, Ring> _rings = new(StringComparer.Ordinal);
    private readonly Ring _crowd = new();
    private readonly TimeProvider _time;
    private readonly string _name;
    private readonly int _quota;
    private readonly long _length;
    private long _remembered;
    private long _sweptAt;

    /// <summary>A window.</summary>
    /// <param name="name">What the headers call it.</param>
    /// <param name="window">How many requests in which time.</param>
    /// <param name="time">The clock.</param>
    public SlidingCount(string name, LimitWindow window, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window.Quota, 1);
        _name = name;
        _quota = window.Quota;
        _time = time;
        WindowSeconds = (int)window.Length.TotalSeconds;
        _length = WindowSeconds * time.TimestampFrequency;
        _sweptAt = time.GetTimestamp();
        Policy = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={_quota};w={WindowSeconds}");
    }

    /// <summary>How many requests a window.</summary>
    public int Quota => _quota;

    /// <summary>The window, in seconds.</summary>
    public int WindowSeconds { get; }

    /// <summary>The limit as an item of <c>RateLimit-Policy</c>.</summary>
    public string Policy { get; }

    /// <summary>How many keys are remembered.</summary>
    public int Count => _rings.Count;

    /// <summary>Counts a request.</summary>
    public Allowance Take(string key)
    {
        while (true)
        {
            long now = _time.GetTimestamp();
            Ring ring = Find(key, now);
            lock (ring)
            {
                if (ring.IsForgotten) continue;
                bool granted = IsGranted(ring, now);
                Interlocked.Add(ref _remembered, ring.Add(now, _quota));
                return Tell(ring, granted, now);
            }
        }
    }

    /// <summary>Whether <see cref="Take"/> would let a request go on; counts nothing.</summary>
    public Allowance Look(string key)
    {
        long now = _time.GetTimestamp();
        Ring? ring = _rings.TryGetValue(key, out Ring? known) ? known : IsFull ? _crowd : null;
        if (ring is null) return new Allowance(true, _quota, 0, 0);
        lock (ring) return Tell(ring, IsGranted(ring, now), now);
    }

    /// <summary>What is left, as an item of <c>RateLimit</c>.</summary>
    public string Describe(Allowance allowance) => string.Create(
        CultureInfo.InvariantCulture, $"\"{_name}\";r={allowance.Left};t={allowance.ResetSeconds}");

    private bool IsFull => _rings.Count >= MaxKeys || Volatile.Read(ref _remembered) >= MaxRemembered;

    private bool IsGranted(Ring ring, long now) => ring.Count < _quota || ring.Oldest <= now - _length;

    private Allowance Tell(Ring ring, bool granted, long now)
    {
        int inside = ring.Since(now - _length);
        int reset = ring.Count == 0 ? 0 : Seconds(ring.Newest + _length - now);
        int retry = granted ? 0 : Seconds(ring.Oldest + _length - now);
        return new Allowance(granted, Math.Max(0, _quota - inside), reset, retry);
    }

    private int Seconds(long stamps) =>
        (int)Math.Max(0, (stamps + _time.TimestampFrequency - 1) / _time.TimestampFrequency);

    private Ring Find(string key, long now)
    {
        if (_rings.TryGetValue(key, out Ring? known)) return known;
        Sweep(now);
        return IsFull ? _crowd : _rings.GetOrAdd(key, _ => new Ring());
    }

    // A key whose requests have all left the window is as good as none.
    private void Sweep(long now)
    {
        long before = Volatile.Read(ref _sweptAt);
        long pause = (IsFull ? 1 : 60) * _time.TimestampFrequency;
        if (now - before < pause || Interlocked.CompareExchange(ref _sweptAt, now, before) != before) return;
        foreach (KeyValuePair<string, Ring> entry in _rings)
        {
            lock (entry.Value)
            {
                if (entry.Value.Count == 0 || entry.Value.Newest > now - _length || !_rings.TryRemove(entry)) continue;
                entry.Value.IsForgotten = true;
                Interlocked.Add(ref _remembered, -entry.Value.Capacity);
            }
        }
    }

    /// <summary>When the latest requests came; it grows with what it has to hold.</summary>
    private sealed class Ring
    {
        private const int Smallest = 4;
        private long[] _times = [];
        private int _next;

        public bool IsForgotten { get; set; }

        public int Count { get; private set; }

        public int Capacity => _times.Length;

        public long Newest => _times[(_next + Capacity - 1) % Capacity];

        public long Oldest => _times[(_next + Capacity - Count) % Capacity];

        /// <summary>Adds a request; of more than so many the oldest is forgotten.</summary>
        /// <returns>By how much it grew.</returns>
        public int Add(long at, int most)
        {
            int grown = Count == Capacity && Capacity < most ? Grow(most) : 0;
            _times[_next] = at;
            _next = (_next + 1) % Capacity;
            Count = Math.Min(Count + 1, Capacity);
            return grown;
        }

        /// <summary>How many came after an instant.</summary>
        public int Since(long instant)
        {
            // They are in order, so half of them need not be asked each time.
            int low = 0;
            int high = Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (_times[(_next + Capacity - Count + middle) % Capacity] <= instant) low = middle + 1;
                else high = middle;
            }
            return Count - low;
        }

        private int Grow(int most)
        {
            long[] larger = new long[Math.Min(most, Math.Max(Smallest, Capacity * 2))];
            for (int i = 0; i < Count; i++) larger[i] = _times[(_next + Capacity - Count + i) % Capacity];
            int grown = larger.Length - Capacity;
            _next = Count;
            _times = larger;
            return grown;
        }
    }
}
