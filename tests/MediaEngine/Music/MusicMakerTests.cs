using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Music;
using Understudy.MediaEngine.Music.Sound;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Tests.Music;

/// <summary>What is heard, judged by the files.</summary>
public sealed class MusicMakerTests(PlayedMusic played) : IClassFixture<PlayedMusic>
{
    [Fact]
    public async Task Every_format_has_the_length_that_was_asked_for_and_says_that_it_is_AI_made()
    {
        foreach ((string? file, string codec, double tolerance) in ((string?, string, double)[])
            [(played.Lofi.Wav, "pcm_s16le", 0.001), (played.Lofi.M4a, "aac", 0.02), (played.Lofi.Mp3, "mp3", 0.06)])
        {
            JsonElement probe = await SoundMeasure.ProbeAsync(file.ShouldNotBeNull());
            JsonElement sound = probe.GetProperty("streams")[0];
            SoundMeasure.Duration(probe).ShouldBe(PlayedMusic.Seconds, tolerance, codec);
            (sound.GetProperty("codec_name").GetString(), sound.GetProperty("sample_rate").GetString(), sound.GetProperty("channels").GetInt32())
                .ShouldBe((codec, "48000", 2));
            probe.GetProperty("format").GetProperty("tags").GetProperty("comment").GetString()
                .ShouldNotBeNull().ShouldContain(SourceTypes.Algorithmic);
        }
        played.Lofi.Duration.ShouldBe(PlayedMusic.Seconds);
    }

    [Fact]
    public async Task It_is_as_loud_as_everything_else_and_does_not_clip()
    {
        foreach (string? file in (string?[])[played.Lofi.Wav, played.Lofi.M4a, played.Cinematic.Wav])
        {
            (double loudness, double peak) = await SoundMeasure.LoudnessAsync(file.ShouldNotBeNull());
            loudness.ShouldBe(-16, 1, file);
            peak.ShouldBeLessThanOrEqualTo(-1, file);
        }
    }

    [Fact]
    public async Task Every_format_plays_for_exactly_the_length_that_was_asked_for()
    {
        // Of M4A the container tells the length; what this decoder gives of the last frame of 1024 samples is its own matter.
        foreach ((string? file, int frame) in ((string?, int)[])[(played.Lofi.Wav, 0), (played.Lofi.M4a, 1024), (played.Lofi.Mp3, 0)])
        {
            ReadOnlyMemory<byte> samples = await ChildProcess.ReadAsync(
                FFmpeg.Tool,
                [.. FFmpeg.GlobalOptions, "-i", file.ShouldNotBeNull(), "-f", "s16le", "-ac", "1", "pipe:1"],
                ToolLimits.Work,
                CancellationToken.None);
            int wanted = (int)(PlayedMusic.Seconds * 48_000);
            (samples.Length / 2).ShouldBeInRange(wanted, wanted + frame, file);
        }
    }

    [Fact]
    public async Task There_is_no_silence_in_it_and_it_is_gone_at_its_end()
    {
        foreach (string? file in (string?[])[played.Lofi.Wav, played.Cinematic.Wav])
        {
            double[] levels = await SoundMeasure.LevelsAsync(file.ShouldNotBeNull());
            levels[5..^20].Min().ShouldBeGreaterThan(-55, file);
            levels[..5].Max().ShouldBeGreaterThan(-40, file);
            levels[^1].ShouldBeLessThan(-90, file);
        }
    }

    [Fact]
    public async Task The_same_request_makes_the_same_bytes()
    {
        MusicResult again = await MusicMaker.MakeAsync(played.Request, played.NewFolder(), null, CancellationToken.None);

        foreach ((string? one, string? other) in ((string?, string?)[])
            [(again.Midi, played.Lofi.Midi), (again.Wav, played.Lofi.Wav), (again.M4a, played.Lofi.M4a), (again.Recipe, played.Lofi.Recipe)])
            (await HashAsync(one)).ShouldBe(await HashAsync(other), one);
    }

    [Fact]
    public void The_progress_comes_to_its_end()
    {
        played.Progress.ShouldBe(played.Progress.Order());
        played.Progress[^1].ShouldBe(1);
        played.Progress.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Of_a_piece_that_is_cancelled_nothing_is_left()
    {
        string folder = played.NewFolder();
        using CancellationTokenSource stopping = new();
        Cancel cancel = new(stopping);

        await Should.ThrowAsync<OperationCanceledException>(
            () => MusicMaker.MakeAsync(played.Request with { Seconds = 300 }, folder, cancel, stopping.Token));

        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public void Peaks_are_held_below_the_ceiling_also_between_samples()
    {
        // A quarter of the rate and an eighth of a turn off: the samples are 0.71 of the wave's height.
        float[] samples = [.. Enumerable.Range(0, 9600).Select(i => (float)Math.Sin((i / 2 * Math.PI / 2) + (Math.PI / 4)))];

        float[] peaks = new float[samples.Length / 2];
        TruePeak.Find(samples, peaks, 0, peaks.Length);
        float[] gains = Limiter.GainsOf(peaks, 1, 0.5f);

        gains[2000..4000].Max().ShouldBe(0.5f, 0.02f);
        Limiter.GainsOf(peaks, 0.4f, 0.5f).ShouldAllBe(gain => gain == 0.4f);
    }

    [Fact]
    public void Peaks_are_the_same_however_the_sound_comes()
    {
        Random random = new(7);
        float[] samples = [.. Enumerable.Range(0, 2 * 5000).Select(_ => random.NextSingle() - 0.5f)];
        float[] whole = new float[5000];
        TruePeak.Find(samples, whole, 0, 5000);

        float[] pieces = new float[5000];
        foreach ((int from, int to) in ((int, int)[])[(0, 1000), (1000, 1002), (1002, 3333), (3333, 4991), (4991, 4999), (4999, 5000)])
            TruePeak.Find(samples, pieces, from, to);

        pieces.ShouldBe(whole);
    }

    [Fact]
    public async Task The_meter_agrees_with_another_one()
    {
        LoudnessMeter meter = new();
        byte[] wav = await File.ReadAllBytesAsync(played.Lofi.Wav!);
        byte[] pcm = wav[^(int)(PlayedMusic.Seconds * 48_000 * 4)..];
        meter.Add([.. MemoryMarshal.Cast<byte, short>(pcm).ToArray().Select(sample => sample / 32768f)]);

        meter.Integrated().ShouldBe((await SoundMeasure.LoudnessAsync(played.Lofi.Wav!)).Loudness, 0.15);
    }

    private static async Task<string> HashAsync(string? file)
    {
        await using FileStream stream = File.OpenRead(file.ShouldNotBeNull());
        return Convert.ToHexString(await SHA256.HashDataAsync(stream));
    }

    private sealed class Cancel(CancellationTokenSource stopping) : IProgress<double>
    {
        public void Report(double value) => stopping.Cancel();
    }
}
