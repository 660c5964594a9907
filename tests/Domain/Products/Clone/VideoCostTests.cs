using FsCheck.Fluent;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Products.Clone;

public sealed class VideoCostTests
{
    [Fact]
    public void A_video_costs_the_fewest_whole_minutes_that_hold_it() => Property.Holds(
        Gen.Choose(0, 100_000_000).Select(milliseconds => milliseconds / 1000.0).ToArbitrary(),
        2000,
        seconds =>
        {
            int minutes = TalkingVideoKind.MinutesOf(seconds);
            (minutes >= 1 && seconds <= minutes * 60.0).ShouldBeTrue();
            (minutes == 1 || seconds > (minutes - 1) * 60.0).ShouldBeTrue();
        });

    [Theory]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(60, 1)]
    [InlineData(60.001, 2)]
    [InlineData(120, 2)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, int.MaxValue)]
    public void A_begun_minute_counts_whole_and_nothing_is_free(double seconds, int minutes) =>
        TalkingVideoKind.MinutesOf(seconds).ShouldBe(minutes);
}
