using System.Globalization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Previews;

/// <summary>Decodes evenly spread frames of a film, or the one at a time, small and upright.</summary>
internal sealed class FilmStills
{
    private readonly string _file;
    private readonly VideoProperties _video;

    private FilmStills(string file, MediaProbe probe, int width)
    {
        _file = file;
        _video = probe.Video!;
        Duration = probe.Duration;
        Width = width;
        Height = PreviewBounds.HeightFor(width, _video.Width, _video.Height);
    }

    /// <summary>The length of the film in seconds.</summary>
    public double Duration { get; }

    public int Width { get; }

    public int Height { get; }

    /// <param name="file">The film.</param>
    /// <param name="probe">What is known of it already; null to find out.</param>
    /// <param name="width">How wide its frames become, an even number of pixels.</param>
    /// <param name="cancellationToken">Ends the tools.</param>
    /// <exception cref="MediaRejectedException">It is no film that can be read.</exception>
    public static async Task<FilmStills> OpenAsync(
        string file, MediaProbe? probe, int width, CancellationToken cancellationToken) =>
        new(file, probe ?? await MediaProber.ProbeAsync(file, MediaKind.Video, cancellationToken), width);

    /// <summary>A frame from the middle of each stretch of the film; the last may be missing.</summary>
    /// <param name="interval">The length of a stretch in seconds.</param>
    /// <param name="cancellationToken">Ends the decoder.</param>
    public SegmentReader Spread(double interval, CancellationToken cancellationToken)
    {
        int count = (int)Math.Ceiling(Duration / interval);
        // Frames that can be decoded alone are enough where there is one in every stretch, and a tenth of the work.
        PictureTimes times = _video.Times;
        bool alone = times.KeyFrames > 0 && times.Span / times.KeyFrames <= interval;
        return SegmentReader.Open(
            _file,
            alone ? ["-skip_frame", "nokey", .. VideoSegment.WholeFrames] : VideoSegment.WholeFrames,
            Graph(
                alone ? "setpts=PTS-STARTPTS" : PictureFilters.EvenTimes,
                Format($"fps=1/{interval:0.######}:start_time=0,")),
            count,
            "rgba",
            cancellationToken);
    }

    /// <summary>The frame that is shown at a time.</summary>
    /// <exception cref="MediaRejectedException">The film cannot be decoded there.</exception>
    public async Task<Still> AtAsync(double at, CancellationToken cancellationToken)
    {
        // The last frame may be shown for long, so that none begins behind the time: then it is the last one before it.
        foreach (double before in (double[])[0, 5, at])
        {
            Still? still = await ReadAsync(Math.Max(0, at - before), onlyFirst: before == 0, cancellationToken);
            if (still is not null) return still;
        }

        throw new MediaRejectedException(
            MediaRejection.CorruptFile, "The film cannot be played there. Please export it again and upload it anew.");
    }

    private async Task<Still?> ReadAsync(double from, bool onlyFirst, CancellationToken cancellationToken)
    {
        await using var reader = SegmentReader.Open(
            _file,
            ["-ss", Format($"{_video.Times.Start + from:0.###}"), .. VideoSegment.WholeFrames],
            Graph("setpts=PTS-STARTPTS", ""),
            onlyFirst ? 1 : int.MaxValue,
            "rgba",
            cancellationToken);
        Still still = new(Width, Height);
        bool any = false;
        while (await reader.ReadAsync(still.Pixels)) any = true;
        return any ? still : null;
    }

    private string Graph(string times, string rate) =>
        Format($"[0:{_video.Stream}]") + $"{times},{rate}{PictureFilters.Fit(_video, Width, Height)},"
        // What is left behind does not say that it is BT.709.
        + $"{PictureFilters.Colours(_video)},scale=in_color_matrix=bt709:in_range=tv,format=rgba";

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
