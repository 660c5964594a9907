using Understudy.MediaEngine.Dubbing;

namespace Understudy.MediaEngine.Tests.Dubbing;

public sealed class MixGainsTests
{
    private static readonly SegmentFit[] _fits = [new(1, 2, 1, 1, 1, 1.5, 1, 0, 0)];

    [Theory]
    [InlineData(KeptBackground.Sides, 0.5, 1, 0)]
    [InlineData(KeptBackground.Sides, 0.99, 0.105, 0.895)]
    [InlineData(KeptBackground.Sides, 1.9, 0, 0.251)]
    [InlineData(KeptBackground.Sides, 2.09, 0, 0.251)]
    [InlineData(KeptBackground.Sides, 2.4, 0.251, 0)]
    [InlineData(KeptBackground.Sides, 4, 1, 0)]
    [InlineData(KeptBackground.None, 1.9, 0, 0)]
    public void Under_the_dubbed_speech_the_background_is_eighteen_decibels_below(
        KeptBackground background, double time, double original, double under)
    {
        // Twelve decibels less than −26 LUFS is eighteen below −20.
        MixGains gains = At(time, _fits, new OriginalSound(-20, -26, background, -26, []));

        gains.Original.ShouldBe(original, tolerance: 0.01);
        gains.Under.ShouldBe(under, tolerance: 0.01);
    }

    [Fact]
    public void What_is_soft_already_is_not_made_louder_under_the_speech()
    {
        OriginalSound soft = new(-20, -50, KeptBackground.Sides, -50, []);

        At(1.9, _fits, soft).Under.ShouldBe(1, tolerance: 0.01);
        At(2.4, _fits, soft).Original.ShouldBe(1, tolerance: 0.01);
    }

    [Fact]
    public void Each_segment_is_replaced_and_one_that_nobody_speaks_by_the_background_as_it_is()
    {
        SegmentFit[] fits = [_fits[0], new(4, 5, 1, 1, 1, 0, 4, 0, 0), new(7, 8, 1, 1, 1, 1, 7, 0, 0)];
        OriginalSound sound = new(-20, -26, KeptBackground.Sides, -26, []);

        foreach ((double time, double original, double under) in ((double, double, double)[])
            [(1.9, 0, 0.251), (3, 1, 0), (4.9, 0, 1), (6, 1, 0), (7.9, 0, 0.251), (9, 1, 0)])
        {
            MixGains gains = At(time, fits, sound);
            gains.Original.ShouldBe(original, 0.01, $"{time} s");
            gains.Under.ShouldBe(under, 0.01, $"{time} s");
        }
    }

    [Fact]
    public void A_pause_is_heard_again_and_again_without_a_step()
    {
        short[] pause = [.. Enumerable.Range(0, 600).Select(i => (short)(1000 * Math.Sin(i * 0.05)))];
        PauseLoop loop = new(pause, sampleRate: 1000);

        short[] heard = [.. Enumerable.Range(0, 2000).Select(_ => loop.Next())];

        heard.Zip(heard.Skip(1)).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(120);
        // All but the fifth of a second in which its end goes over into its beginning.
        for (int again = 0; again < 5; again++)
            heard[(again * 400)..((again * 400) + 400)].ShouldBe(heard[..400]);
        heard[200..400].ShouldBe(pause[200..400]);
        new PauseLoop([], sampleRate: 1000).Next().ShouldBe((short)0);
    }

    private static MixGains At(double time, SegmentFit[] fits, OriginalSound sound)
    {
        MixGains gains = new(fits, sound, sampleRate: 1000);
        for (double now = 0; now < time; now += 0.001)
            gains.MoveTo(now);
        return gains;
    }
}
