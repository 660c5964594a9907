using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Tests.Http;

/// <summary>The arithmetic of a window that slides.</summary>
public sealed class SlidingCountTests
{
    private readonly StoppedTime _time = new();

    [Fact]
    public void So_many_go_into_any_window_and_not_one_more()
    {
        SlidingCount count = new("test", LimitWindow.Minute(3), _time);
        count.Take("a").ShouldBe(new Allowance(true, 2, 60, 0));
        _time.Advance(TimeSpan.FromSeconds(50));
        count.Take("a").ShouldBe(new Allowance(true, 1, 60, 0));
        count.Take("a").ShouldBe(new Allowance(true, 0, 60, 0));
        _time.Advance(TimeSpan.FromSeconds(10));
        // The first has left the window; a fixed one would begin anew, and let three in.
        count.Take("a").ShouldBe(new Allowance(true, 0, 60, 0));
        count.Take("a").ShouldBe(new Allowance(false, 0, 60, 50));
        count.Take("b").Granted.ShouldBeTrue();
    }

    [Fact]
    public void Whoever_waits_as_long_as_told_goes_on()
    {
        SlidingCount count = new("test", new LimitWindow(5, TimeSpan.FromSeconds(30)), _time);
        for (int seed = 0; seed < 200; seed++)
        {
            Allowance allowance = count.Take("a");
            if (!allowance.Granted)
            {
                _time.Advance(TimeSpan.FromSeconds(allowance.RetrySeconds));
                count.Look("a").Granted.ShouldBeTrue();
                count.Take("a").Granted.ShouldBeTrue();
            }
            _time.Advance(TimeSpan.FromMilliseconds(seed * 7919 % 9000));
        }
    }

    /// <summary>Against a list of all requests ever.</summary>
    [Fact]
    public void It_counts_as_one_would_who_remembered_everything()
    {
        const int Quota = 7;
        var window = TimeSpan.FromSeconds(20);
        Random random = new(5);
        SlidingCount count = new("test", new LimitWindow(Quota, window), _time);
        List<TimeSpan> all = [];
        for (int i = 0; i < 5000; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(random.Next(4000)));
            TimeSpan now = _time.GetElapsedTime(0);
            int before = all.Count(at => at > now - window);
            all.Add(now);
            count.Take("a").Granted.ShouldBe(before < Quota, $"request {i}");
        }
    }

    [Fact]
    public void Keys_without_a_request_in_the_window_are_forgotten_and_those_beyond_so_many_share_one()
    {
        SlidingCount count = new("test", LimitWindow.Minute(2), _time);
        for (int i = 0; i < SlidingCount.MaxKeys; i++) count.Take($"{i}");
        count.Take("x").Granted.ShouldBeTrue();
        count.Take("y").Granted.ShouldBeTrue();
        count.Take("z").Granted.ShouldBeFalse();
        count.Count.ShouldBe(SlidingCount.MaxKeys);
        _time.Advance(TimeSpan.FromMinutes(2));
        count.Take("z").Granted.ShouldBeTrue();
        count.Count.ShouldBe(1);
    }
}
