namespace Understudy.Domain.Tests.Support;

/// <summary>Conflicts and lost answers at random, but no crash.</summary>
internal sealed class Disturbance(int seed) : IFaults
{
    private readonly Random _random = new(seed);

    public void BeforeRead()
    {
        // Reads are not disturbed.
    }

    public bool BeforeWrite(string operation) => operation != "create" && Happens(0.2);

    public bool AfterWrite(string operation) => Happens(0.2);

    private bool Happens(double probability)
    {
        lock (_random)
        {
            return _random.NextDouble() < probability;
        }
    }
}
