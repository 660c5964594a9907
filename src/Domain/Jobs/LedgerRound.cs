using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>How far the looking through all wallets is, and what it has found. There is one.</summary>
public sealed record LedgerRound : IDocument
{
    /// <summary>Its id, and its partition.</summary>
    public const string Only = "ledger-round";

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("ledgerRound");

    /// <inheritdoc/>
    public string Id => Only;

    /// <inheritdoc/>
    public string Partition => Only;

    /// <summary>When this round began; while none goes on, nothing.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>How many wallets it has looked at.</summary>
    public int Wallets { get; init; }

    /// <summary>Where it goes on; null at the beginning.</summary>
    public string? Continuation { get; init; }

    /// <summary>When the last whole round ended, or null before the first one has.</summary>
    public DateTimeOffset? LastEndedAt { get; init; }

    /// <summary>How many wallets that one looked at.</summary>
    public int LastWallets { get; init; }

    /// <summary>The wallets that do not add up, at most <see cref="LedgerAudit.Kept"/>, oldest first.</summary>
    public IReadOnlyList<WalletMismatch> Mismatches { get; init; } = [];

    /// <summary>The round, that many wallets further; the last of them end it.</summary>
    internal LedgerRound After(DocumentPage<Wallet> page, DateTimeOffset now)
    {
        int wallets = Wallets + page.Items.Count;
        return page.Continuation is { } continuation
            ? this with { BeganAt = BeganAt ?? now, Wallets = wallets, Continuation = continuation }
            : this with { BeganAt = null, Wallets = 0, Continuation = null, LastEndedAt = now, LastWallets = wallets };
    }
}

/// <summary>A wallet that does not add up.</summary>
/// <param name="Wallet">Which.</param>
/// <param name="Faults">What does not, in figures and ids.</param>
/// <param name="FoundAt">When it was found first.</param>
public sealed record WalletMismatch(WalletId Wallet, IReadOnlyList<string> Faults, DateTimeOffset FoundAt);
