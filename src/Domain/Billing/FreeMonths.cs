using System.Globalization;
using Understudy.Domain.Accounts;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// What a product gives each calendar month (UTC) to those who have no subscription of it: units of a period that yields to
/// one that is paid for. They do not add up.
/// </summary>
public sealed class FreeMonths(
    WalletLedger ledger, Subscriptions subscriptions, IDocumentStore store, TimeProvider time)
{
    private const string Source = "free_plan";

    /// <summary>The calendar month (UTC) of a time.</summary>
    public static Period Month(DateTimeOffset now)
    {
        DateTimeOffset start = new(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        // What was paid for may be heard of late: it must not be lost to a free month that began meanwhile.
        return new Period(start, start.AddMonths(1)) { Yields = true };
    }

    /// <summary>
    /// Begins the free month of a person whose last period is over, or was taken back whole, and who has no subscription;
    /// changes nothing for the others, nor the second time, nor for somebody whose account is gone or being erased.
    /// </summary>
    /// <param name="wallet">The person's wallet of the product.</param>
    /// <param name="units">How many units a month has.</param>
    /// <param name="cancellationToken">Gives up; the month may have begun all the same.</param>
    public async Task EnsureAsync(WalletId wallet, int units, CancellationToken cancellationToken)
    {
        WalletStatement statement = await ledger.GetStatementAsync(wallet, cancellationToken);
        if (await DueAsync(wallet, statement, units, cancellationToken) is var (month, grant))
            await ledger.BeginPeriodAsync(wallet, month, grant, cancellationToken);
    }

    /// <summary>
    /// What a person can spend, with the free month that is due and that nobody has begun yet; it is not begun by this, so that
    /// others may look.
    /// </summary>
    /// <param name="wallet">The person's wallet of the product.</param>
    /// <param name="units">How many units a month has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<int> LeftAsync(WalletId wallet, int units, CancellationToken cancellationToken) =>
        (await ledger.ForeseePeriodAsync(
            wallet, statement => DueAsync(wallet, statement, units, cancellationToken), cancellationToken)).Left;

    /// <summary>
    /// Begins the free month of all whose period is over, also of those who do not come back to ask for it; one that fails
    /// keeps no other from it.
    /// </summary>
    /// <param name="product">The product.</param>
    /// <param name="unit">What its wallets count.</param>
    /// <param name="units">How many units a month has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AggregateException">Some failed; the next time they are looked at again.</exception>
    public async Task SweepAsync(string product, Unit unit, int units, CancellationToken cancellationToken)
    {
        List<Exception> faults = [];
        DocumentQuery query = new() { Where = [Filter.Between(Wallet.PeriodEndField, null, time.GetUtcNow())] };
        await foreach (Wallet wallet in store.AllAsync<Wallet>(query, cancellationToken))
        {
            if (wallet.Of.Product != product || wallet.Of.Unit != unit) continue;
            try
            {
                await EnsureAsync(wallet.Of, units, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0) throw new AggregateException(faults);
    }

    // The month to begin, if one is due.
    private async Task<(Period Month, Grant Grant)?> DueAsync(
        WalletId wallet, WalletStatement statement, int units, CancellationToken cancellationToken)
    {
        // One look at the clock: a month that ends in between would give its units to the next one.
        DateTimeOffset now = time.GetUtcNow();
        string owner = wallet.OwnerId;
        if (statement.Latest is { IsRevoked: false } latest && latest.End > now) return null;
        if (await subscriptions.FindAsync(owner, wallet.Product, cancellationToken) is { Counts: true }) return null;
        // Only now that one is due: who asks may have read long ago whom to ask for, as a sweep does.
        if (await store.FindAsync<User>(owner, owner, cancellationToken) is not { Value.ErasureStartedAt: null }) return null;
        Period month = Month(now);
        PeriodStatement[] begun = [.. statement.Periods.Where(period => period.Yields && period.End == month.End)];
        // Of a month that a subscription took the place of, what was left of it.
        int left = begun.Length == 0 ? units : begun[^1].Lapsed;
        if (left == 0) return null;
        // A subscription that ended within the month is followed by the rest of it.
        DateTimeOffset start = statement.Periods.Where(period => !period.IsRevoked && period.End <= now)
            .Select(period => period.End)
            .Append(statement.Latest is { IsRevoked: true } revoked ? revoked.Start.AddTicks(1) : month.Start)
            .Append(month.Start)
            .Max();
        string part = begun.Length == 0 ? "" : $"-{(begun.Length + 1).ToString(CultureInfo.InvariantCulture)}";
        Grant grant = new($"free-{now.ToString("yyyy-MM", CultureInfo.InvariantCulture)}{part}", left, Source, month.End);
        return (month with { Start = start }, grant);
    }
}
