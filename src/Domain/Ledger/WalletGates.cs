namespace Understudy.Domain.Ledger;

/// <summary>
/// Lets the writers of one wallet in one after the other, within this process, so that they do not fail each other's
/// compare-and-swap. It only saves work: what keeps a wallet right is the compare-and-swap.
/// </summary>
internal sealed class WalletGates
{
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 512).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the wallet's turn.</summary>
    /// <returns>What ends the turn when it is disposed.</returns>
    public async Task<IDisposable> EnterAsync(WalletId wallet, CancellationToken cancellationToken)
    {
        SemaphoreSlim stripe = _stripes[(uint)wallet.GetHashCode() % (uint)_stripes.Length];
        await stripe.WaitAsync(cancellationToken);
        return new Turn(stripe);
    }

    private sealed class Turn(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
