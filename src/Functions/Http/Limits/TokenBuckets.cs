using System.Collections.Concurrent;
using System.Globalization;

namespace Understudy.Functions.Http.Limits;

/// <summary>
/// A limit of so many requests in a window, counted by key. Each key has a bucket that holds a window's worth of tokens and
/// fills up evenly, kept as one number: the instant at which it is full again. The framework's limiters read the system's
/// clock and do not tell what is left or when there is more.
/// </summary>
internal sealed class TokenBuckets
{
    /// <summary>
    /// How many keys are told apart at once, so that nobody can fill the memory by inventing some; those beyond share one
    /// bucket.
    /// </summary>
    public const int MaxKeys = 50_000;

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly Bucket _crowd = new();
    private readonly TimeProvider _time;
    private readonly string _name;
    private readonly int _quota;
    private readonly long _interval;
    private readonly long _capacity;
    private long _sweptAt;

    /// <summary>A limit.</summary>
    /// <param name="name">What the headers call it.</param>
    /// <param name="quota">How many requests a window; more than 0.</param>
    /// <param name="window">The window, in whole seconds.</param>
    /// <param name="time">The clock.</param>
    public TokenBuckets(string name, int quota, TimeSpan window, TimeProvider time)
    {
        _name = name;
        _quota = quota;
        _time = time;
        WindowSeconds = (int)window.TotalSeconds;
        _interval = Math.Max(1, WindowSeconds * time.TimestampFrequency / quota);
        _capacity = _interval * quota;
        _sweptAt = time.GetTimestamp();
        Policy = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={quota};w={WindowSeconds}");
    }

    /// <summary>How many requests a window.</summary>
    public int Quota => _quota;

    /// <summary>The window, in seconds.</summary>
    public int WindowSeconds { get; }

    /// <summary>The limit as an item of <c>RateLimit-Policy</c>.</summary>
    public string Policy { get; }

    /// <summary>How many keys are remembered.</summary>
    public int Count => _buckets.Count;

    /// <summary>Takes a token, if there is one.</summary>
    public Allowance Take(string key)
    {
        long now = _time.GetTimestamp();
        Bucket bucket = Find(key, now);
        while (true)
        {
            long seen = Volatile.Read(ref bucket.FullAt);
            Allowance allowance = After(Math.Max(seen, now) + _interval - now);
            if (!allowance.Granted ||
                Interlocked.CompareExchange(ref bucket.FullAt, Math.Max(seen, now) + _interval, seen) == seen)
                return allowance;
        }
    }

    /// <summary>What <see cref="Take"/> would answer.</summary>
    public Allowance Look(string key)
    {
        long now = _time.GetTimestamp();
        long seen = _buckets.TryGetValue(key, out Bucket? bucket) ? Volatile.Read(ref bucket.FullAt)
            : _buckets.Count >= MaxKeys ? Volatile.Read(ref _crowd.FullAt)
            : now;
        return After(Math.Max(seen, now) + _interval - now);
    }

    // The allowance when the bucket would be full so much later.
    private Allowance After(long fullIn) => fullIn <= _capacity
        ? new Allowance(true, (int)((_capacity - fullIn) / _interval), Seconds(fullIn), 0)
        : new Allowance(false, 0, Seconds(fullIn - _interval), Seconds(fullIn - _capacity));

    private int Seconds(long stamps) => (int)((stamps + _time.TimestampFrequency - 1) / _time.TimestampFrequency);

    private Bucket Find(string key, long now)
    {
        if (_buckets.TryGetValue(key, out Bucket? known)) return known;
        Sweep(now);
        return _buckets.Count >= MaxKeys ? _crowd : _buckets.GetOrAdd(key, _ => new Bucket());
    }

    // A full bucket is as good as none.
    private void Sweep(long now)
    {
        long before = Volatile.Read(ref _sweptAt);
        long pause = (_buckets.Count >= MaxKeys ? 1 : 60) * _time.TimestampFrequency;
        if (now - before < pause || Interlocked.CompareExchange(ref _sweptAt, now, before) != before) return;
        foreach (KeyValuePair<string, Bucket> entry in _buckets)
            if (Volatile.Read(ref entry.Value.FullAt) <= now) _buckets.TryRemove(entry);
    }

    /// <summary>What is left, as an item of <c>RateLimit</c>.</summary>
    public string Describe(Allowance allowance) => string.Create(
        CultureInfo.InvariantCulture, $"\"{_name}\";r={allowance.Left};t={allowance.ResetSeconds}");

    private sealed class Bucket
    {
        public long FullAt;
    }
}

/// <summary>What a limit says to a request.</summary>
/// <param name="Granted">Whether it may go on.</param>
/// <param name="Left">How many more may follow at once.</param>
/// <param name="ResetSeconds">How long until all of the quota is there again.</param>
/// <param name="RetrySeconds">How long until one request may go on; 0 when it was granted.</param>
internal readonly record struct Allowance(bool Granted, int Left, int ResetSeconds, int RetrySeconds);
