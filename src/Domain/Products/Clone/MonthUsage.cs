using Understudy.Domain.Ledger;

namespace Understudy.Domain.Products.Clone;

/// <summary>A calendar month's account (UTC): of the periods that began in it. Clone §1.7.</summary>
/// <param name="Year">E.g. 2024.</param>
/// <param name="Month">1–12.</param>
/// <param name="Base">The minutes that came with the plan; those of the last period, when the plan changed within the month.</param>
/// <param name="Used">The minutes that were spent or are held, in all of its periods.</param>
/// <param name="Purchased">The extra minutes that were bought, in all of its periods.</param>
public sealed record MonthUsage(int Year, int Month, int Base, int Used, int Purchased)
{
    /// <summary>
    /// Adds periods up to months. A month in which no period began, because nothing was paid, had no minutes and none
    /// were used; the months before the first period are left out, for the account begins with it.
    /// </summary>
    /// <param name="periods">The periods, newest last.</param>
    /// <param name="now">In the last month.</param>
    /// <param name="count">How many months at most; 1 or more.</param>
    /// <returns>The months, newest first.</returns>
    public static IReadOnlyList<MonthUsage> Of(IReadOnlyList<PeriodStatement> periods, DateTimeOffset now, int count)
    {
        if (periods.Count == 0) return [];
        ILookup<int, PeriodStatement> months = periods.ToLookup(period => Index(period.Start));
        int last = Index(now);
        int first = Math.Max(Index(periods[0].Start), last - count + 1);
        return
        [
            .. Enumerable.Range(first, Math.Max(0, last - first + 1)).Reverse().Select(month => new MonthUsage(
                month / 12,
                (month % 12) + 1,
                months[month].LastOrDefault()?.Base ?? 0,
                months[month].Sum(period => period.Used),
                months[month].Sum(period => period.Purchased))),
        ];
    }

    private static int Index(DateTimeOffset time) => (time.UtcDateTime.Year * 12) + time.UtcDateTime.Month - 1;
}
