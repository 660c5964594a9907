using System.Security.Cryptography;
using System.Text;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>
/// Keeps the wallets. Every operation may be repeated at any later time, after a crash for example, and then changes
/// nothing. One instance serves a process.
/// </summary>
/// <remarks>
/// A change is one read and one compare-and-swap of the wallet's document (or only the latter, where this process was the
/// last to write it), plus a point read of the history when the
/// wallet no longer knows by itself whether the operation is new. Entries wait in the wallet; when enough of them are
/// there, the next change writes them to the history first, and then leaves them out of the wallet. Whatever instant that is
/// cut off at, an entry is in one place or, unchanged, in both, and the next change takes up where this one ended.
/// </remarks>
public sealed class WalletLedger(IDocumentStore store, TimeProvider time, ILedgerLog? log = null)
{
    private const int MoveThreshold = 8;
    private const int MaxAttempts = 40;
    private const int CheckedEntries = 20;

    private readonly WalletGates _gates = new();
    private readonly WalletHistory _history = new(store);

    /// <summary>What a wallet amounts to now; nothing when there is no wallet yet.</summary>
    public async Task<WalletBalance> GetBalanceAsync(WalletId id, CancellationToken cancellationToken = default) =>
        (await ReadAsync(id, cancellationToken)).BalanceAt(time.GetUtcNow());

    /// <summary>What a wallet amounts to now, and the accounts of its latest periods.</summary>
    public async Task<WalletStatement> GetStatementAsync(WalletId id, CancellationToken cancellationToken = default) =>
        StatementOf(await ReadAsync(id, cancellationToken));

