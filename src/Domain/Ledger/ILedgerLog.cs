namespace Understudy.Domain.Ledger;

/// <summary>Hears of every decision about money once it is stored. A crash may keep one from it; none is told twice.</summary>
public interface ILedgerLog
{
    /// <summary>A wallet has another entry: what it has changed by, and why.</summary>
    void Entered(WalletId wallet, WalletEntry entry);

    /// <summary>A job holds units, or none as it is free.</summary>
    void Held(WalletId wallet, string jobId, int units);

    /// <summary>What a job held is charged or given back.</summary>
    void Closed(WalletId wallet, string jobId, int held);

    /// <summary>A wallet does not add up, by what was written or by what is stored. Nothing is mended: somebody has to look.</summary>
    /// <param name="wallet">The wallet.</param>
    /// <param name="fault">What does not, in figures and ids.</param>
    void Mismatched(WalletId wallet, string fault);
}
