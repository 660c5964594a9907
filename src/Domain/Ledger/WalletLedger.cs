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
/// A change is one read and one compare-and-swap of the wallet's document, plus a point read of the history when the
/// wallet no longer knows by itself whether the operation is new. Entries wait in the wallet; when enough of them are
/// there, they are written to the history first and taken out of the wallet afterwards. Whatever instant that is cut
/// off at, an entry is in one place or, unchanged, in both, and the next move takes up where this one ended.
/// </remarks>
public sealed class WalletLedger(IDocumentStore store, TimeProvider time)
{
    private const int MoveThreshold = 16;
    private const int MaxAttempts = 40;

    private readonly WalletGates _gates = new();
    private readonly WalletHistory _history = new(store);

    /// <summary>What a wallet amounts to now; nothing when there is no wallet yet.</summary>
    public async Task<WalletBalance> GetBalanceAsync(WalletId id, CancellationToken cancellationToken = default) =>
        (await ReadAsync(id, cancellationToken)).Wallet.BalanceAt(time.GetUtcNow());

    /// <summary>What a wallet amounts to now, and the accounts of its latest periods.</summary>
    public async Task<WalletStatement> GetStatementAsync(WalletId id, CancellationToken cancellationToken = default) =>
        StatementOf((await ReadAsync(id, cancellationToken)).Wallet);

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

    /// <summary>
    /// Takes units out of the lots for a job: what expires first before the rest, and after all of that what is spent
    /// last. Succeeds without a change when the job was held before, even if it is closed by now.
    /// </summary>
    /// <param name="id">The wallet.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="amount">The most that the job may cost; 0 or more.</param>
    /// <param name="cancellationToken">Gives up; the units may be held all the same.</param>
    /// <returns>
    /// The wallet with the units held, <see cref="Problem.InsufficientFunds"/>, or <see cref="Problem.WrongState"/> when the job
    /// was released before it was held.
    /// </returns>
    /// <exception cref="ArgumentException">The job's id or the amount is not of that form.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public async Task<Result<WalletStatement>> HoldAsync(
        WalletId id, string jobId, int amount, CancellationToken cancellationToken = default)
    {
        Result<Wallet> held = await ApplyAsync(
            id, OperationKey.Job(jobId), (wallet, now) => wallet.Hold(jobId, amount, now), cancellationToken);
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
    public async Task<WalletBalance> CaptureAsync(
        WalletId id, string jobId, int actual, CancellationToken cancellationToken = default) =>
        Sure(await ApplyAsync(
            id, OperationKey.Job(jobId), (wallet, now) => wallet.Capture(jobId, actual, now), cancellationToken));

    /// <summary>
    /// Gives back all that a job holds. Changes nothing when the job is closed; a job that was never held cannot be held
    /// any more.
    /// </summary>
    /// <param name="id">The wallet.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Gives up; the job may be released all the same.</param>
    /// <exception cref="ArgumentException">The job's id is not of that form.</exception>
    /// <exception cref="WalletContentionException">Other writers came between again and again.</exception>
    public async Task<WalletBalance> ReleaseAsync(
        WalletId id, string jobId, CancellationToken cancellationToken = default) =>
        Sure(await ApplyAsync(
            id, OperationKey.Job(jobId), (wallet, now) => wallet.Release(jobId, now), cancellationToken));

    /// <summary>Reads a wallet's entries, newest first.</summary>
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
        Wallet wallet = (await ReadAsync(id, cancellationToken)).Wallet;
        WalletEntry[] pending =
        [
            .. wallet.Pending.Where(entry => before is null || entry.Sequence < before).Reverse().Take(limit),
        ];
        long moved = wallet.LastSequence - wallet.Pending.Count;
        if (pending.Length == limit || moved == 0) return pending;
        long end = Math.Min(before ?? long.MaxValue, moved + 1);
        return [.. pending, .. await _history.ReadAsync(id, end, limit - pending.Length, cancellationToken)];
    }

    private async Task<Result<Wallet>> ApplyAsync(
        WalletId id,
        OperationKey key,
        Func<Wallet, DateTimeOffset, Result<Wallet>> change,
        CancellationToken cancellationToken)
    {
        Result<Change> result = await ChangeAsync(id, key, change, cancellationToken);
        if (!result.Succeeded) return result.Problem;
        Wallet wallet = result.Value.After;
        if (wallet.Pending.Count / MoveThreshold > result.Value.Before.Pending.Count / MoveThreshold)
            await MoveEntriesAsync(wallet, cancellationToken);
        return wallet;
    }

    private async Task MoveEntriesAsync(Wallet wallet, CancellationToken cancellationToken)
    {
        await _history.WriteAsync(wallet.Of, wallet.Pending, cancellationToken);
        long through = wallet.Pending[^1].Sequence;
        await ChangeAsync(wallet.Of, null, (current, _) => current.Trim(through), cancellationToken);
    }

    private async Task<Result<Change>> ChangeAsync(
        WalletId id,
        OperationKey? key,
        Func<Wallet, DateTimeOffset, Result<Wallet>> change,
        CancellationToken cancellationToken)
    {
        using IDisposable turn = await _gates.EnterAsync(id, cancellationToken);
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            (Wallet before, string? etag) = await ReadAsync(id, cancellationToken);
            // The order matters: an entry is in the history before it leaves the wallet.
            if (key is { } known && before.HasHistory && !before.Remembers(known))
                before = before with { Recalled = await _history.FindAsync(id, known, cancellationToken) };

            Result<Wallet> changed = change(before, time.GetUtcNow());
            if (!changed.Succeeded) return changed.Problem;
            Wallet after = changed.Value;
            if (ReferenceEquals(after, before)) return new Change(before, after);

            Stored<Wallet>? stored = etag is null
                ? await store.CreateAsync(after, cancellationToken)
                : await store.ReplaceAsync(after, etag, cancellationToken);
            if (stored is not null) return new Change(before, after);
            await BackOffAsync(attempt, id, key, cancellationToken);
        }

        throw new WalletContentionException(id);
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

    private async Task<(Wallet Wallet, string? ETag)> ReadAsync(WalletId id, CancellationToken cancellationToken)
    {
        Stored<Wallet>? stored = await store.FindAsync<Wallet>(id.OwnerId, id.DocumentId, cancellationToken);
        return stored is null ? (new Wallet(id), null) : (stored.Value, stored.ETag);
    }

    private WalletStatement StatementOf(Wallet wallet)
    {
        DateTimeOffset now = time.GetUtcNow();
        return new WalletStatement(wallet.BalanceAt(now), wallet.StatementAt(now));
    }

    private WalletBalance Sure(Result<Wallet> result) => result.Value?.BalanceAt(time.GetUtcNow())
        ?? throw new InvalidOperationException($"The ledger refused what it never refuses: {result.Problem}");

    private sealed record Change(Wallet Before, Wallet After);
}
