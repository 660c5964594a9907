using System.Globalization;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Probing;

/// <summary>
/// When the frames of a stream are shown, by their own times: a container's may be those of its sound, or wrong.
/// </summary>
/// <param name="Start">When the first frame is shown, in seconds of the container's clock.</param>
/// <param name="Duration">
/// How long frames are shown, in seconds. A step of more than <see cref="LongestStep"/> or backward counts as one frame.
/// </param>
/// <param name="Span">From the first to the last frame by the container's clock, in seconds.</param>
/// <param name="Frames">How many there are.</param>
/// <param name="KeyFrames">How many of them can be decoded alone.</param>
public sealed record PictureTimes(double Start, double Duration, double Span, int Frames, int KeyFrames)
{
    /// <summary>The longest time in seconds for which a frame is taken to be shown; more is a hole in the recording.</summary>
    public const double LongestStep = 1;

    /// <summary>How long a frame is shown when its time does not tell, in seconds.</summary>
    public const double UsualStep = 0.04;

    // An hour at 240 frames a second, the most that phones record.
    private const int MostFrames = 60 * 60 * 240;
    private const long LongestLine = 64;

    /// <summary>A stream without frames.</summary>
    public static PictureTimes None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Reads the times of all frames, without decoding them.</summary>
    internal static async Task<PictureTimes> ReadAsync(
        string file, int stream, ToolLimits limits, CancellationToken cancellationToken)
    {
        await using var process = ChildProcess.Start(
            FFmpeg.ProbeTool,
            [
                "-loglevel", "error", "-select_streams", stream.ToString(CultureInfo.InvariantCulture),
                "-show_entries", "packet=pts_time,dts_time,duration_time,flags", "-of", "csv=p=0",
                .. FFmpeg.UntrustedInput(file),
            ],
            ChildStreams.Output,
            limits with { OutputBytes = MostFrames * LongestLine },
            cancellationToken);
        using StreamReader reader = new(process.Output);
        Count count = new();
        while (count.Frames < MostFrames && await reader.ReadLineAsync(cancellationToken) is { } line)
            count.Add(line.Split(','));
        if (count.Frames < MostFrames) await process.CompleteAsync();
        return count.Result();
    }

    /// <summary>Packets come in the order of decoding, so a small step back is only a frame that others needed first.</summary>
    private sealed class Count
    {
        private double? _first;
        private double _last;
        private double _latest;
        private double _duration;
        private double _lastStep = UsualStep;
        private int _keyFrames;

        public int Frames { get; private set; }

        public void Add(string[] packet)
        {
            if (packet is not [var pts, var dts, var length, var flags, ..] || flags.Contains('D')) return;
            Frames++;
            if (flags.Contains('K')) _keyFrames++;
            if ((Seconds(pts) ?? Seconds(dts)) is not { } time) time = _last + UsualStep;
            if (Seconds(length) is { } told and > 0) _lastStep = Math.Min(told, LongestStep);

            if (_first is null)
            {
                _first = _last = _latest = time;
                return;
            }

            double step = time - _last;
            if (step is > LongestStep or < -LongestStep)
                step = UsualStep;
            else if (step <= 0)
                return;
            _duration += step;
            _last = time;
            _latest = Math.Max(_latest, time);
        }

        public PictureTimes Result() => _first is { } start
            ? new PictureTimes(
                start, Math.Round(_duration + _lastStep, 6), _latest - start + _lastStep, Frames, _keyFrames)
            : None;

        private static double? Seconds(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
                ? seconds : null;
    }
}
