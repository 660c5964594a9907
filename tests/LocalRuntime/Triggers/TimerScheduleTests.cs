using Understudy.LocalRuntime.Timers;

namespace Understudy.LocalRuntime.Tests.Triggers;

public sealed class TimerScheduleTests
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
    [InlineData("0 0 0 * * Fri-Mon", "2026-03-06T09:30:00", "2026-03-09T00:00:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    public void The_next_run_is(string expression, string after, string next) =>
        new TimerSchedule(expression).Next(Utc(after)).ShouldBe(Utc(next));

    [Fact]
    public void A_day_that_never_comes_has_no_next_run() =>
        new TimerSchedule("0 0 0 30 2 *").Next(Utc("2026-01-01T00:00:00")).ShouldBeNull();

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
    [InlineData("1-2-3 * * * * *")]
    [InlineData("1/2/3 * * * * *")]
    [InlineData("1,, * * * * *")]
    [InlineData("-1 * * * * *")]
    public void What_is_no_expression_is_refused(string expression) =>
        Should.Throw<FormatException>(() => new TimerSchedule(expression));

    [Theory]
    [InlineData("00:05:00", "2026-03-01T10:02:03", "2026-03-01T10:07:03")]
    [InlineData("1.00:00:00", "2026-03-01T10:02:03", "2026-03-02T10:02:03")]
    public void A_time_span_is_a_schedule_too(string text, string after, string next) =>
        new TimerSchedule(text).Next(Utc(after)).ShouldBe(Utc(next));

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:01:00")]
    [InlineData("ab:cd")]
    public void A_time_span_must_be_positive(string text) =>
        Should.Throw<FormatException>(() => new TimerSchedule(text));

    private static DateTime Utc(string text) =>
        DateTime.SpecifyKind(DateTime.Parse(text), DateTimeKind.Utc);
}
