using Understudy.MediaEngine.Audio;

namespace Understudy.MediaEngine.Tests.Audio;

public sealed class FlatTopsTests
{
    private const int SampleRate = 44_100;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.999)]
    [InlineData(30)]
    public void The_peaks_of_a_tone_are_round_at_any_level(double amplitude) =>
        Clipped(Tone(amplitude)).ShouldBe(0);

    [Theory]
    [InlineData(1)]
    [InlineData(0.02)]
    [InlineData(32_768)]
    public void A_tone_that_was_cut_off_is_flat_at_any_level(double gain) =>
        Clipped(Tone(2).Select(sample => (float)(Math.Clamp(sample, -1, 1) * gain))).ShouldBeInRange(0.6, 0.85);

    [Fact]
    public void A_tone_that_was_cut_off_on_one_side_is_flat_there() =>
        Clipped(Tone(1).Select(sample => Math.Min(sample + 0.5f, 1))).ShouldBeInRange(0.3, 0.45);

    [Fact]
    public void The_ripples_of_a_codec_do_not_hide_flat_tops()
    {
        Random random = new(3);

        Clipped(Tone(8).Select(sample => (float)(Math.Clamp(sample, -1, 1) * (0.85 + (0.3 * random.NextDouble())))))
            .ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void The_coarse_steps_of_a_quiet_recording_are_not_flat_tops() =>
        Clipped(Tone(4).Select(sample => MathF.Round(sample) / 128)).ShouldBe(0);

    [Fact]
    public void Silence_at_an_offset_is_not_flat() =>
        Clipped(Tone(0.001).Select(sample => sample + 0.4f)).ShouldBe(0);

    private static IEnumerable<float> Tone(double amplitude) =>
        Enumerable.Range(0, SampleRate / 2).Select(i => (float)(amplitude * Math.Sin(2 * Math.PI * 210 * i / SampleRate)));

    private static double Clipped(IEnumerable<float> samples) =>
        (double)new FlatTops().Judge(samples.ToArray()).Clipped / (SampleRate / 2);
}
