namespace Understudy.Domain.Tests.Support;

/// <summary>The process died at this instant.</summary>
internal sealed class SimulatedCrashException : Exception;

/// <summary>Crashes and conflicts at random, the same ones for the same seed.</summary>
internal sealed class RandomFaults(int seed) : IFaults
{
    private readonly Random _random = new(seed);

    public void BeforeRead() => Crash(0.01);

    public bool BeforeWrite(string operation)
    {
        Crash(0.01);
        // That an id is taken is never said without reason.
        return operation != "create" && Happens(0.1);
    }

    public bool AfterWrite(string operation)
    {
        Crash(0.01);
        return Happens(0.05);
    }

    private void Crash(double probability)
    {
        if (Happens(probability)) throw new SimulatedCrashException();
    }

    private bool Happens(double probability)
    {
        lock (_random)
        {
            return _random.NextDouble() < probability;
        }
    }
}

/// <summary>One crash, at a given call of the store.</summary>
internal sealed class CrashAt(int call, bool afterwards) : IFaults
{
    private int _calls;

    /// <summary>Whether it has happened.</summary>
    public bool Happened { get; private set; }

    public void BeforeRead() => Step(false);

    public bool BeforeWrite(string operation)
    {
        Step(false);
        return false;
    }

    public bool AfterWrite(string operation)
    {
        Step(true);
        return false;
    }

    private void Step(bool after)
    {
        if (!after) _calls++;
        if (_calls != call || after != afterwards || Happened) return;
        Happened = true;
        throw new SimulatedCrashException();
    }
}
