namespace Understudy.Functions.Tests.Faults;

/// <summary>Decides what fails, by a seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);
    private volatile bool _isCalm;

    /// <summary>From now on nothing fails any more.</summary>
    public void Calm() => _isCalm = true;

    /// <summary>Whether something with that probability happens.</summary>
    public bool Happens(double probability)
    {
        if (_isCalm) return false;
        lock (_random) return _random.NextDouble() < probability;
    }

    /// <summary>A number from 0 to below that one.</summary>
    public int Next(int below)
    {
        lock (_random) return _random.Next(below);
    }
}
