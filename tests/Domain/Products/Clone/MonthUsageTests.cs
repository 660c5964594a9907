using Understudy.Domain.Billing;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Clone;

namespace Understudy.Domain.Tests.Products.Clone;

public sealed class MonthUsageTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 31, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public void Periods_that_begin_within_one_month_are_one_row_with_the_base_of_the_last() =>
        MonthUsage.Of([Period("2026-03-01", 3, 2, 20), Period("2026-03-09", 100, 7, 40)], _now, 6)
            .ShouldBe([new MonthUsage(2026, 3, 100, 9, 60)]);

    [Fact]
    public void A_month_in_which_nothing_began_had_nothing() =>
        MonthUsage.Of([Period("2025-12-31", 100, 7, 0), Period("2026-02-28", 100, 9, 0)], _now, 12).ShouldBe(
        [
            new MonthUsage(2026, 3, 0, 0, 0),
            new MonthUsage(2026, 2, 100, 9, 0),
            new MonthUsage(2026, 1, 0, 0, 0),
            new MonthUsage(2025, 12, 100, 7, 0),
        ]);

    [Fact]
    public void No_more_months_come_than_were_asked_for() =>
        MonthUsage.Of([Period("2025-01-01", 3, 1, 0), Period("2026-02-01", 3, 2, 0)], _now, 2)
            .ShouldBe([new MonthUsage(2026, 3, 0, 0, 0), new MonthUsage(2026, 2, 3, 2, 0)]);

    [Fact]
    public void Who_never_had_a_period_has_no_history() => MonthUsage.Of([], _now, 12).ShouldBeEmpty();

    private static PeriodStatement Period(string start, int units, int used, int purchased)
    {
        DateTimeOffset begin = new(DateOnly.Parse(start), TimeOnly.MinValue, TimeSpan.Zero);
        return new PeriodStatement(begin, begin.AddMonths(1), units, used, purchased);
    }
}
