using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Looks whether wallets add up, a piece at a time: so many a run, whatever their number, round after round. It looks at what is
/// stored; what is about to be stored, the ledger looks at itself. It mends nothing.
/// </summary>
public sealed class LedgerAudit(IDocumentStore store, WalletLedger ledger, TimeProvider time, ILedgerLog? log = null)
{
    /// <summary>How many wallets that do not add up are kept, and looked at again in every run.</summary>
    public const int Kept = 100;

    /// <summary>How many wallets a run looks at, beside those.</summary>
    public const int Piece = 100;

    // A job that has ended is settled by its pipeline, which may have to be found missing first.
    private static readonly TimeSpan _settling = TimeSpan.FromHours(1);

    // Where wallets are few, there is no need to look at all of them again and again.
    private static readonly TimeSpan _rest = TimeSpan.FromDays(1);

    /// <summary>How far it is; null before the first run.</summary>
    public async Task<LedgerRound?> FindAsync(CancellationToken cancellationToken) =>
        (await store.FindAsync<LedgerRound>(LedgerRound.Only, LedgerRound.Only, cancellationToken))?.Value;

    /// <summary>Looks at the next piece, and again at what was found before.</summary>
    /// <returns>How many wallets are known not to add up.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        Stored<LedgerRound> stored = await store.FindOrCreateAsync(
            LedgerRound.Only, LedgerRound.Only, () => new LedgerRound(), cancellationToken);
        LedgerRound round = stored.Value;

        Dictionary<WalletId, WalletMismatch> found = [];
        foreach (WalletMismatch known in round.Mismatches) await LookAsync(known.Wallet, known.FoundAt);
        if (round.Continuation is not null || round.LastEndedAt?.IsOlderThan(_rest, now) is not false)
        {
            DocumentPage<Wallet> page = await store.QueryAsync<Wallet>(
                new DocumentQuery { Limit = Piece, Continuation = round.Continuation }, cancellationToken);
            foreach (Stored<Wallet> wallet in page.Items)
            {
                if (!found.ContainsKey(wallet.Value.Of) && (await FaultsAsync(wallet.Value, cancellationToken)).Count > 0)
                    await LookAsync(wallet.Value.Of, now);
            }
            round = round.After(page, now);
        }
        // Whoever looked at the same piece meanwhile has written down as much.
        await store.ReplaceAsync(
            round with { Mismatches = [.. found.Values.OrderBy(mismatch => mismatch.FoundAt).Take(Kept)] },
            stored.ETag,
            cancellationToken);
        return found.Count;

        // As it is now: what was read a moment ago may have been in the middle of a change, or of being erased.
        async Task LookAsync(WalletId id, DateTimeOffset since)
        {
            if (await store.FindAsync<Wallet>(id.OwnerId, id.DocumentId, cancellationToken) is not { Value: { } wallet }) return;
            IReadOnlyList<string> faults = await FaultsAsync(wallet, cancellationToken);
            if (faults.Count == 0) return;
            found[id] = new WalletMismatch(id, faults, since);
            foreach (string fault in faults) log?.Mismatched(id, fault);
        }
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(Wallet wallet, CancellationToken cancellationToken)
    {
        List<string> faults = [.. await ledger.CheckAsync(wallet, cancellationToken)];
        foreach (Hold hold in wallet.Holds)
        {
            DateTimeOffset now = time.GetUtcNow();
            // It is looked for only where it could be over: a hold of this hour is as it should be.
            if (!hold.HeldAt.IsOlderThan(_settling, now)) continue;
            Job? job = (await store.FindAsync<Job>(wallet.Of.OwnerId, hold.JobId, cancellationToken))?.Value;
            if (job is null) faults.Add($"job {hold.JobId} is gone, and still holds {hold.Amount}");
            else if (job.FinishedAt is { } end && end.IsOlderThan(_settling, now))
                faults.Add($"job {hold.JobId} has ended, and still holds {hold.Amount}");
        }
        return faults;
    }
}
