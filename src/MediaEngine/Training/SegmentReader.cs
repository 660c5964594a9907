using System.Globalization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Training;

/// <summary>Decodes a segment of an uploaded video to raw frames at the model's frame rate.</summary>
internal sealed class SegmentReader : IAsyncDisposable
{
    /// <summary>
    /// Twenty times what ten seconds of 4K at 25 frames a second take; it is the lane of everybody that is held meanwhile.
    /// </summary>
    internal static readonly ToolLimits Limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(5) };

    private readonly ChildProcess _decoder;

    private SegmentReader(ChildProcess decoder) => _decoder = decoder;

    /// <param name="segment">What to decode.</param>
    /// <param name="filters">A filter graph with one input and one output, built from numbers only.</param>
    /// <param name="pixelFormat">ffmpeg's name of the wanted pixel format.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    public static SegmentReader Open(
        VideoSegment segment, string filters, string pixelFormat, CancellationToken cancellationToken)
    {
        string deinterlacing = segment.Deinterlacing is { } fields ? fields + "," : "";
        return Open(
            segment.File,
            segment.InputOptions,
            string.Create(
                CultureInfo.InvariantCulture,
                $"[0:{segment.Video.Stream}]{PictureFilters.EvenTimes},{deinterlacing}")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"fps={VideoModelFiles.FrameRate},trim=start_frame={segment.Skip},{filters}"),
            segment.FrameCount,
            pixelFormat,
            cancellationToken);
    }

    /// <param name="file">What to decode.</param>
    /// <param name="inputOptions">Options for ffmpeg before the file's name.</param>
    /// <param name="graph">A filter graph with one output, built from numbers only.</param>
    /// <param name="frameCount">No more frames than these are written, whatever the times in the file say.</param>
    /// <param name="pixelFormat">ffmpeg's name of the wanted pixel format.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    public static SegmentReader Open(
        string file,
        IEnumerable<string> inputOptions,
        string graph,
        int frameCount,
        string pixelFormat,
        CancellationToken cancellationToken) =>
        new(ChildProcess.Start(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. inputOptions, .. FFmpeg.UntrustedInput(file),
                "-filter_complex", graph,
                "-fps_mode", "passthrough", "-frames:v", frameCount.ToString(CultureInfo.InvariantCulture),
                "-f", "rawvideo", "-pix_fmt", pixelFormat, "pipe:1",
            ],
            ChildStreams.Output,
            Limits,
            cancellationToken));

    /// <summary>Reads the next frame.</summary>
    /// <returns>False after the last one.</returns>
    /// <exception cref="MediaRejectedException">The file cannot be decoded.</exception>
    public async ValueTask<bool> ReadAsync(Memory<byte> frame)
    {
        try
        {
            return await _decoder.ReadBlockAsync(frame);
        }
        catch (MediaToolException exception) when (Rejection(exception) is not null)
        {
            throw Rejection(exception)!;
        }
    }

    /// <summary>What a person is told when ffmpeg cannot decode their file, or not at a bearable cost; null for a fault of ours.</summary>
    public static MediaRejectedException? Rejection(MediaToolException cause) => Rejection(cause, Limits);

    /// <param name="cause">What ended the decoder.</param>
    /// <param name="limits">What it was allowed.</param>
    public static MediaRejectedException? Rejection(MediaToolException cause, ToolLimits limits) => cause.Fault switch
    {
        ToolFault.Refused => new MediaRejectedException(
            MediaRejection.CorruptFile,
            "The video is damaged and cannot be played. Please export it again and upload it anew.",
            cause),
        ToolFault.TooCostly => new MediaRejectedException(
            MediaRejection.TooCostly,
            $"To decode the video takes more than {limits.ProcessorTime?.TotalMinutes:0} minutes of computing. "
            + "Please export it in a smaller size or with fewer frames a second.",
            cause),
        _ => null,
    };

    public ValueTask DisposeAsync() => _decoder.DisposeAsync();
}
