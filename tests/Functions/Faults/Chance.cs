namespace Understudy.Functions.Tests.Faults;

/// <summary>Decides what fails, by a seed; as long as there is none, nothing does.</summary>
internal sealed class Chance
{
    // Of all calls, half of which have taken effect by then.
    private const double Probability = 0.1;

    private readonly Lock _gate = new();
    private Random? _random;
    private long _moves;
    private int _open;

    /// <summary>Changes with every call that begins or ends.</summary>
    public long Moves => Volatile.Read(ref _moves);

    /// <summary>Whether a call goes on.</summary>
    public bool IsBusy => Volatile.Read(ref _open) > 0;

    /// <summary>From now on there are faults.</summary>
    public void Begin(int seed)
    {
        lock (_gate) _random = new Random(seed);
    }

    /// <summary>From now on nothing fails any more.</summary>
    public void Calm()
    {
        lock (_gate) _random = null;
    }

    /// <summary>Whether something with that probability happens.</summary>
    public bool Happens(double probability)
    {
        lock (_gate) return _random?.NextDouble() < probability;
    }

    /// <summary>A number from 0 to below that one.</summary>
    public int Next(int below)
    {
        lock (_gate) return _random?.Next(below) ?? 0;
    }

    /// <summary>Makes a call that may fail, before it has taken effect or after.</summary>
    /// <param name="call">The call.</param>
    /// <param name="faults">What it may fail with.</param>
    public Task<T> CallAsync<T>(Func<Task<T>> call, params Func<Exception>[] faults) => WatchAsync(async () =>
    {
        if (Happens(Probability / 2)) throw faults[Next(faults.Length)]();
        T answer = await call();
        return Happens(Probability / 2) ? throw faults[Next(faults.Length)]() : answer;
    });

    /// <summary>Makes a call that does not fail by chance.</summary>
    public async Task<T> WatchAsync<T>(Func<Task<T>> call)
    {
        Interlocked.Increment(ref _open);
        Interlocked.Increment(ref _moves);
        try
        {
            return await call();
        }
        finally
        {
            Interlocked.Increment(ref _moves);
            Interlocked.Decrement(ref _open);
        }
    }
}
