using System.Globalization;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Narration;

/// <summary>Turns the synthesizer's samples into finished sound, whatever their length, without holding them.</summary>
internal static class SpeechMastering
{
    /// <summary>How far from the loudness wanted a speech may be, in LU.</summary>
    private const double Tolerance = 0.5;

    private const int MostAttempts = 2;

    /// <summary>Below any voice: what rumbles there is the synthesizer.</summary>
    private const string HighPass = "highpass=f=55";

    /// <summary>Writes mono sound of 48 kHz at a loudness in LUFS.</summary>
    /// <param name="raw">Bare samples.</param>
    /// <param name="filters">What makes the voice; empty for nothing.</param>
    /// <param name="loudness">The integrated loudness wanted.</param>
    /// <param name="between">Where to put the sound before its level is known.</param>
    /// <param name="output">Where to put the finished sound.</param>
    /// <param name="mark">What the WAV file says of itself; null for samples without a header.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    public static async Task WriteAsync(
        RawSpeech raw,
        string filters,
        double loudness,
        string between,
        string output,
        AiMark? mark,
        CancellationToken cancellationToken)
    {
        string voice = filters.Length > 0 ? $"{filters}," : "";
        string length = raw.Duration.ToString("0.######", CultureInfo.InvariantCulture);
        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions,
                "-f", "s16le", "-ar", raw.SampleRate.ToString(CultureInfo.InvariantCulture), "-ac", "1", "-i", raw.File,
                // Filters add some milliseconds at the end; times were told before.
                "-af", $"{voice}{HighPass},aresample={SpeechMaster.SampleRate},apad=whole_dur={length},atrim=end={length},"
                    + SpeechMaster.MeasuringFilters,
                "-ac", "1", "-c:a", "pcm_s16le", between,
            ],
            ToolLimits.Work with { Disk = DiskQuota.Around(between) },
            cancellationToken);
        double gain = loudness - SpeechMaster.ReadLoudness(report);
        for (int attempt = 0; ; attempt++)
        {
            string levelled = await ChildProcess.ReadTextAsync(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, "-i", between,
                    "-af", $"{SpeechMaster.LevelFilters(0, gain)},{SpeechMaster.MeasuringFilters}",
                    "-c:a", "pcm_s16le", .. mark is null ? (string[])["-f", "s16le"] : ["-metadata", $"comment={mark.Comment}", "-bitexact"], output,
                ],
                ToolLimits.Work with { Disk = DiskQuota.Around(output) },
                cancellationToken);
            // What the limiter takes from a voice of high peaks is given back.
            double missing = loudness - SpeechMaster.ReadLoudness(levelled);
            if (Math.Abs(missing) < Tolerance || attempt == MostAttempts) return;
            gain += missing;
        }
    }
}
