using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>
/// Lets the writers of one wallet in one after the other, within this process, so that they do not fail each other's
/// compare-and-swap, and keeps what the last of them wrote, so that the next need not read it: a job is held and closed
/// soon after. It only saves work: what keeps a wallet right is the compare-and-swap.
/// </summary>
internal sealed class WalletGates
{
    private readonly Gate[] _gates = [.. Enumerable.Range(0, 512).Select(_ => new Gate())];

    /// <summary>Waits for the wallet's turn.</summary>
    /// <returns>What ends the turn when it is disposed.</returns>
    public async Task<Turn> EnterAsync(WalletId wallet, CancellationToken cancellationToken)
    {
        Gate gate = _gates[(uint)wallet.GetHashCode() % (uint)_gates.Length];
        await gate.Semaphore.WaitAsync(cancellationToken);
        return new Turn(gate, wallet);
    }

    public sealed class Turn(Gate gate, WalletId wallet) : IDisposable
    {
        /// <summary>Takes out what was written last, if it was to this wallet; somebody elsewhere may have written since.</summary>
        public Stored<Wallet>? TakeLast()
        {
            Stored<Wallet>? last = gate.Last?.Value.Of == wallet ? gate.Last : null;
            gate.Last = null;
            return last;
        }

        /// <summary>Keeps what was written for the next turn.</summary>
        public void Keep(Stored<Wallet> written) => gate.Last = written;

        public void Dispose() => gate.Semaphore.Release();
    }

    public sealed class Gate
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public Stored<Wallet>? Last { get; set; }
    }
}
