namespace Understudy.Domain.Persistence;

/// <summary>
/// Lets the writers of one thing in one after the other, within this process, so that they do not fail each other's
/// compare-and-swap. It only saves work: what keeps documents right is the compare-and-swap.
/// </summary>
internal sealed class WriterGates
{
    /// <summary>
    /// How many there are: things that share one wait for each other, and of them only the last one written is kept.
    /// </summary>
    public const int Stripes = 2048;

    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>The number of a thing's stripe.</summary>
    public static int StripeOf<T>(T thing)
        where T : notnull =>
        (int)((uint)thing.GetHashCode() % Stripes);

    /// <summary>Waits for one's turn with a thing.</summary>
    /// <returns>What ends the turn when it is disposed.</returns>
    public async Task<IDisposable> EnterAsync<T>(T thing, CancellationToken cancellationToken)
        where T : notnull
    {
        SemaphoreSlim stripe = _stripes[StripeOf(thing)];
        await stripe.WaitAsync(cancellationToken);
        return new Turn(stripe);
    }

    private sealed class Turn(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
