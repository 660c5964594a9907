using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Dubbing;

namespace Understudy.MediaEngine.Tests.Dubbing;

public sealed class SlotFittingTests
{
    private static readonly DubbedSegment _segment = new(10, 12, "Hola");

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2.1, 1.05)]
    [InlineData(3, 1.1)]
    [InlineData(1, 0.9)]
    public void The_pace_changes_by_a_tenth_at_most(double natural, double pace) =>
        SlotFitting.Pace(natural, 2).ShouldBe(pace, tolerance: 1e-9);

    [Theory]
    [InlineData(1.9, 8, 20, 10)]
    [InlineData(2.7, 8, 13, 10)]
    [InlineData(3.1, 8, 13, 9.82)]
    [InlineData(5, 8, 13, 9.6)]
    [InlineData(5, 9.9, 13, 9.98)]
    [InlineData(1.9, 11, 20, 11.08)]
    public void Speech_takes_the_pause_behind_it_then_the_one_before(double spoken, double free, double next, double at) =>
        SlotFitting.Place(_segment, spoken, free, next).ShouldBe(at, tolerance: 1e-9);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.1, 5)]
    public void The_first_segment_may_begin_with_the_film_but_not_before(double start, double spoken) =>
        SlotFitting.Place(new DubbedSegment(start, 1, "Hola"), spoken, free: 0, next: 2).ShouldBe(0);

    [Theory]
    [InlineData(1, 20)]
    [InlineData(1, 12)]
    [InlineData(1.95, 12)]
    public void What_ends_where_the_original_does_or_earlier_does_not_run_over(double spoken, double next) =>
        SlotFitting.Fit(_segment, natural: spoken, pace: 1, spoken, at: 10, next).Overrun.ShouldBe(0);

    [Fact]
    public void What_is_too_long_runs_over()
    {
        SegmentFit fit = SlotFitting.Fit(_segment, natural: 6, pace: 1.1, spoken: 5, at: 9.6, next: 13);

        fit.Asked.ShouldBe(2);
        fit.Shift.ShouldBe(-0.4);
        fit.Overrun.ShouldBe(1.68);
    }
}
