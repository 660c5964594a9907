using System.Globalization;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Composing;

/// <summary>A sound of a film.</summary>
/// <param name="Input">Its number among the inputs.</param>
/// <param name="Loudness">As it measures, in LUFS; null when it need not be set against another.</param>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="Seconds">Its length; null when that does not matter.</param>
internal sealed record FilmVoice(int Input, double? Loudness, double Start = 0, double? Seconds = null);

/// <summary>Mixes what is heard in a film: one voice in front, the rest behind it and below it while it speaks.</summary>
/// <param name="duration">Seconds of the film.</param>
/// <param name="front">The narration, or else the picture's own sound.</param>
/// <param name="own">The picture's own sound, when it is behind a narration.</param>
/// <param name="music">The music.</param>
internal sealed class FilmSound(double duration, FilmVoice? front, FilmVoice? own, FilmVoice? music)
{
    /// <summary>LUFS of a film.</summary>
    public const double Loudness = -16;

    // Music that nobody speaks over is a little softer than speech.
    private const double MusicLoudness = -18.5;
    private const double OwnLoudness = -20;
    private const double Silence = -60;
    private const double LoudestGain = 40;
    private const double LongestFade = 3;

    // The voice is brought to one height, so that how loudly it speaks does not matter: then the music is 12 dB lower 50 ms after it
    // begins, and back 0.4 s after it ends. Measured on speech from −22 to −10 LUFS.
    private const string Even = "highpass=f=120,volume=24dB,alimiter=limit=0.5:attack=5:release=80:level=disabled";
    private const string Duck = "sidechaincompress=threshold=0.08:ratio=20:attack=20:release=350:knee=1";

    // The sample peak, −2 dB, so that true peaks stay below −1 behind codecs that overshoot.
    private const string Limit = "alimiter=limit=0.79:attack=5:release=60:level=disabled";

    private const string MeasureKey = "lavfi.r128.I=";

    /// <summary>The filters that end in what everybody hears, without a label; null when there is nothing to hear.</summary>
    public string? Mix()
    {
        List<string> graph = [];
        List<string> behind = [];
        if (music is not null)
        {
            string fade = music.Seconds > duration + 0.05
                ? Text($",afade=t=out:st={duration - FadeSeconds:0.###}:d={FadeSeconds:0.###}")
                : "";
            graph.Add($"{Voice(music, MusicLoudness)}{fade}[music]");
            behind.Add("[music]");
        }
        if (own is not null)
        {
            graph.Add($"{Voice(own, OwnLoudness)}[own]");
            behind.Add("[own]");
        }
        if (front is null && behind.Count == 0) return null;
        if (front is null) return string.Join(';', [.. graph, $"{behind[0]}anull"]);
        if (behind.Count == 0) return Voice(front, Loudness);
        graph.Add($"{Voice(front, Loudness)},asplit[front][heard]");
        graph.Add($"[heard]{Even}[key]");
        graph.Add($"{string.Concat(behind)}amix=inputs={behind.Count}:normalize=0[behind]");
        graph.Add($"[behind][key]{Duck}[ducked]");
        graph.Add("[front][ducked]amix=inputs=2:normalize=0");
        return string.Join(';', graph);
    }

    /// <summary>The filters that bring a mix of a loudness to that of films.</summary>
    /// <param name="measured">LUFS.</param>
    /// <param name="endFade">Seconds; 0 for none.</param>
    public string Master(double measured, double endFade)
    {
        double gain = measured < Silence ? 0 : Math.Min(LoudestGain, Loudness - measured);
        string fade = endFade > 0 ? Text($",afade=t=out:st={duration - endFade:0.###}:d={endFade:0.###}") : "";
        return Text($"volume={gain:0.00}dB,{Limit}{fade}");
    }

    /// <summary>Measures what a graph makes of inputs.</summary>
    /// <param name="inputs">ffmpeg's arguments before the graph.</param>
    /// <param name="graph">Filters whose last output has no label.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>LUFS; −70 for silence.</returns>
    public static async Task<double> MeasureAsync(
        IReadOnlyList<string> inputs, string graph, ToolLimits limits, CancellationToken cancellationToken)
    {
        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. inputs, "-filter_complex",
                graph + @",ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.I:file=pipe\\:1[measured]",
                "-map", "[measured]", "-f", "null", "-",
            ],
            limits with { OutputBytes = 64 << 20 },
            cancellationToken);
        string? last = report.Split('\n').LastOrDefault(line => line.StartsWith(MeasureKey, StringComparison.Ordinal));
        return last is null ? -70 : double.Parse(last.AsSpan(MeasureKey.Length), CultureInfo.InvariantCulture);
    }

    private double FadeSeconds => Math.Min(LongestFade, duration / 4);

    // From the film's beginning to its end, silent where it is not heard.
    private string Voice(FilmVoice voice, double loudness)
    {
        double gain = voice.Loudness is { } measured and > Silence ? Math.Min(LoudestGain, loudness - measured) : 0;
        string delay = voice.Start > 0 ? Text($"adelay={voice.Start * 1000:0}:all=1,") : "";
        return Text($"[{voice.Input}:a:0]{Stereo},volume={gain:0.00}dB,{delay}apad,atrim=duration={duration:0.######}");
    }

    /// <summary>Filters that make of any sound what is mixed.</summary>
    public static string Stereo =>
        "aresample=48000:async=1000:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
