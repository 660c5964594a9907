using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Tests.Music;

/// <summary>Measures files by ffmpeg, independently of the meters that made them.</summary>
internal static partial class SoundMeasure
{
    /// <summary>Integrated loudness in LUFS and true peak in dB.</summary>
    public static async Task<(double Loudness, double Peak)> LoudnessAsync(string file)
    {
        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-i", file, "-map", "0:a:0",
                "-af", @"ebur128=metadata=1:peak=true,ametadata=mode=print:file=pipe\\:1", "-f", "null", "-",
            ],
            CancellationToken.None);
        double peak = Values(report, "true_peaks_ch0").Concat(Values(report, "true_peaks_ch1")).Max();
        return (Values(report, "I").Last(), 20 * Math.Log10(peak));
    }

    /// <summary>The root mean square of each tenth of a second, in dB of full scale.</summary>
    public static async Task<double[]> LevelsAsync(string file, string filters = "anull")
    {
        const int Window = 4800;
        ReadOnlyMemory<byte> raw = await ChildProcess.ReadAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-i", file, "-map", "0:a:0", "-af", filters, "-ac", "1", "-ar", "48000", "-f", "f32le", "pipe:1",
            ],
            ToolLimits.Quick,
            CancellationToken.None);
        float[] samples = MemoryMarshal.Cast<byte, float>(raw.Span).ToArray();
        return [.. samples.Chunk(Window).Select(window => 10 * Math.Log10((window.Sum(one => (double)one * one) / window.Length) + 1e-12))];
    }

    /// <summary>What ffprobe says of a file.</summary>
    public static async Task<JsonElement> ProbeAsync(string file) => JsonDocument.Parse(await ChildProcess.ReadTextAsync(
        FFmpeg.ProbeTool, ["-v", "error", "-show_streams", "-show_format", "-of", "json", file], CancellationToken.None)).RootElement;

    /// <summary>The length that a file says it has, in seconds.</summary>
    public static double Duration(JsonElement probe) =>
        double.Parse(probe.GetProperty("format").GetProperty("duration").GetString()!, CultureInfo.InvariantCulture);

    private static IEnumerable<double> Values(string report, string key) =>
        Lines().Matches(report).Where(match => match.Groups[1].Value == key)
            .Select(match => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"lavfi\.r128\.(\w+)=(-?[\d.]+)")]
    private static partial Regex Lines();
}
