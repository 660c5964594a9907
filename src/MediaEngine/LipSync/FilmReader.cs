using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.LipSync;

/// <summary>An uploaded film whose lips shall be moved.</summary>
internal sealed partial class FilmReader
{
    /// <summary>Faces are looked for in smaller frames.</summary>
    private const int AnalysisSide = 720;

    /// <summary>What frames that are held back may take, in bytes: enough for 1080 lines, sixty times a second.</summary>
    private const long MostHeld = 128 << 20;

    /// <summary>To see a face in frames of which no others are made, the edges of their blocks need not be smoothed.</summary>
    private static readonly string[] _looking = ["-skip_loop_filter", "noref", .. VideoSegment.WholeFrames];

    private readonly FilmTiming _timing;
    private VideoSegment _segment;

    /// <param name="file">The film.</param>
    /// <param name="video">Its picture.</param>
    /// <param name="timing">Which of its frames are used.</param>
    /// <param name="longestSide">A film that is larger is made smaller: the most pixels of its longer side.</param>
    public FilmReader(string file, VideoProperties video, FilmTiming timing, int longestSide)
    {
        _segment = new VideoSegment(file, video, video.Times.Frames);
        _timing = timing;
        (Width, Height) = Within(longestSide);
    }

    /// <summary>Pixels of the result, even.</summary>
    public int Width { get; }

    /// <summary>Pixels of the result, even.</summary>
    public int Height { get; }

    /// <summary>Whether the face can be followed while the film is made anew; else it is followed before.</summary>
    public bool FollowsAtOnce => Width * Height * 3L / 2 * PassingFaces.Ahead(_timing.FrameRate) <= MostHeld;

    /// <summary>Finds the face in every frame.</summary>
    /// <exception cref="MediaRejectedException">The film cannot be decoded.</exception>
    public async Task<LipTrack> FollowAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        _segment = await ExamineAsync(cancellationToken);
        (int width, int height) = Within(Math.Min(AnalysisSide, Math.Max(Width, Height)));
        int step = FilmFaces.StepAt(_timing.FrameRate);
        FilmFaces faces = new(new Vector2((float)Width / width, (float)Height / height), step);
        await using var reader = SegmentReader.Open(
            _segment.File, _looking, Filters(width, height, step), (_timing.Frames + step - 1) / step, "yuv420p", cancellationToken);
        (YuvFrame[] looks, YuvFrame[] next) = (Looks(), Looks());
        // The first block is a single frame, so that every block has a searched frame before it.
        int read = await ReadAsync(looks[..1]);
        while (read > 0)
        {
            // The decoder works on while faces are looked for.
            Task<int> reading = ReadAsync(next);
            faces.Observe(looks.AsSpan(0, read));
            progress.Report(Math.Min(1, (double)faces.Count / _timing.Frames));
            read = await reading;
            (looks, next) = (next, looks);
        }

        return faces.Count > 0
            ? faces.Track()
            : throw Damaged();

        YuvFrame[] Looks() =>
            [.. Enumerable.Range(0, FilmFaces.SearchInterval).Select(_ => new YuvFrame(width, height, new byte[width * height * 3 / 2]))];

        async Task<int> ReadAsync(YuvFrame[] block)
        {
            int count = 0;
            while (count < block.Length && await reader.ReadAsync(block[count].Planes))
                count++;
            return count;
        }
    }

    private async Task<VideoSegment> ExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await InterlaceDetector.ExamineAsync(_segment, cancellationToken);
        }
        catch (MediaToolException exception) when (SegmentReader.Rejection(exception) is not null)
        {
            throw SegmentReader.Rejection(exception)!;
        }
    }

    private static MediaRejectedException Damaged() => new(
        MediaRejection.CorruptFile, "The video is damaged and cannot be played. Please export it again and upload it anew.");

    // Every so many frames of the result's.
    private string Filters(int width, int height, int step, string? aside = null) =>
        _timing.Filters(_segment, aside) + (step == 1 ? "," : $",framestep={step},")
        + $"{PictureFilters.Fit(_segment.Video, width, height)},{PictureFilters.Colours(_segment.Video)}";

    private (int Width, int Height) Within(int longestSide)
    {
        VideoProperties video = _segment.Video;
        double scale = Math.Min(1, (double)longestSide / Math.Max(video.Width, video.Height));
        return (Even(video.Width * scale), Even(video.Height * scale));
    }

    private static int Even(double pixels) => Math.Max(2, (int)Math.Round(pixels / 2) * 2);
}
