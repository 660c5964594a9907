namespace Understudy.Domain.Ledger;

/// <summary>What a wallet amounts to, and how it came to be so.</summary>
/// <param name="Balance">What there is now.</param>
/// <param name="Periods">The latest periods, at most <see cref="Wallet.MaxPeriods"/>, newest last.</param>
public sealed record WalletStatement(WalletBalance Balance, IReadOnlyList<PeriodStatement> Periods)
{
    /// <summary>The newest period, over or not; null when there has been none.</summary>
    public PeriodStatement? Latest => Periods.Count == 0 ? null : Periods[^1];
}

/// <summary>A period's account, in the wallet's unit.</summary>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it.</param>
/// <param name="Base">What it began with, without what was revoked of that.</param>
/// <param name="Used">What was held while it was the newest, and did not come back; from whichever lots.</param>
/// <param name="Purchased">
/// What came in it to be spent last, without what was revoked of that, as long as it has not expired.
/// </param>
public sealed record PeriodStatement(DateTimeOffset Start, DateTimeOffset End, int Base, int Used, int Purchased)
{
    /// <summary>Whether it is there for want of another one.</summary>
    public bool Yields { get; init; }

    /// <summary>Of one that yields: how many of its own units were left when another period took its place.</summary>
    public int Lapsed { get; init; }

    /// <summary>Whether all that it began with is revoked.</summary>
    public bool IsRevoked => Base == 0;
}
