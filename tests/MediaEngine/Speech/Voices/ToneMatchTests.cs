using System.Text.Json;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Tests.Speech.Voices;

public sealed class ToneMatchTests
{
    private static readonly VoiceTimbre _flat = new(new double[TimbreMeter.BandCount], 4);

    [Fact]
    public void Gains_are_smooth_and_limited()
    {
        double[] wanted = new double[TimbreMeter.BandCount];
        (wanted[5], wanted[17], wanted[18]) = (8, 40, 40);

        double[] gains = ToneMatch.Gains(_flat with { Bands = wanted }, _flat);

        gains[4..7].ShouldBe([2, 4, 2]);
        gains[18].ShouldBe(ToneMatch.LargestGain);
        gains[10].ShouldBe(0);
    }

    [Theory]
    [InlineData(4.4, 1.1)]
    [InlineData(9, 1.2)]
    [InlineData(1, 0.85)]
    public void The_pace_follows_the_person_within_bounds(double syllables, double pace) =>
        ToneMatch.Pace(_flat with { SyllablesPerSecond = syllables }, _flat).ShouldBe(pace, tolerance: 1e-9);

    [Fact]
    public void A_tone_is_seen_in_its_band_and_syllables_are_counted()
    {
        // Five bursts a second of 1,000 Hz over a hum of 125 Hz.
        short[] samples = new short[TimbreMeter.SampleRate * 4];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = (double)i / TimbreMeter.SampleRate;
            double burst = Math.Pow(Math.Sin(Math.PI * 5 * time), 2);
            double tones = Math.Sin(2 * Math.PI * 1000 * time) + Math.Sin(2 * Math.PI * 125 * time);
            samples[i] = (short)(6000 * burst * tones);
        }

        VoiceTimbre timbre = TimbreMeter.Measure(samples)!;

        timbre.Bands[10].ShouldBe(timbre.Bands.Max(), tolerance: 1);
        timbre.Bands[1].ShouldBe(timbre.Bands.Max(), tolerance: 3);
        timbre.Bands[14].ShouldBeLessThan(timbre.Bands[10] - 30);
        timbre.SyllablesPerSecond.ShouldBeInRange(4.5, 8.5);
    }

    [Fact]
    public void Silence_has_no_timbre() => TimbreMeter.Measure(new short[TimbreMeter.SampleRate * 2]).ShouldBeNull();

    [Fact]
    public void A_profile_from_before_is_read_and_written_as_it_was()
    {
        const string Json = """{"MedianPitch":120,"Loudness":-20,"NoiseFloor":-60,"Duration":10,"BaseVoice":"Low"}""";

        VoiceProfile profile = JsonSerializer.Deserialize<VoiceProfile>(Json)!;

        profile.Timbre.ShouldBeNull();
        JsonSerializer.Serialize(profile).ShouldBe(Json);
        VoiceProfile heard = profile with { Timbre = _flat };
        JsonSerializer.Deserialize<VoiceProfile>(JsonSerializer.Serialize(heard)).ShouldBe(heard);
    }
}
