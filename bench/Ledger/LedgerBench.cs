using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Ledger;

/// <summary>How fast jobs are paid for: hold, then capture, in wallets on SQLite as the app opens it.</summary>
internal static class LedgerBench
{
    private const int Wallets = 1000;
    private const int Workers = 64;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string file = Path.Combine(run.Scratch.Folder("ledger"), "documents.db");
        using SqliteDocumentStore store = new(new SqliteOptions(file), TimeProvider.System);
        WalletLedger ledger = new(store, TimeProvider.System);
        WalletId[] wallets =
            [.. Enumerable.Range(0, Wallets).Select(i => new WalletId($"user-{i}", "clone", Unit.Credits))];
        foreach (WalletId wallet in wallets)
            await ledger.GrantAsync(wallet, new Grant("grant", 1_000_000_000, "plan", null), run.Cancellation);

        int spread = run.Quick ? 4000 : 10_000;
        int contended = run.Quick ? 1000 : 2000;
        await PayAsync(ledger, wallets, spread, run.Cancellation);
        await PayAsync(ledger, wallets[..1], contended, run.Cancellation);
        // Not a baseline: the two are only measured in turn.
        Pairs pairs = await Pairs.TakeAsync(
            run.Repetitions,
            () => PayAsync(ledger, wallets, spread, run.Cancellation),
            () => PayAsync(ledger, wallets[..1], contended, run.Cancellation));
        return
        [
            Row.AtLeast($"hold + capture over {Wallets:#,0} wallets, {Workers} at a time", pairs.Measured, 2000, "/s"),
            Row.AtLeast($"hold + capture on one wallet, {Workers} at a time", pairs.Baseline, 300, "/s"),
        ];
    }

    private static async Task<double> PayAsync(
        WalletLedger ledger, WalletId[] wallets, int count, CancellationToken cancellationToken)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = Workers, CancellationToken = cancellationToken };
        long begin = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, count, options, async (i, cancellation) =>
        {
            WalletId wallet = wallets[i % wallets.Length];
            string job = Guid.CreateVersion7().ToString("D");
            Result<WalletStatement> held = await ledger.HoldAsync(wallet, job, 2, cancellation);
            if (!held.Succeeded) throw new InvalidOperationException($"The hold was refused: {held.Problem}");
            await ledger.CaptureAsync(wallet, job, 1, cancellation);
        });
        return count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
