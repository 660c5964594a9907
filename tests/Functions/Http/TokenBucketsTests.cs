using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Tests.Http;

/// <summary>The arithmetic of a limit.</summary>
public sealed class TokenBucketsTests
{
    private readonly StoppedTime _time = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_clock_that_is_corrected_gives_and_takes_no_tokens(int days)
    {
        ElasticTime clock = new();
        TokenBuckets limit = new("test", 2, TimeSpan.FromHours(1), clock);
        limit.Take("a").Granted.ShouldBeTrue();
        clock.Correct(TimeSpan.FromDays(days));
        limit.Take("a").Granted.ShouldBeTrue();
        limit.Take("a").Granted.ShouldBeFalse();
    }

    [Fact]
    public void A_window_s_worth_may_come_at_once_and_then_one_for_each_that_flows_in()
    {
        TokenBuckets limit = new("test", 10, TimeSpan.FromMinutes(1), _time);
        for (int left = 9; left >= 0; left--)
            limit.Take("a").ShouldBe(new Allowance(true, left, 6 * (10 - left), 0));
        limit.Take("a").ShouldBe(new Allowance(false, 0, 60, 6));

        _time.Advance(TimeSpan.FromSeconds(5.5));
        limit.Take("a").ShouldBe(new Allowance(false, 0, 55, 1));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        limit.Take("a").ShouldBe(new Allowance(true, 0, 60, 0));
        limit.Take("a").Granted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromDays(400));
        limit.Take("a").ShouldBe(new Allowance(true, 9, 6, 0));
    }

    [Fact]
    public void Looking_takes_nothing()
    {
        TokenBuckets limit = new("test", 2, TimeSpan.FromMinutes(1), _time);
        for (int i = 0; i < 5; i++) limit.Look("a").ShouldBe(new Allowance(true, 1, 30, 0));
        limit.Take("a");
        limit.Take("a");
        limit.Look("a").ShouldBe(new Allowance(false, 0, 60, 30));
        limit.Count.ShouldBe(1);
    }

    [Fact]
    public void Keys_do_not_take_from_each_other()
    {
        TokenBuckets limit = new("test", 1, TimeSpan.FromMinutes(1), _time);
        limit.Take("a").Granted.ShouldBeTrue();
        limit.Take("b").Granted.ShouldBeTrue();
        limit.Take("a").Granted.ShouldBeFalse();
    }

    [Fact]
    public void Not_one_more_goes_through_when_many_come_at_once()
    {
        TokenBuckets limit = new("test", 100, TimeSpan.FromMinutes(1), _time);
        int granted = 0;
        Parallel.For(0, 10_000, _ =>
        {
            if (limit.Take("a").Granted) Interlocked.Increment(ref granted);
        });
        granted.ShouldBe(100);
    }

    [Fact]
    public void Those_who_have_long_been_quiet_are_forgotten()
    {
        TokenBuckets limit = new("test", 10, TimeSpan.FromMinutes(1), _time);
        for (int i = 0; i < 1000; i++) limit.Take($"{i}");
        _time.Advance(TimeSpan.FromSeconds(61));
        limit.Take("another");
        limit.Count.ShouldBe(1);
    }

    [Fact]
    public void However_many_keys_come_only_so_many_are_kept_and_the_others_share_one_bucket()
    {
        TokenBuckets limit = new("test", 3, TimeSpan.FromMinutes(1), _time);
        for (int i = 0; i < TokenBuckets.MaxKeys; i++) limit.Take($"{i}").Granted.ShouldBeTrue();
        limit.Take("x").Granted.ShouldBeTrue();
        limit.Take("y").Granted.ShouldBeTrue();
        limit.Take("z").Granted.ShouldBeTrue();
        limit.Take("one too many").Granted.ShouldBeFalse();
        limit.Look("and another").Granted.ShouldBeFalse();
        limit.Count.ShouldBe(TokenBuckets.MaxKeys);
        limit.Take("0").Granted.ShouldBeTrue();

        _time.Advance(TimeSpan.FromMinutes(1));
        limit.Take("one too many").Granted.ShouldBeTrue();
        limit.Count.ShouldBeLessThan(10);
    }

    [Fact]
    public void It_describes_itself_in_structured_fields()
    {
        TokenBuckets limit = new("account", 600, TimeSpan.FromMinutes(1), _time);
        limit.Policy.ShouldBe("\"account\";q=600;w=60");
        limit.Describe(limit.Take("a")).ShouldBe("\"account\";r=599;t=1");
    }
}
