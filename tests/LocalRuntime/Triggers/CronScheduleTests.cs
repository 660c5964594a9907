using FsCheck;
using FsCheck.Fluent;
using Understudy.LocalRuntime.Timers;

namespace Understudy.LocalRuntime.Tests.Triggers;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T10:02:03", "2026-03-01T10:05:00")]
    [InlineData("0 */5 * * * *", "2026-03-01T10:05:00", "2026-03-01T10:10:00")]
    [InlineData("*/5 * * * *", "2026-03-01T10:02:03", "2026-03-01T10:05:00")]
    [InlineData("0 30 9 * * Mon-Fri", "2026-03-06T09:30:00", "2026-03-09T09:30:00")]
    [InlineData("0 0 0 1 jan,July *", "2026-03-06T09:30:00", "2026-07-01T00:00:00")]
    [InlineData("0 0 12 29 2 *", "2026-01-01T00:00:00", "2028-02-29T12:00:00")]
    [InlineData("0 0 12 29 FEB Sun", "2026-01-01T00:00:00", "2032-02-29T12:00:00")]
    [InlineData("30 5/20 8-17/3 * * *", "2026-01-01T11:46:00", "2026-01-01T14:05:30")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    public void The_next_run_is(string expression, string after, string next) =>
        CronSchedule.Parse(expression).Next(Utc(after)).ShouldBe(Utc(next));

    [Fact]
    public void A_day_that_never_comes_has_no_next_run() =>
        CronSchedule.Parse("0 0 0 30 2 *").Next(Utc("2026-01-01T00:00:00")).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("* * 24 * * *")]
    [InlineData("* * * 0 * *")]
    [InlineData("* * * * 13 *")]
    [InlineData("* * * * * 7")]
    [InlineData("* * * * * Xyz")]
    [InlineData("* * * * * Fri-Mon")]
    [InlineData("*/0 * * * * *")]
    [InlineData("1-2-3 * * * * *")]
    [InlineData("1/2/3 * * * * *")]
    [InlineData("1,, * * * * *")]
    [InlineData("-1 * * * * *")]
    public void What_is_no_expression_is_refused(string expression) =>
        Should.Throw<FormatException>(() => CronSchedule.Parse(expression));

    [Theory]
    [InlineData("00:05:00", "2026-03-01T10:02:03", "2026-03-01T10:07:03")]
    [InlineData("1.00:00:00", "2026-03-01T10:02:03", "2026-03-02T10:02:03")]
    public void A_time_span_is_a_schedule_too(string text, string after, string next) =>
        ITimerSchedule.Parse(text).Next(Utc(after)).ShouldBe(Utc(next));

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    [InlineData("ab:cd")]
    public void A_time_span_must_be_positive(string text) =>
        Should.Throw<FormatException>(() => ITimerSchedule.Parse(text));

    /// <summary>Against an evaluator that walks second by second and reads each field in the plainest way.</summary>
    [Fact]
    public void It_finds_what_a_walk_through_every_second_finds() => Prop.ForAll(Expressions.Cases(), static example =>
    {
        DateTime? found = CronSchedule.Parse(example.Expression).Next(example.After);

        string[] fields = example.Expression.Split(' ');
        HashSet<int> seconds = ValuesOf(fields[0], 0, 59);
        HashSet<int> minutes = ValuesOf(fields[1], 0, 59);
        HashSet<int> hours = ValuesOf(fields[2], 0, 23);
        HashSet<int> days = ValuesOf(fields[3], 1, 31);
        HashSet<int> months = ValuesOf(fields[4], 1, 12);
        HashSet<int> daysOfWeek = ValuesOf(fields[5], 0, 6);
        DateTime end = example.After.AddHours(30);
        DateTime? walked = null;
        for (DateTime second = example.After.AddSeconds(1); second <= end && walked is null; second = second.AddSeconds(1))
        {
            if (seconds.Contains(second.Second) && minutes.Contains(second.Minute) && hours.Contains(second.Hour)
                && days.Contains(second.Day) && months.Contains(second.Month)
                && daysOfWeek.Contains((int)second.DayOfWeek))
                walked = second;
        }

        (found <= end ? found : null).ShouldBe(walked, example.ToString());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    /// <summary>The values that a field allows, read in the plainest way.</summary>
    private static HashSet<int> ValuesOf(string field, int least, int greatest) =>
        [.. Enumerable.Range(least, greatest - least + 1).Where(value => field.Split(',').Any(item =>
        {
            string[] parts = item.Split('/');
            int step = parts.Length == 2 ? int.Parse(parts[1]) : 1;
            int[] ends = parts[0] == "*" ? [least, greatest] : [.. parts[0].Split('-').Select(int.Parse)];
            int last = ends.Length == 2 ? ends[1] : parts.Length == 2 ? greatest : ends[0];
            return value >= ends[0] && value <= last && (value - ends[0]) % step == 0;
        }))];

    private static DateTime Utc(string text) =>
        DateTime.SpecifyKind(DateTime.Parse(text), DateTimeKind.Utc);

    public sealed record CronCase(string Expression, DateTime After);

    private static class Expressions
    {
        public static Arbitrary<CronCase> Cases() => (
            from second in Field(0, 59)
            from minute in Field(0, 59)
            from hour in Field(0, 23)
            from day in Often("*", Field(1, 31))
            from month in Often("*", Field(1, 12))
            from dayOfWeek in Often("*", Field(0, 6))
            from seconds in Gen.Choose(0, 4 * 366 * 86400 - 1)
            select new CronCase(
                $"{second} {minute} {hour} {day} {month} {dayOfWeek}",
                new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(seconds))).ToArbitrary();

        private static Gen<string> Often(string usual, Gen<string> otherwise) =>
            Gen.Frequency((3, Gen.Constant(usual)), (2, otherwise));

        private static Gen<string> Field(int minimum, int maximum)
        {
            Gen<string> value = Gen.Choose(minimum, maximum).Select(static v => $"{v}");
            Gen<string> range = from a in Gen.Choose(minimum, maximum)
                                from b in Gen.Choose(minimum, maximum)
                                select $"{Math.Min(a, b)}-{Math.Max(a, b)}";
            Gen<string> stepped = from whole in Gen.OneOf(Gen.Constant("*"), range, value)
                                  from step in Gen.Choose(1, 20)
                                  select $"{whole}/{step}";
            Gen<string> item = Gen.OneOf(Gen.Constant("*"), value, range, stepped);
            return from count in Gen.Choose(1, 3)
                   from items in Gen.ListOf(item, count)
                   select string.Join(',', items);
        }
    }
}
