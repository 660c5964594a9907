using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Training;

/// <summary>Decodes a segment of an uploaded video to raw frames at the model's frame rate.</summary>
internal sealed class SegmentReader : IAsyncDisposable
{
    /// <summary>Twenty times what ten seconds of 4K at 25 frames a second take; it is the lane of everybody that is held meanwhile.</summary>
    private static readonly ToolLimits Limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(5) };

    private readonly ChildProcess _decoder;

    private SegmentReader(ChildProcess decoder) => _decoder = decoder;

    /// <param name="segment">What to decode.</param>
    /// <param name="filters">A filter graph with one input and one output, built from numbers only.</param>
    /// <param name="pixelFormat">ffmpeg's name of the wanted pixel format.</param>
    /// <param name="cancellationToken">Stops the decoder.</param>
    public static SegmentReader Open(
        VideoSegment segment, string filters, string pixelFormat, CancellationToken cancellationToken) =>
        new(ChildProcess.Start(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. segment.Seek, .. FFmpeg.UntrustedInput(segment.File),
                "-filter_complex", $"[0:V:0]fps={VideoModelFiles.FrameRate},{filters}",
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
        catch (MediaToolException exception) when (exception.Fault is ToolFault.Refused)
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "The video is damaged and cannot be played. Please export it again and upload it anew.",
                exception);
        }
        catch (MediaToolException exception) when (exception.Fault is ToolFault.TooCostly)
        {
            throw new MediaRejectedException(
                MediaRejection.TooCostly,
                $"To decode the video takes more than {Limits.ProcessorTime?.TotalMinutes:0} minutes of computing. "
                + "Please export it in a smaller size or with fewer frames a second.",
                exception);
        }
    }

    public ValueTask DisposeAsync() => _decoder.DisposeAsync();
}
