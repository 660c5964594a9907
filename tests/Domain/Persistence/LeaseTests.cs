using Understudy.Domain.Persistence;

namespace Understudy.Domain.Tests.Persistence;

public sealed class LeaseTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(30);

    private readonly LeaseHolder _other = new("other", IsAlone: false);
    private readonly LeaseHolder _here = new("here", IsAlone: false);
    private readonly LeaseHolder _alone = new("here", IsAlone: true);

    [Fact]
    public void A_lease_that_may_be_held_elsewhere_is_waited_for_as_long_as_it_lasts()
    {
        Lease lease = _other.Take(_now, _length);
        _here.Left(lease, _now + TimeSpan.FromSeconds(0.5)).ShouldBe(TimeSpan.FromSeconds(29.5));
        _here.RetrySeconds(lease, _now + TimeSpan.FromSeconds(0.5)).ShouldBe(30);
        _here.RetrySeconds(lease, _now + TimeSpan.FromSeconds(29.9)).ShouldBe(1);
        _here.Left(lease, _now + _length).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void What_an_earlier_run_left_is_over_where_there_is_one_owner()
    {
        _alone.Left(_other.Take(_now, _length), _now).ShouldBe(TimeSpan.Zero);
        _alone.Left(_alone.Take(_now, _length), _now).ShouldBe(_length);
        _alone.RetrySeconds(_alone.Take(_now, _length), _now).ShouldBe(1);
        _alone.Left(null, _now).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_clock_that_is_put_back_does_not_make_a_lease_longer()
    {
        Lease lease = _other.Take(_now, _length);
        _here.Left(lease, _now - TimeSpan.FromDays(1)).ShouldBe(TimeSpan.Zero);
        // Another machine's clock may be a little behind.
        _here.Left(lease, _now - TimeSpan.FromSeconds(2)).ShouldBeGreaterThan(_length);
    }
}
