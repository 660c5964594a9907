using System.Globalization;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Composing;

/// <summary>What is seen in a film.</summary>
/// <param name="Probe">The picture's file.</param>
/// <param name="Duration">Seconds of the film.</param>
internal sealed record FilmPicture(MediaProbe Probe, double Duration)
{
    private const double FastestRate = 60;
    private const double UsualRate = 25;
    private const double TitleFadeIn = 0.5;
    private const double TitleFadeOut = 0.7;
    private const double LongestOffset = 0.1;

    private VideoProperties Video => Probe.Video!;

    public int Width => Even(Video.Width);

    public int Height => Even(Video.Height);

    public double FrameRate =>
        Video.FrameRate > 0 ? Math.Min(Video.FrameRate, FastestRate)
        : Video.Times.Frames > 1 ? Math.Min(Video.Times.Frames / Video.Times.Duration, FastestRate)
        : UsualRate;

    /// <summary>Whether the stream can go over as it is, when nothing is changed in it.</summary>
    public bool CanBeCopied(FilmContainer container) =>
        FilmEncoding.Takes(container, Video.Codec)
        && Probe.Container is "mp4" or "matroska"
        && Math.Abs(Video.Times.Start) < LongestOffset
        && Math.Abs(Video.Times.Span - Video.Times.Duration) < LongestOffset
        && Duration <= Probe.Duration + (1 / FrameRate);

    /// <summary>The filters of the picture.</summary>
    /// <param name="title">The title's input and its seconds; null when there is none.</param>
    /// <param name="scalesTitle">Whether it is of another size.</param>
    /// <param name="plate">The watermark's input and the watermark.</param>
    /// <param name="endFade">Seconds; 0 for none.</param>
    public string Graph((int Input, double Seconds)? title, bool scalesTitle, (int Input, Watermark Plate)? plate, double endFade)
    {
        double hold = Duration - Probe.Duration;
        string held = hold > 0 ? Text($",tpad=stop_mode=clone:stop_duration={hold + 1:0.###}") : "";
        string last = Text($"[0:{Video.Stream}]{PictureFilters.EvenTimes},fps={FrameRate:0.######},")
            + PictureFilters.Fit(Video, Width, Height) + "," + PictureFilters.Colours(Video)
            + Text($"{held},trim=duration={Duration:0.######},setpts=PTS-STARTPTS");
        List<string> graph = [];
        if (title is { } shown)
        {
            double seconds = Math.Min(shown.Seconds, Duration);
            string scale = scalesTitle ? Text($",scale={Width}:{Height}:flags=lanczos") : "";
            graph.Add($"{last}[untitled]");
            graph.Add(
                Text($"[{shown.Input}:v]format=rgba{scale},loop=loop=-1:size=1:start=0,setpts=N/({FrameRate:0.######}*TB),")
                + Text($"trim=duration={seconds:0.###},fade=t=in:st=0:d={TitleFadeIn}:alpha=1,")
                + Text($"fade=t=out:st={seconds - TitleFadeOut:0.###}:d={TitleFadeOut}:alpha=1[title]"));
            last = "[untitled][title]overlay=0:0:eof_action=pass";
        }
        if (endFade > 0) last += Text($",fade=t=out:st={Duration - endFade:0.###}:d={endFade:0.###}");
        if (plate is { } notice)
        {
            graph.Add($"{last}[unmarked]");
            last = Text($"[unmarked][{notice.Input}:v]overlay={notice.Plate.Left}:{notice.Plate.Top}:eof_action=repeat");
        }
        graph.Add($"{last},format=yuv420p[picture]");
        return string.Join(';', graph);
    }

    private static int Even(int side) => Math.Max(2, side & ~1);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
