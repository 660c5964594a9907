using Understudy.MediaEngine.Dubbing;

namespace Understudy.MediaEngine.Tests.Dubbing;

public sealed class MixGainsTests
{
    private static readonly SegmentFit[] _fits = [new(1, 2, 1, 1, 1, 1.5, 1, 0, 0)];

    [Theory]
    [InlineData(KeptBackground.Sides, 0.5, 1, 0)]
    [InlineData(KeptBackground.Sides, 1.9, 0, 0.251)]
    [InlineData(KeptBackground.Sides, 2.4, 0.251, 0)]
    [InlineData(KeptBackground.Sides, 4, 1, 0)]
    [InlineData(KeptBackground.None, 1.9, 0, 0)]
    public void Under_the_dubbed_speech_the_background_is_eighteen_decibels_below(
        KeptBackground background, double time, double original, double under)
    {
        // Twelve decibels less than −26 LUFS is eighteen below −20.
        MixGains gains = new(_fits, new OriginalSound(-20, -26, background, -26, []), sampleRate: 1000);

        for (double now = 0; now < time; now += 0.001)
            gains.MoveTo(now);

        gains.Original.ShouldBe(original, tolerance: 0.01);
        gains.Under.ShouldBe(under, tolerance: 0.01);
    }

    [Fact]
    public void A_pause_is_heard_again_and_again_without_a_step()
    {
        short[] pause = [.. Enumerable.Range(0, 600).Select(i => (short)(1000 * Math.Sin(i * 0.05)))];
        PauseLoop loop = new(pause, sampleRate: 1000);

        short[] heard = [.. Enumerable.Range(0, 2000).Select(_ => loop.Next())];

        heard.Zip(heard.Skip(1)).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(120);
        heard.Skip(1500).Max().ShouldBeGreaterThan((short)500);
    }
}
