using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.LipSync;

/// <summary>An uploaded film whose lips shall be moved.</summary>
internal sealed class FilmReader
{
    /// <summary>Faces are looked for in smaller frames.</summary>
    private const int AnalysisSide = 720;

    /// <summary>What frames that are held back may take, in bytes: enough for 1080 lines, sixty times a second.</summary>
    private const long MostHeld = 128 << 20;

    /// <summary>Three times what ten minutes of 1080 lines take: to decode a film whole is most of the work on it.</summary>
    private static readonly ToolLimits _decoding = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(15) };

    /// <summary>To see a face in frames of which no others are made, the edges of their blocks need not be smoothed.</summary>
    private static readonly string[] _looking = ["-skip_loop_filter", "noref", .. VideoSegment.WholeFrames];

    private readonly VideoSegment _segment;
    private readonly FilmTiming _timing;

    /// <param name="segment">The film, as <see cref="ExamineAsync"/> found it.</param>
    /// <param name="timing">Which of its frames are used.</param>
    /// <param name="longestSide">A film that is larger is made smaller: the most pixels of its longer side.</param>
    public FilmReader(VideoSegment segment, FilmTiming timing, int longestSide)
    {
        (_segment, _timing) = (segment, timing);
        (Width, Height) = Within(longestSide);
    }

    /// <summary>Pixels of the result, even.</summary>
    public int Width { get; }

    /// <summary>Pixels of the result, even.</summary>
    public int Height { get; }

    /// <summary>Whether the face can be followed while the film is made anew; else it is followed before.</summary>
    public bool FollowsAtOnce => Width * Height * 3L / 2 * PassingFaces.Ahead(_timing.FrameRate) <= MostHeld;

    // Input and filters for the result's frames; the last one is repeated for ever.
    private string[] Picture =>
    [
        .. VideoSegment.WholeFrames, .. FFmpeg.UntrustedInput(_segment.File),
        "-filter_complex", $"{Filters(Width, Height, step: 1)},tpad=stop=-1:stop_mode=clone",
    ];

    /// <summary>Looks at the film's way of being stored.</summary>
    /// <exception cref="MediaRejectedException">The film cannot be decoded.</exception>
    public static async Task<VideoSegment> ExamineAsync(string file, VideoProperties video, CancellationToken cancellationToken)
    {
        try
        {
            return await InterlaceDetector.ExamineAsync(new VideoSegment(file, video, video.Times.Frames), cancellationToken);
        }
        catch (MediaToolException exception) when (SegmentReader.Rejection(exception) is not null)
        {
            throw SegmentReader.Rejection(exception)!;
        }
    }

    /// <summary>Finds the face in every frame.</summary>
    /// <exception cref="MediaRejectedException">The film cannot be decoded.</exception>
    public async Task<LipTrack> FollowAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
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

    /// <summary>Makes the film anew, with its lips moved.</summary>
    /// <param name="track">Where the face is; null to follow it at once.</param>
    /// <param name="poses">How the lips are to be, one a frame.</param>
    /// <param name="shares">How much of the way to that they go, 0 to 1, one a frame.</param>
    /// <param name="watermark">What says in the picture that it is AI-made, or null.</param>
    /// <param name="sound">The file with the result's sound.</param>
    /// <param name="metadata">The file with the metadata.</param>
    /// <param name="output">The MP4 file to make.</param>
    /// <param name="thumbnail">The JPEG file to make of one of its frames, without its mark; null for none.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    /// <returns>In how much of the film a face was seen and its lips may be moved, 0 to 1.</returns>
    /// <exception cref="MediaRejectedException">The film cannot be decoded.</exception>
    public async Task<double> WriteAsync(
        LipTrack? track,
        IReadOnlyList<MouthPose> poses,
        IReadOnlyList<float> shares,
        Watermark? watermark,
        string sound,
        string metadata,
        string output,
        string? thumbnail,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        MouthWarp warp = new(Width, Height);
        PassingFaces passing = new(Width, Height, _timing.FrameRate, _timing.Frames);
        FrameLook? look = track is null
            ? new FrameLook(
                passing.Pass,
                PassingFaces.Ahead(_timing.FrameRate),
                _decoding,
                exception => SegmentReader.Rejection(exception, _decoding))
            : null;
        int seen = 0;
        try
        {
            await FramePipeline.RunAsync(
                new VideoStreams(
                    Picture, sound, "anull", metadata, output, Width, Height, _timing.FrameRate, _timing.Frames, thumbnail, look),
                (index, frame) =>
                {
                    (Vector2[]? landmarks, float strength) = track?.At(index) ?? passing.At(index);
                    if (strength > 0) seen++;
                    if (strength * shares[index] > 0) warp.Apply(frame, landmarks, poses[index], strength * shares[index]);
                    watermark?.Apply(frame);
                },
                new RenderShare(progress),
                cancellationToken);
        }
        catch (InvalidDataException) when (track is null)
        {
            throw Damaged();
        }

        return (double)seen / _timing.Frames;
    }

    private static MediaRejectedException Damaged() => new(
        MediaRejection.CorruptFile, "The video is damaged and cannot be played. Please export it again and upload it anew.");

    // Every so many frames of the result's.
    private string Filters(int width, int height, int step) =>
        $"{_timing.Filters(_segment)},framestep={step},{PictureFilters.Fit(_segment.Video, width, height)},"
        + PictureFilters.Colours(_segment.Video);

    private (int Width, int Height) Within(int longestSide)
    {
        VideoProperties video = _segment.Video;
        double scale = Math.Min(1, (double)longestSide / Math.Max(video.Width, video.Height));
        return (Even(video.Width * scale), Even(video.Height * scale));
    }

    private static int Even(double pixels) => Math.Max(2, (int)Math.Round(pixels / 2) * 2);
}
