using Understudy.MediaEngine.Audio;

namespace Understudy.MediaEngine.Tests.Audio;

public sealed class PitchEstimatorTests
{
    private const int SampleRate = 16_000;

    [Theory]
    [InlineData(70)]
    [InlineData(98.3)]
    [InlineData(145)]
    [InlineData(210.7)]
    [InlineData(333)]
    [InlineData(440)]
    public void The_pitch_of_a_voice_like_tone_is_found_within_one_percent(double pitch)
    {
        // The second and third harmonics are stronger than the fundamental, as in many voices.
        float[] samples = Samples(time =>
            0.1 * Math.Sin(2 * Math.PI * pitch * time)
            + 0.2 * Math.Sin(4 * Math.PI * pitch * time + 1)
            + 0.15 * Math.Sin(6 * Math.PI * pitch * time + 2));

        double? estimate = new PitchEstimator(SampleRate).Estimate(samples);

        estimate.ShouldNotBeNull();
        estimate.Value.ShouldBe(pitch, tolerance: pitch * 0.01);
    }

    [Fact]
    public void Noise_has_no_pitch()
    {
        Random random = new(7);

        new PitchEstimator(SampleRate).Estimate(Samples(_ => random.NextDouble() - 0.5)).ShouldBeNull();
    }

    [Fact]
    public void Silence_has_no_pitch() =>
        new PitchEstimator(SampleRate).Estimate(Samples(_ => 0)).ShouldBeNull();

    private static float[] Samples(Func<double, double> wave) =>
        [.. Enumerable.Range(0, SampleRate / 10).Select(i => (float)wave((double)i / SampleRate))];
}
