using System.Globalization;
using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Training;

/// <summary>
/// Looks through a whole clip for the part that becomes the model. What that costs is bounded: a short clip is decoded,
/// of a long one at most some hundred frames that can be decoded alone.
/// </summary>
/// <param name="faces">Finds the faces.</param>
/// <param name="temporaryRoot">Where those frames wait; <see cref="TemporaryFolder.DefaultRoot"/> when null.</param>
/// <param name="decodedPixels">Clips with more pixels in all of their frames are long ones.</param>
internal sealed class ClipScanner(FaceDetector faces, string? temporaryRoot, double decodedPixels = 4e9)
{
    private const int MostSamples = 150;
    private const double ShortestInterval = 0.4;
    private const int CanvasSide = 640;

    /// <summary>Chooses the parts of a clip that it could be trained from, the best first.</summary>
    /// <exception cref="MediaRejectedException">No part of it is of use, or it cannot be decoded.</exception>
    public async Task<IReadOnlyList<VideoSegment>> ChooseAsync(
        string file, VideoProperties video, IProgress<double> progress, CancellationToken cancellationToken)
    {
        bool counted = (double)video.Times.Frames * video.CodedWidth * video.CodedHeight <= decodedPixels;
        double duration = counted ? video.Times.Duration : video.Times.Span;
        FaceSamples seen = counted
            ? await ScanAsync(
                file, $"[0:{video.Stream}]{PictureFilters.EvenTimes}", video, duration, progress, cancellationToken)
            : await ScanKeyFramesAsync(file, video, duration, progress, cancellationToken);

        return [.. seen.RequireGood(VideoSegment.MaximumDuration).Select(window =>
        {
            int frames = (int)Math.Round(window.Duration * VideoModelFiles.FrameRate);
            VideoSegment segment = new(file, InShape(video, seen.Samples[window.First].Shape), frames);
            return counted
                ? segment with { Skip = (int)Math.Round(window.Start * VideoModelFiles.FrameRate) }
                : segment with { Seek = video.Times.Start + window.Start };
        })];
    }

    /// <summary>Copies evenly spread key frames into a file of their own, since not every decoder can leave out the others.</summary>
    private async Task<FaceSamples> ScanKeyFramesAsync(
        string file, VideoProperties video, double duration, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var temporary = TemporaryFolder.Create(temporaryRoot);
        string keyFrames = temporary.File("keyframes.mkv");
        int step = Math.Max(1, (video.Times.KeyFrames + MostSamples - 1) / MostSamples);
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-fflags", "+genpts", .. FFmpeg.UntrustedInput(file),
                "-map", Format($"0:{video.Stream}"), "-c", "copy",
                "-bsf:v", Format($"noise=amount=0:drop='if(key,gt(mod(st(0,ld(0)+1)-1,{step}),0),1)'"),
                "-frames:v", Format($"{MostSamples}"), "-f", "matroska", keyFrames,
            ],
            SegmentReader.Limits with { Disk = temporary.Quota },
            cancellationToken);
        return await ScanAsync(
            keyFrames, "[0:v:0]setpts=PTS-STARTPTS", video, duration, progress, cancellationToken);
    }

    private async Task<FaceSamples> ScanAsync(
        string file,
        string times,
        VideoProperties video,
        double duration,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        double interval = Math.Max(ShortestInterval, duration / MostSamples);
        int count = Math.Max(1, (int)Math.Ceiling(duration / interval));
        Vector2 toSource = new((float)Math.Max(video.Width, video.Height) / CanvasSide);
        (RgbFrame frame, RgbFrame last) = (new RgbFrame(CanvasSide, CanvasSide), new RgbFrame(CanvasSide, CanvasSide));
        List<FaceSample> samples = new(count);
        // Rounded up, a sample is what was shown last at its time: of key frames, the picture may change long afterwards.
        await using var reader = SegmentReader.Open(
            file,
            VideoSegment.WholeFrames,
            $"{times},{Format($"fps=1/{interval:0.######}:round=up:eof_action=pass")},"
            + $"{PictureFilters.Fit(video, CanvasSide, CanvasSide, Surround.Colour)},{PictureFilters.Colours(video)}",
            count,
            "rgb24",
            cancellationToken);
        while (samples.Count < count && await reader.ReadAsync(frame.Pixels))
        {
            // Between two key frames the picture is held, and looking at it again tells nothing new.
            samples.Add(samples.Count > 0 && frame.Pixels.AsSpan().SequenceEqual(last.Pixels)
                ? samples[^1]
                : FaceSample.Of(faces.Detect(frame, FaceObserver.MinimumScore), toSource, Surround.ShapeWithin(frame)));
            (frame, last) = (last, frame);
            progress.Report((double)samples.Count / count);
        }

        return samples.Count > 0
            ? new FaceSamples(0, duration, interval, Reach: 0.5, samples)
            : throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "Most of the video is missing or cannot be played. Please export it again and upload it anew.");
    }

    /// <summary>A phone that is turned swaps the sides; frames of any other shape are taken to be as long.</summary>
    private static VideoProperties InShape(VideoProperties video, double shape)
    {
        const double Tolerance = PictureFilters.SameShape;
        if (Math.Abs((shape * video.Height / video.Width) - 1) < Tolerance) return video;
        if (Math.Abs((shape * video.Width / video.Height) - 1) < Tolerance)
            return video with { Width = video.Height, Height = video.Width };
        int side = Math.Max(video.Width, video.Height);
        return video with
        {
            Width = Math.Max(1, (int)Math.Round(side * Math.Min(1, shape))),
            Height = Math.Max(1, (int)Math.Round(side / Math.Max(1, shape))),
        };
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