    /// <summary>Adds units to a wallet, which is created when there is none.</summary>
    /// <param name="id">The wallet.</param>
    /// <param name="grant">The units; the same operation id grants once.</param>
    /// <param name="cancellationToken">Gives up; the grant may have been made all the same.</param>
    /// <exception cref="ArgumentException">The operation id or the amount is not of its form.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public async Task<WalletBalance> GrantAsync(
        WalletId id, Grant grant, CancellationToken cancellationToken = default) =>
        Sure(await ApplyAsync(
            id,
            OperationKey.Grant(grant.OperationId),
            (wallet, now) => wallet.Add(grant, now),
            cancellationToken));

    /// <summary>
    /// Begins a period with units of its own, and ends what is left of those of the period before. When a newer period
    /// has begun already, or the units have expired, the balance stays as it is: periods may begin in any order.
    /// </summary>
    /// <param name="id">The wallet.</param>
    /// <param name="period">The period.</param>
    /// <param name="baseGrant">Its units; the same operation id begins a period once.</param>
    /// <param name="cancellationToken">Gives up; the period may have begun all the same.</param>
    /// <exception cref="ArgumentException">The operation id, the amount or the period is not of its form.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public async Task<WalletBalance> BeginPeriodAsync(
        WalletId id, Period period, Grant baseGrant, CancellationToken cancellationToken = default) =>
        Sure(await ApplyAsync(
            id,
            OperationKey.Grant(baseGrant.OperationId),
            (wallet, now) => wallet.BeginPeriod(period, baseGrant, now),
            cancellationToken));

    /// <summary>What a wallet would amount to if the period began that is due; it is left as it is.</summary>
    /// <param name="id">The wallet.</param>
    /// <param name="due">Tells the period and its units by what the wallet amounts to now; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<WalletBalance> ForeseePeriodAsync(
        WalletId id,
        Func<WalletStatement, Task<(Period Period, Grant BaseGrant)?>> due,
        CancellationToken cancellationToken = default)
    {
        Wallet wallet = await ReadAsync(id, cancellationToken);
        (Period Period, Grant BaseGrant)? next = await due(StatementOf(wallet));
        DateTimeOffset now = time.GetUtcNow();
        return (next is var (period, grant) ? wallet.BeginPeriod(period, grant, now) : wallet).BalanceAt(now);
    }

    /// <summary>
    /// Says how much of a grant is taken back in all, e.g. because it was refunded. What is left of it goes at once, and
    /// what is held when it comes back; what was spent stays spent, and nothing becomes negative. A lower total gives
    /// back what was taken, as far as it would not have expired.
    /// </summary>
    /// <param name="id">The wallet.</param>
    /// <param name="grantOperationId">The grant, which may also come later, or be long gone.</param>
    /// <param name="total">How many units in all; 0 or more.</param>
    /// <param name="revision">Grows with what is known: whatever is not greater than the last one changes nothing.</param>
    /// <param name="cancellationToken">Gives up; the units may be taken all the same.</param>
    /// <exception cref="ArgumentException">The operation id or the total is not of its form.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public async Task<WalletBalance> SetRevokedAsync(
        WalletId id,
        string grantOperationId,
        int total,
        long revision,
        CancellationToken cancellationToken = default) =>
        Sure(await ApplyAsync(
            id,
            OperationKey.Grant(grantOperationId),
            (wallet, now) => wallet.SetRevoked(grantOperationId, total, revision, now),
            cancellationToken));

    /// <summary>See <see cref="HoldAsync(WalletId, HoldRequest, CancellationToken)"/>.</summary>
    public Task<Result<WalletStatement>> HoldAsync(
        WalletId id, string jobId, int amount, CancellationToken cancellationToken = default) =>
        HoldAsync(id, new HoldRequest(jobId, amount), cancellationToken);

    /// <summary>
    /// Takes units out of the lots for a job: what expires first before the rest, and after all of that what is spent
    /// last. Succeeds without a change when the job was held before, even if it is closed by now.
    /// </summary>
    /// <param name="id">The wallet.</param>
    /// <param name="request">The job and the units.</param>
    /// <param name="cancellationToken">Gives up; the units may be held all the same.</param>
    /// <returns>
    /// The wallet with the units held, <see cref="Problem.InsufficientFunds"/>, or <see cref="JobCancelled"/> when the job
    /// was released before it was held.
    /// </returns>
    /// <exception cref="ArgumentException">The job's id, the amount or the life is not of that form.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public async Task<Result<WalletStatement>> HoldAsync(
        WalletId id, HoldRequest request, CancellationToken cancellationToken = default)
    {
        Result<Wallet> held = await ApplyAsync(
            id, OperationKey.Job(request.JobId), (wallet, now) => wallet.Hold(request, now), cancellationToken);
        return held.Succeeded ? StatementOf(held.Value) : held.Problem;
    }

    /// <summary>Charges a job and gives back the rest of its hold. Changes nothing when the job is closed.</summary>
    /// <param name="id">The wallet.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="actual">What it cost; 0 or more. A job is never charged more than it held.</param>
    /// <param name="cancellationToken">Gives up; the job may be charged all the same.</param>
    /// <exception cref="ArgumentException">The job's id or the cost is not of that form.</exception>
    /// <exception cref="InvalidOperationException">The job was never held.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public Task<WalletBalance> CaptureAsync(
        WalletId id, string jobId, int actual, CancellationToken cancellationToken = default) =>
        CaptureAsync(id, jobId, actual, null, cancellationToken);

    /// <summary>
    /// The same, with what the statement says of what comes back; null for the text of the hold.
    /// </summary>
    public async Task<WalletBalance> CaptureAsync(
        WalletId id, string jobId, int actual, string? text, CancellationToken cancellationToken = default) =>
        Sure(await ApplyAsync(
            id, OperationKey.Job(jobId), (wallet, now) => wallet.Capture(jobId, actual, now, text), cancellationToken));

    /// <summary>
    /// Gives back all that a job holds. Changes nothing when the job is closed; a job that was never held cannot be held
    /// any more.
    /// </summary>
    /// <param name="id">The wallet.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Gives up; the job may be released all the same.</param>
    /// <exception cref="ArgumentException">The job's id is not of that form.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public Task<WalletBalance> ReleaseAsync(
        WalletId id, string jobId, CancellationToken cancellationToken = default) =>
        ReleaseAsync(id, jobId, null, cancellationToken);

    /// <summary>
    /// The same, with what the statement says of what comes back; null for the text of the hold.
    /// </summary>
    public async Task<WalletBalance> ReleaseAsync(
        WalletId id, string jobId, string? text, CancellationToken cancellationToken = default) =>
        Sure(await ApplyAsync(
            id, OperationKey.Job(jobId), (wallet, now) => wallet.Release(jobId, now, text), cancellationToken));

    /// <summary>
    /// Gives back units that a closed job was charged, at most those that it still is. They go back to their lots; those
    /// whose lot is gone live as the hold said.
    /// </summary>
    /// <param name="id">The wallet.</param>
    /// <param name="jobId">The job. One that was never charged, or before holds had entries, has nothing to give back.</param>
    /// <param name="refundId">Which refund: the same one is made once. 1–50 characters, none of <c>/ \ ? # ~</c>.</param>
    /// <param name="amount">How many units; at least 1.</param>
    /// <param name="text">What the statement says; null for the text of the hold.</param>
    /// <param name="cancellationToken">Gives up; the units may have come back all the same.</param>
    /// <exception cref="ArgumentException">An id or the amount is not of that form.</exception>
    /// <exception cref="InvalidOperationException">The job is not closed.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public async Task<WalletBalance> RefundAsync(
        WalletId id,
        string jobId,
        string refundId,
        int amount,
        string? text = null,
        CancellationToken cancellationToken = default) =>
        Sure(await ApplyAsync(
            id,
            (wallet, cancellation) => _history.ReadOfJobAsync(id, wallet.MovedThrough + 1, jobId, cancellation),
            OperationKey.Refund(jobId, refundId),
            (wallet, now) => wallet.Refund(jobId, refundId, amount, now, text),
            cancellationToken));

    /// <summary>
    /// Reads a page of a wallet's lines, newest first, as they are at one instant: with one read of the wallet and one query
    /// of the history, whatever the page. What was held or closed without moving a unit is no line.
    /// </summary>
    /// <param name="id">The wallet.</param>
    /// <param name="paging">Which page; 1–1000 lines on each.</param>
    /// <param name="kinds">Only lines of some kinds, at least one; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The page is not from 1, or its length out of range.</exception>
    public async Task<EntryPage> GetEntriesAsync(
        WalletId id,
        Paging paging,
        IReadOnlyCollection<EntryKind>? kinds = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paging.Page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(paging.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paging.Limit, WalletHistory.MaxPage);
        Wallet wallet = await ReadAsync(id, cancellationToken);
        WalletEntry[] pending =
            [.. wallet.Pending.Where(entry => entry.IsLine && kinds?.Contains(entry.Kind) != false).Reverse()];
        long offset = (paging.Page - 1L) * paging.Limit;
        WalletEntry[] page = [.. pending.Skip((int)Math.Min(offset, pending.Length)).Take(paging.Limit)];
        if (!wallet.HasHistory) return new EntryPage(page, pending.Length);
        int? lines = wallet.CountLines(kinds);
        if (lines is { } all && (page.Length == paging.Limit || offset >= all)) return new EntryPage(page, all);
        // Every entry up to there is in the history already, and what is moved there meanwhile comes after it.
        long before = wallet.MovedThrough + 1;
        int skip = (int)Math.Clamp(offset - pending.Length, 0, int.MaxValue);
        if (kinds is null && lines == wallet.LastSequence)
        {
            // Where every entry is a line, their numbers tell which are on the page.
            before -= skip;
            skip = 0;
        }
        EntryPage moved = await _history.ReadPageAsync(
            id,
            before,
            kinds,
            skip,
            paging.Limit - page.Length,
            lines - pending.Length,
            cancellationToken);
        return new EntryPage([.. page, .. moved.Entries], pending.Length + moved.Total);
    }

    /// <summary>What came into a wallet and left it, ever.</summary>
    /// <remarks>The entries from before sums were kept are read one by one.</remarks>
    public async Task<WalletTotals> GetTotalsAsync(WalletId id, CancellationToken cancellationToken = default)
    {
        Wallet wallet = await ReadAsync(id, cancellationToken);
        long through = wallet.Entered is null ? wallet.LastSequence : wallet.NotInTotals;
        IReadOnlyList<KindTotal> totals = wallet.Totals;
        foreach (WalletEntry entry in wallet.Pending.Where(entry => entry.Sequence <= through))
            totals = WalletTotals.Add(totals, entry.Kind, entry.Amount);
        long moved = Math.Min(through, wallet.MovedThrough);
        if (moved > 0)
        {
            await foreach (WalletEntry entry in _history.ReadAllAsync(id, moved + 1, cancellationToken))
                totals = WalletTotals.Add(totals, entry.Kind, entry.Amount);
        }

        return new WalletTotals(wallet.BalanceAt(time.GetUtcNow()), totals);
    }

    /// <summary>Reads a wallet's lines, newest first.</summary>
    /// <param name="id">The wallet.</param>
    /// <param name="limit">How many at most: 1–1000. Fewer come only when there are no more.</param>
    /// <param name="before">The number of the last entry of the page before, or null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    public async Task<IReadOnlyList<WalletEntry>> GetHistoryAsync(
        WalletId id, int limit, long? before = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, WalletHistory.MaxPage);
        Wallet wallet = await ReadAsync(id, cancellationToken);
        WalletEntry[] pending =
        [
            .. wallet.Pending.Where(entry => entry.IsLine && (before is null || entry.Sequence < before))
                .Reverse().Take(limit),
        ];
        if (pending.Length == limit || !wallet.HasHistory) return pending;
        long end = Math.Min(before ?? long.MaxValue, wallet.MovedThrough + 1);
        return [.. pending, .. await _history.ReadAsync(id, end, limit - pending.Length, cancellationToken)];
    }

    /// <summary>
    /// Looks whether a wallet adds up: by itself, and against the newest entries of its history, of which it reads a bounded
    /// number. Each entry has the balance that it left, so what began where the one before ended is the sum of all before.
    /// </summary>
    /// <returns>What does not add up; nothing when all is right.</returns>
    public async Task<IReadOnlyList<string>> CheckAsync(Wallet wallet, CancellationToken cancellationToken = default)
    {
        if (!wallet.HasHistory) return wallet.Faults();
        IReadOnlyList<WalletEntry> moved = await _history.ReadAsync(
            wallet.Of, wallet.MovedThrough + 1, CheckedEntries, cancellationToken);
        return [.. wallet.Faults(), .. wallet.FaultsAgainst(moved, moved.Count < CheckedEntries)];
    }

    private Task<Result<Wallet>> ApplyAsync(
        WalletId id,
        OperationKey key,
        Func<Wallet, DateTimeOffset, Result<Wallet>> change,
        CancellationToken cancellationToken) =>
        ApplyAsync(
            id,
            async (wallet, cancellation) => !wallet.Remembers(key) &&
                await _history.FindAsync(id, key, cancellation) is { } known ? [known] : [],
            key,
            change,
            cancellationToken);

    private async Task<Result<Wallet>> ApplyAsync(
        WalletId id,
        Func<Wallet, CancellationToken, Task<IReadOnlyList<WalletEntry>>> recall,
        OperationKey key,
        Func<Wallet, DateTimeOffset, Result<Wallet>> change,
        CancellationToken cancellationToken)
    {
        using WalletGates.Turn turn = await _gates.EnterAsync(id, cancellationToken);
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            Stored<Wallet>? last = turn.TakeLast();
            Stored<Wallet>? stored = last ?? await FindAsync(id, cancellationToken);
            Wallet before = stored?.Value ?? new Wallet(id);
            // The order matters: an entry is in the history before it leaves the wallet.
            if (before.HasHistory) before = before with { Recalled = await recall(before, cancellationToken) };

            Result<Wallet> changed = Try(change, before, last is not null);
            if (changed.Value is not { } after || ReferenceEquals(after, before))
            {
                // Only a write proves that what this process wrote last is still so.
                if (last is not null) continue;
                return changed.Succeeded ? before : changed.Problem;
            }

            Wallet kept = await WithoutMovedAsync(before, after with { Recalled = [] }, cancellationToken);
            Stored<Wallet>? written = stored is null
                ? await store.CreateAsync(kept, cancellationToken)
                : await store.ReplaceAsync(kept, stored.ETag, cancellationToken);
            if (written is not null)
            {
                turn.Keep(written);
                Tell(id, before, after);
                foreach (string fault in kept.Faults()) log?.Mismatched(id, fault);
                return kept;
            }

            if (last is null) await BackOffAsync(attempt, id, key, cancellationToken);
        }

        throw new WalletContentionException(id);
    }

    // What the wallet had before is true for good, whoever writes the next change.
    private async Task<Wallet> WithoutMovedAsync(Wallet before, Wallet after, CancellationToken cancellationToken)
    {
        if (before.Pending.Count < MoveThreshold) return after;
        await _history.WriteAsync(before.Of, before.Pending, cancellationToken);
        return after.Trim(before.LastSequence);
    }

    private void Tell(WalletId id, Wallet before, Wallet after)
    {
        if (log is null) return;
        foreach (WalletEntry entry in after.Pending)
            if (entry.Sequence > before.LastSequence) log.Entered(id, entry);
        if (ReferenceEquals(before.Holds, after.Holds)) return;
        foreach (Hold hold in after.Holds)
            if (!before.Holds.Any(other => other.JobId == hold.JobId)) log.Held(id, hold.JobId, hold.Amount);
        foreach (Hold hold in before.Holds)
            if (!after.Holds.Any(other => other.JobId == hold.JobId)) log.Closed(id, hold.JobId, hold.Amount);
    }

    // By what may not be so any more, nobody is told that they did wrong.
    private Result<Wallet> Try(Func<Wallet, DateTimeOffset, Result<Wallet>> change, Wallet wallet, bool mayBeOld)
    {
        try
        {
            return change(wallet, time.GetUtcNow());
        }
        catch (InvalidOperationException) when (mayBeOld)
        {
            return wallet;
        }
    }

    // Writers in other processes are few, so the first repeats are at once. Later ones wait up to 1, 2, 4 … 64 ms; the
    // operation decides which part of that, so that writers who failed together do not try again together.
    private Task BackOffAsync(int attempt, WalletId id, OperationKey? key, CancellationToken cancellationToken)
    {
        const int Immediate = 3;
        if (attempt <= Immediate) return Task.CompletedTask;
        double range = Math.Min(64, Math.Pow(2, attempt - Immediate - 1));
        byte[] decided = SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {key?.Text} {attempt}"));
        double part = BitConverter.ToUInt32(decided) / (double)uint.MaxValue;
        return Task.Delay(TimeSpan.FromMilliseconds(range * part), time, cancellationToken);
    }

    private async Task<Wallet> ReadAsync(WalletId id, CancellationToken cancellationToken) =>
        (await FindAsync(id, cancellationToken))?.Value ?? new Wallet(id);

    private Task<Stored<Wallet>?> FindAsync(WalletId id, CancellationToken cancellationToken) =>
        store.FindAsync<Wallet>(id.OwnerId, id.DocumentId, cancellationToken);

    private WalletStatement StatementOf(Wallet wallet)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new WalletStatement(wallet.BalanceAt(now), wallet.StatementAt(now));
    }

    private WalletBalance Sure(Result<Wallet> result) => result.Value?.BalanceAt(time.GetUtcNow())
        ?? throw new InvalidOperationException($"The ledger refused what it never refuses: {result.Problem}");
}
