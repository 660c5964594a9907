using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>
/// Lets the writers of one wallet in one after the other, and keeps what the last of them wrote, so that the next need not
/// read it: a job is held and closed soon after.
/// </summary>
internal sealed class WalletGates
{
    private readonly WriterGates _gates = new();
    private readonly Stored<Wallet>?[] _last = new Stored<Wallet>?[WriterGates.Stripes];

    /// <summary>Waits for the wallet's turn.</summary>
    /// <returns>What ends the turn when it is disposed.</returns>
    public async Task<Turn> EnterAsync(WalletId wallet, CancellationToken cancellationToken) =>
        new(await _gates.EnterAsync(wallet, cancellationToken), _last, wallet);

    public sealed class Turn(IDisposable alone, Stored<Wallet>?[] lasts, WalletId wallet) : IDisposable
    {
        private readonly int _stripe = WriterGates.StripeOf(wallet);

        /// <summary>Takes out what was written last, if it was to this wallet; somebody elsewhere may have written since.</summary>
        public Stored<Wallet>? TakeLast()
        {
            Stored<Wallet>? last = lasts[_stripe];
            lasts[_stripe] = null;
            return last?.Value.Of == wallet ? last : null;
        }

        /// <summary>Keeps what was written for the next turn.</summary>
        public void Keep(Stored<Wallet> written) => lasts[_stripe] = written;

        public void Dispose() => alone.Dispose();
    }
}
