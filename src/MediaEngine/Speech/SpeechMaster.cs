using System.Globalization;
using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Speech;

/// <summary>Turns raw synthetic speech into the sound of a video.</summary>
internal static class SpeechMaster
{
    /// <summary>Integrated loudness of every video, in LUFS.</summary>
    public const double Loudness = -16;

    /// <summary>Samples a second of every video's sound.</summary>
    public const int SampleRate = 48_000;

    /// <summary>The ffmpeg filters that print the loudness to standard output.</summary>
    public const string MeasuringFilters = @"ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=pipe\\:1";

    /// <summary>Highest sample value, as a share of full scale (−1.5 dB).</summary>
    private const double Ceiling = 0.84;

    private const double LoudestGain = 40;

    /// <summary>The pitch is judged on this much speech, in seconds.</summary>
    private const double PitchSample = 20;

    private const string LoudnessKey = "lavfi.r128.I=";

    /// <summary>Writes the speech, matched in pitch to a voice and surrounded by silence.</summary>
    /// <param name="lead">Seconds of silence before the speech.</param>
    /// <param name="duration">Seconds of the whole.</param>
    /// <returns>The ffmpeg filters that bring the file to <see cref="Loudness"/>.</returns>
    public static async Task<string> WriteAsync(
        SynthesizedSpeech speech,
        VoiceProfile voice,
        double lead,
        double duration,
        string input,
        string output,
        CancellationToken cancellationToken)
    {
        PcmAudio raw = speech.Audio;
        short[] padded = new short[(int)Math.Round(duration * raw.SampleRate)];
        raw.Samples.CopyTo(padded, (int)(lead * raw.SampleRate));
        new PcmAudio(padded, raw.SampleRate).WriteWav(input);

        double ratio = VoiceMatch.Ratio(voice.MedianPitch, MedianPitch(raw));
        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-i", input,
                "-af", $"{VoiceMatch.Filters(ratio)}aresample={SampleRate},{MeasuringFilters}",
                "-ac", "1", "-c:a", "pcm_s16le", output,
            ],
            ToolLimits.Quick with { Disk = DiskQuota.Around(output) },
            cancellationToken);
        return LevelFilters(ReadLoudness(report), Loudness);
    }

    /// <summary>The ffmpeg filters that bring sound from one loudness to another without exceeding the ceiling.</summary>
    public static string LevelFilters(double measured, double wanted) => string.Create(
        CultureInfo.InvariantCulture,
        $"volume={Math.Min(wanted - measured, LoudestGain):0.00}dB,alimiter=limit={Ceiling}:attack=2:release=40:level=disabled");

    /// <summary>The integrated loudness at the end of what <see cref="MeasuringFilters"/> printed, in LUFS.</summary>
    public static double ReadLoudness(string report)
    {
        string last = report.Split('\n').Last(line => line.StartsWith(LoudnessKey, StringComparison.Ordinal));
        return double.Parse(last.AsSpan(LoudnessKey.Length), CultureInfo.InvariantCulture);
    }

    private static double? MedianPitch(PcmAudio audio)
    {
        VoiceFrames frames = new(audio.SampleRate);
        foreach (short sample in audio.Samples.AsSpan(
            0, Math.Min(audio.Samples.Length, (int)(PitchSample * audio.SampleRate))))
            frames.Add(sample / 32768f);
        frames.Complete();
        return VoiceMeasurement.Measure(frames.Frames).MedianPitch;
    }
}
