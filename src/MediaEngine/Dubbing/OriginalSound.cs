using System.Globalization;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>What is heard in an original beside its speech.</summary>
/// <param name="Speech">The loudness of what is said, in LUFS of one of two channels that are alike.</param>
/// <param name="Between">The loudness between what is said, in LUFS.</param>
/// <param name="Background">What can be laid under the dubbed speech.</param>
/// <param name="Under">The loudness of that, in LUFS.</param>
/// <param name="Pause">The sound of the longest pause, for <see cref="KeptBackground.Pause"/>.</param>
internal sealed record OriginalSound(double Speech, double Between, KeptBackground Background, double Under, short[] Pause)
{
    // From the picture's beginning on.
    private const string InTime = "aresample=48000:async=1:first_pts=0";

    /// <summary>By how much two channels that are alike are louder than one of them, in decibels.</summary>
    public const double TwoChannels = 3.01;

    /// <summary>What is softer is the noise of a recorder, in LUFS.</summary>
    private const double Inaudible = -58;

    /// <summary>Speech of a loudness beyond these is not matched, in LUFS.</summary>
    private const double SoftestSpeech = -30;
    private const double LoudestSpeech = -12;

    /// <summary>Around speech there is breath and echo, in seconds.</summary>
    private const double Margin = 0.3;

    /// <summary>A pause tells nothing that is shorter, and need not be longer, in seconds.</summary>
    private const double ShortestPause = 0.5;
    private const double LongestPause = 8;

    /// <summary>Each moment is judged by the 0.4 s that end with it, every 0.1 s.</summary>
    private const double Step = 0.1;
    private const double Centre = 0.2;

    /// <summary>The ffmpeg filters that make it stereo of 48 kHz.</summary>
    public string Filters { get; private init; } = InTime;

    /// <summary>For an original that is silent.</summary>
    public static OriginalSound None { get; } = new(SpeechMaster.Loudness - TwoChannels, -100, KeptBackground.None, -100, []);

    public static async Task<OriginalSound> MeasureAsync(
        DubbingRequest request, double duration, CancellationToken cancellationToken)
    {
        string file = request.Original;
        // To ffmpeg, mono is softer on two channels than on one.
        bool mono = await CountChannelsAsync(file, cancellationToken) == 1;
        string filters = $"{InTime},{(mono ? "pan=stereo|c0=c0|c1=c0" : "aformat=channel_layouts=stereo")}";
        double[] all = await MomentsAsync(file, $"{filters},pan=mono|c0=0.5*c0+0.5*c1", cancellationToken);
        double[] sides = mono ? [] : await MomentsAsync(file, $"{filters},pan=mono|c0=0.5*c0-0.5*c1", cancellationToken);
        double speech = Mean(all, request.Segments, inside: true);
        double between = Mean(all, request.Segments, inside: false);
        double beside = Mean(sides, request.Segments, inside: false);
        if (speech < SoftestSpeech) speech = None.Speech;
        OriginalSound sound = None with { Speech = Math.Min(speech, LoudestSpeech), Between = between, Filters = filters };
        if (beside > Inaudible) return sound with { Background = KeptBackground.Sides, Under = beside };

        (double start, double length) = LongestPauseOf(request.Segments, duration);
        if (between < Inaudible || length < ShortestPause) return sound;
        short[] pause = await AudioRecording.ReadMixAsync(
            file, start, Math.Min(length, LongestPause), SpeechMaster.SampleRate, cancellationToken);
        return sound with { Background = KeptBackground.Pause, Under = between, Pause = pause };
    }

    private static async Task<int> CountChannelsAsync(string file, CancellationToken cancellationToken) => int.Parse(
        await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            [
                "-loglevel", "error", "-select_streams", "a:0", "-show_entries", "stream=channels", "-of", "default=nk=1:nw=1",
                .. FFmpeg.UntrustedInput(file),
            ],
            cancellationToken),
        CultureInfo.InvariantCulture);

    /// <summary>Loudness of each moment in LUFS.</summary>
    private static async Task<double[]> MomentsAsync(string file, string filters, CancellationToken cancellationToken)
    {
        const string Key = "lavfi.r128.M=";
        try
        {
            string report = await ChildProcess.ReadTextAsync(
                FFmpeg.Tool,
                [
                    .. FFmpeg.GlobalOptions, .. FFmpeg.UntrustedInput(file), "-map", "0:a:0",
                    "-t", $"{MediaLimits.MaximumDuration + 1}",
                    "-af", filters + @",ebur128=metadata=1,ametadata=mode=print:key=lavfi.r128.M:file=pipe\\:1",
                    "-f", "null", "-",
                ],
                ToolLimits.Quick with { ProcessorTime = TimeSpan.FromMinutes(5) },
                cancellationToken);
            return
            [
                .. report.Split('\n').Where(line => line.StartsWith(Key, StringComparison.Ordinal)).Select(line =>
                    double.TryParse(line.AsSpan(Key.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double level)
                        && double.IsFinite(level) ? level : -100),
            ];
        }
        catch (MediaToolException exception) when (AudioRecording.Rejection(exception) is not null)
        {
            throw AudioRecording.Rejection(exception)!;
        }
    }

    /// <summary>The mean power of the moments within or without the segments; what is much softer than that does not
    /// count.</summary>
    private static double Mean(double[] moments, IReadOnlyList<DubbedSegment> segments, bool inside)
    {
        List<double> powers = [];
        int segment = 0;
        for (int i = 0; i < moments.Length; i++)
        {
            double time = ((i + 1) * Step) - Centre;
            while (segment < segments.Count && segments[segment].End + Margin < time) segment++;
            bool near = segment < segments.Count && time > segments[segment].Start - Margin;
            bool within = near && time >= segments[segment].Start && time <= segments[segment].End;
            if (inside ? within : !near) powers.Add(Math.Pow(10, moments[i] / 10));
        }

        if (powers.Count == 0) return -100;
        double gate = powers.Average() / 10;
        return 10 * Math.Log10(powers.Where(power => power >= gate).Average());
    }

    private static (double Start, double Length) LongestPauseOf(IReadOnlyList<DubbedSegment> segments, double duration)
    {
        (double Start, double Length) longest = (0, 0);
        double from = 0;
        foreach (DubbedSegment segment in segments.Append(new DubbedSegment(duration, duration, "")))
        {
            double start = from == 0 ? 0 : from + Margin;
            double end = segment.Start >= duration ? duration : segment.Start - Margin;
            if (end - start > longest.Length) longest = (start, end - start);
            from = segment.End;
        }

        return longest;
    }
}
