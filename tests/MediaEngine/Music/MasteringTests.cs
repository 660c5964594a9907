using System.Runtime.InteropServices;
using Understudy.MediaEngine.Music.Sound;

namespace Understudy.MediaEngine.Tests.Music;

/// <summary>Levels, judged by sounds of which they are known.</summary>
public sealed class MasteringTests
{
    private const int Rate = 48_000;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    [InlineData(1, 1)]
    [InlineData(1, -1)]
    public void A_peak_between_samples_is_found_in_either_channel_and_direction(int channel, int sign)
    {
        // An impulse half way from frame 50 to the next: no sample is higher than 0.82.
        float[] samples = new float[200];
        for (int frame = 0; frame < 100; frame++)
            samples[(frame * 2) + channel] = (float)(sign * Math.Pow(Math.Sin(Math.PI / 2 * (frame - 50.5)) / (Math.PI / 2 * (frame - 50.5)), 2));
        float[] peaks = new float[100];

        TruePeak.Find(samples, peaks, 0, 100);

        peaks[50].ShouldBe(1, 0.03f);
        peaks.Where((_, frame) => frame != 50).Max().ShouldBeLessThan(0.85f);
    }

    [Fact]
    public void The_gain_goes_down_before_a_peak_and_comes_back_slowly()
    {
        float[] peaks = new float[Rate];
        Array.Fill(peaks, 0.1f);
        peaks[5000] = 2;

        float[] gains = Limiter.GainsOf(peaks, 1.5f, 0.5f);

        (gains[5000], gains[4000]).ShouldBe((0.25f, 1.5f));
        gains.Zip(gains.Skip(1)).Max(pair => pair.First - pair.Second).ShouldBeInRange(0.0001f, 0.01f);
        gains.Zip(gains.Skip(1)).Max(pair => pair.Second - pair.First).ShouldBeInRange(0.0001f, 0.001f);
        // After a tenth of a second most of it, and all of it in the end.
        gains[5000 + (Rate / 10)].ShouldBe(0.95f, 0.1f);
        gains[^1].ShouldBe(1.5f, 0.01f);
        gains.Max().ShouldBe(1.5f);
    }

    [Theory]
    // A sine of 997 Hz in both channels is as loud as its peak says, in one channel half as loud.
    [InlineData(-23, new double[] { -23, -23, -23 })]
    [InlineData(-26.01, new double[] { -23, -23, -23 }, true)]
    // What is more than 10 below the rest does not count, nor does silence, not even for the rest.
    [InlineData(-23.1, new double[] { -40, -40, -23, -23, -23, -23, -23, -23, -40, -40 })]
    [InlineData(-20.3, new double[] { -20, -20, -20, -20, -90, -90, -90, -90, -90, -90, -90, -90, -90, -90, -90, -90, -90, -90, -38, -38, -38, -38 })]
    [InlineData(-70, new double[] { -80, -80 })]
    [InlineData(-70, new double[] { })]
    public void Loudness_is_that_of_the_recommendation(double expected, double[] seconds, bool onlyLeft = false)
    {
        LoudnessMeter meter = new();
        foreach (double level in seconds) meter.Add(Sine(Math.Pow(10, level / 20), 1, onlyLeft));

        meter.Integrated().ShouldBe(expected, 0.15);
    }

    [Fact]
    public void A_master_is_as_loud_as_it_shall_be_below_its_ceiling_and_ends_in_silence_however_its_sound_comes()
    {
        const int Frames = 4 * Rate;
        // Soft, with strokes that the limiter holds.
        float[] samples = Sine(0.05, 3, onlyLeft: false);
        for (int stroke = 0; stroke < 6; stroke++)
            Sine(0.5, 0.005, onlyLeft: false).CopyTo(samples, stroke * Rate);
        MusicMaster whole = new(Frames);
        whole.Add(samples);
        whole.IsFull.ShouldBeFalse();
        whole.Filled.ShouldBe(0.75);
        whole.Finish();
        MusicMaster pieces = new(Frames);
        foreach (float[] piece in samples.Chunk(2 * 777)) pieces.Add(piece);
        pieces.Finish();

        short[] pcm = Samples(whole);

        Samples(pieces).ShouldBe(pcm);
        pcm.Length.ShouldBe(2 * Frames);
        LoudnessMeter meter = new();
        meter.Add([.. pcm.Select(sample => sample / 32767f)]);
        meter.Integrated().ShouldBe(MusicMaster.Loudness, 0.3);
        pcm.Max(Math.Abs).ShouldBeInRange((short)25000, (short)26100);
        pcm[^(2 * Rate / 10)..].ShouldAllBe(sample => sample == 0);
    }

    [Fact]
    public void A_master_fades_out_and_takes_no_more_than_it_shall()
    {
        MusicMaster master = new(2 * Rate);
        foreach (float[] piece in Sine(0.1, 3, onlyLeft: false).Chunk(2 * 500)) master.Add(piece);
        master.IsFull.ShouldBeTrue();
        master.Finish();

        short[] pcm = Samples(master);

        // An eighth of it, before 0.12 s of silence: half a cosine.
        double top = Top(1.0);
        Top(1.6).ShouldBe(top, top * 0.02);
        Top(1.755 - 0.0625).ShouldBe(top * 0.85, top * 0.06);
        Top(1.755).ShouldBe(top / 2, top * 0.06);
        Top(1.755 + 0.0625).ShouldBe(top * 0.15, top * 0.06);

        double Top(double second) => pcm.AsSpan((int)(second * Rate) * 2, 2 * 100).ToArray().Max();
    }

    [Fact]
    public void What_can_hardly_be_heard_is_not_made_loud()
    {
        MusicMaster master = new(Rate);
        master.Add(Sine(0.0005, 1, onlyLeft: false));
        master.Finish();

        ((int)Samples(master).Max()).ShouldBeInRange(970, 995);
    }

    private static short[] Samples(MusicMaster master) =>
        [.. master.Pcm().SelectMany(piece => MemoryMarshal.Cast<byte, short>(piece.Span).ToArray())];

    private static float[] Sine(double amplitude, double seconds, bool onlyLeft)
    {
        float[] samples = new float[2 * (int)(seconds * Rate)];
        for (int frame = 0; frame < samples.Length / 2; frame++)
        {
            samples[frame * 2] = (float)(amplitude * Math.Sin(2 * Math.PI * 997 * frame / Rate));
            if (!onlyLeft) samples[(frame * 2) + 1] = samples[frame * 2];
        }

        return samples;
    }
}
