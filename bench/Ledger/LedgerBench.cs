using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.Bench.Storage;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Ledger;

/// <summary>
/// How fast jobs are paid for: hold, then capture, in wallets on SQLite as the app opens it. The wallets have a history
/// by then, so that every new job is looked for in it, and they write to it as they go on.
/// </summary>
internal static class LedgerBench
{
    private const int Wallets = 1000;
    private const int Workers = 64;

    // More entries than a wallet keeps by itself.
    private const int JobsBefore = 20;

    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string file = Path.Combine(run.Scratch.Folder("ledger"), "documents.db");
        using SqliteDocumentStore store = new(new SqliteOptions(file), TimeProvider.System);
        WalletLedger ledger = new(store, TimeProvider.System);
        WalletId[] wallets =
            [.. Enumerable.Range(0, Wallets).Select(i => new WalletId($"user-{i}", "clone", Unit.Credits))];
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Period month = new(now, now.AddMonths(1));
        foreach (WalletId wallet in wallets)
        {
            Grant minutes = new("grant", 1_000_000_000, "plan", month.End);
            await ledger.BeginPeriodAsync(wallet, month, minutes, run.Cancellation);
            Grant extra = new("extra", 20, "purchase", now.AddMonths(12)) { SpentLast = true };
            await ledger.GrantAsync(wallet, extra, run.Cancellation);
        }

        // Sixteen a wallet: so each of them moves its entries as often as in the long run.
        int spread = 16 * Wallets;
        int contended = run.Quick ? 800 : 1600;
        await PayAsync(ledger, wallets, Wallets * JobsBefore, run.Cancellation);
        await PayAsync(ledger, wallets[..1], contended, run.Cancellation);
        int[] rows;
        using (WrittenRows written = new(file))
        {
            await PayAsync(ledger, wallets, spread, run.Cancellation);
            rows = written.Sizes();
        }

        using AppendBaseline baseline = new(run.Scratch.Folder("append"));
        Task<double> AppendAsync() => Task.FromResult(spread / baseline.Append(rows, Workers).TotalSeconds);
        await AppendAsync();
        Pairs many = await Pairs.TakeAsync(
            run.Repetitions, () => PayAsync(ledger, wallets, spread, run.Cancellation), AppendAsync);
        Pairs one = await Pairs.TakeAsync(
            run.Repetitions, () => PayAsync(ledger, wallets[..1], contended, run.Cancellation), AppendAsync);
        return
        [
            Row.RatioAlone(
                $"hold + capture over {Wallets:#,0} wallets with history, {Workers} at a time ÷ appending as many rows "
                + $"({AppendBaseline.Describe(rows, spread)} each)",
                many,
                "/s"),
            Row.RatioAlone($"hold + capture on one such wallet, {Workers} at a time ÷ the same", one, "/s"),
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
