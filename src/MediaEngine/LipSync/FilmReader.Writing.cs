using System.Numerics;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.LipSync;

/// <summary>Makes the film anew.</summary>
internal sealed partial class FilmReader
{
    /// <summary>Frames from one look into the report on fields to the next.</summary>
    private const int ReportInterval = 10;

    /// <summary>Three times what ten minutes of 1080 lines take: to decode a film whole is most of the work on it.</summary>
    private static readonly ToolLimits _decoding = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(15) };

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
        using var folder = TemporaryFolder.Create();
        string report = folder.File("fields.txt");
        MouthWarp warp = new(Width, Height);
        string? watching = track is null ? InterlaceDetector.Watching(_segment.Video, report) : null;
        // What was made of fields until they were known to be some is made again: that is rare, and some seconds of the film.
        return await RunAsync(watching) ?? (await RunAsync(watching: null))!.Value;

        // In how much of the film a face was seen; null when its frames turned out to be fields.
        async Task<double?> RunAsync(string? watching)
        {
            PassingFaces? passing = track is null ? new(Width, Height, _timing.FrameRate, _timing.Frames) : null;
            bool isJudged = watching is null;
            int seen = 0;
            bool isDone = await FramePipeline.RunAsync(
                new VideoStreams(
                    Picture(watching),
                    sound,
                    metadata,
                    output,
                    Width,
                    Height,
                    _timing.FrameRate,
                    _timing.Frames,
                    thumbnail,
                    passing is null ? null : new FrameLook(See, PassingFaces.Ahead(_timing.FrameRate), _decoding, Refusal)),
                (index, frame) =>
                {
                    (Vector2[]? landmarks, float strength) = passing?.At(index) ?? track!.At(index);
                    if (strength > 0) seen++;
                    if (strength * shares[index] > 0) warp.Apply(frame, landmarks, poses[index], strength * shares[index]);
                    watermark?.Apply(frame);
                },
                new RenderShare(progress),
                cancellationToken);
            return isDone ? (double)seen / _timing.Frames : null;

            bool See(int index, byte[] frame)
            {
                passing!.Pass(index, frame);
                bool isLast = index == _timing.Frames - 1;
                if (isJudged || (index % ReportInterval > 0 && !isLast)) return true;
                string fields = File.ReadAllText(report);
                if (!InterlaceDetector.IsWhole(fields) && !isLast) return true;
                isJudged = true;
                _segment = InterlaceDetector.Judge(_segment, fields);
                return _segment.Deinterlacing is null;
            }
        }
    }

    private static MediaRejectedException? Refusal(MediaToolException? exception) =>
        exception is null ? Damaged() : SegmentReader.Rejection(exception, _decoding);

    // Input and filters for the result's frames; the last one is repeated for ever.
    private string[] Picture(string? aside) =>
    [
        .. VideoSegment.WholeFrames, .. FFmpeg.UntrustedInput(_segment.File),
        "-filter_complex", $"{Filters(Width, Height, step: 1, aside)},tpad=stop=-1:stop_mode=clone",
    ];
}
