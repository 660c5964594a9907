using System.Globalization;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.LipSync;

/// <summary>
/// How a film comes to last as long as a recording: its pace changes if a tenth is enough; otherwise a longer film is cut, and
/// a shorter one is slowed by a tenth and then holds its last picture.
/// </summary>
/// <param name="Stretch">Seconds of the result to one of the film.</param>
/// <param name="FrameRate">Frames a second, the film's own if it is an ordinary one.</param>
/// <param name="Frames">Frames of the result.</param>
internal sealed record FilmTiming(double Stretch, double FrameRate, int Frames)
{
    private const double MostStretch = 1.1;
    private const double LeastStretch = 0.9;
    private const double UsualRate = 25;
    private const double LowestRate = 12;
    private const double HighestRate = 60;

    /// <param name="video">The film.</param>
    /// <param name="duration">How long the recording is, in seconds.</param>
    public static FilmTiming Of(VideoProperties video, double duration)
    {
        double wanted = duration / video.Times.Duration;
        return OwnPace(video, duration) with { Stretch = wanted < LeastStretch ? 1 : Math.Min(wanted, MostStretch) };
    }

    /// <summary>Of a film whose pace does not change: it is cut, or its last picture held.</summary>
    /// <param name="video">The film.</param>
    /// <param name="duration">How long the result is, in seconds.</param>
    public static FilmTiming OwnPace(VideoProperties video, double duration)
    {
        double told = video.FrameRate > 0 ? video.FrameRate : UsualRate;
        double rate = Math.Round(Math.Clamp(told, LowestRate, HighestRate), 3);
        return new FilmTiming(1, rate, Math.Max(1, (int)Math.Round(duration * rate)));
    }

    /// <summary>The filters that choose the result's frames, up to where the film ends.</summary>
    /// <param name="segment">The film.</param>
    /// <param name="aside">What else its frames, as they are stored, go through, to no output; null for nothing.</param>
    public string Filters(VideoSegment segment, string? aside = null)
    {
        string deinterlacing = segment.Deinterlacing is { } fields ? fields + "," : "";
        string branch = aside is null ? "" : $"split[aside][film];[aside]{aside};[film]";
        return Format($"[0:{segment.Video.Stream}]{PictureFilters.EvenTimes},{branch}{deinterlacing}")
            + Format($"setpts=PTS*{Stretch:0.######},fps={FrameRate:0.###}");
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
