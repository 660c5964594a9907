using System.Globalization;
using Understudy.Domain.Ledger;

namespace Understudy.Domain.Billing;

/// <summary>The plan of every account that has no subscription: a few minutes each calendar month (UTC).</summary>
public sealed class FreePlan(WalletLedger ledger, TimeProvider time)
{
    /// <summary>The product whose wallet the minutes are in.</summary>
    public const string Product = "clone";

    /// <summary>The minutes of a calendar month.</summary>
    public const int MinutesAMonth = 3;

    /// <summary>The wallet of a person's minutes.</summary>
    public static WalletId Wallet(string userId) => new(userId, Product, Unit.Minutes);

    /// <summary>When the current period ends and the next one begins: the first instant of the next month.</summary>
    public DateTimeOffset PeriodEnd() => PeriodEnd(time.GetUtcNow());

    /// <summary>Grants this month's minutes, unless that has been done.</summary>
    public Task EnsureMinutesAsync(string userId, CancellationToken cancellationToken)
    {
        // One look at the clock: a month that ends in between would give its minutes to the next one.
        DateTimeOffset now = time.GetUtcNow();
        string month = now.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return ledger.GrantAsync(
            Wallet(userId), $"free-{month}", MinutesAMonth, "free_plan", PeriodEnd(now), cancellationToken);
    }

    private static DateTimeOffset PeriodEnd(DateTimeOffset now) =>
        new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
}
