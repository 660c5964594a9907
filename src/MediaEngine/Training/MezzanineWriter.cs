using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Training;

/// <summary>
/// Writes a segment forward and then backward as one cycle whose end meets its beginning. ffmpeg's own reverse filter
/// would hold all frames in memory (780 MB for 10 s); here they wait in a temporary file.
/// </summary>
internal sealed class MezzanineWriter(TemporaryFolder temporary, VideoModelFiles files)
{
    private const int FrameBytes = MezzanineFraming.Width * MezzanineFraming.Height * 3 / 2;

    /// <param name="segment">The part of the upload, two frames or more.</param>
    /// <param name="framing">How its frames become mezzanine frames.</param>
    /// <param name="bestFrame">The frame that becomes the thumbnail.</param>
    /// <param name="progress">0 to 1.</param>
    /// <param name="cancellationToken">Stops the tools.</param>
    /// <exception cref="MediaRejectedException">The video cannot be decoded.</exception>
    public async Task WriteAsync(
        VideoSegment segment,
        MezzanineFraming framing,
        int bestFrame,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        int frameCount = segment.FrameCount;
        int cycle = CycleLength(frameCount);
        byte[] frame = new byte[FrameBytes];
        using SafeFileHandle store = File.OpenHandle(
            temporary.File("segment.yuv"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
            FileOptions.DeleteOnClose);
        await using (ChildProcess encoder = StartEncoder(cancellationToken))
        {
            await using (var reader = SegmentReader.Open(segment, framing.Filters, "yuv420p", cancellationToken))
            {
                for (int i = 0; i < frameCount; i++)
                {
                    if (!await reader.ReadAsync(frame))
                        throw new InvalidOperationException($"The second pass has only {i} of {frameCount} frames.");
                    RandomAccess.Write(store, frame, (long)i * FrameBytes);
                    await encoder.WriteAsync(frame);
                    progress.Report((i + 1d) / cycle);
                }
            }

            for (int i = frameCount; i < cycle; i++)
            {
                ReadFrame(store, cycle - i, frame);
                await encoder.WriteAsync(frame);
                progress.Report((i + 1d) / cycle);
            }

            await encoder.CompleteAsync();
        }

        ReadFrame(store, bestFrame, frame);
        await WriteThumbnailAsync(frame, cancellationToken);
    }

    /// <summary>The frames of a cycle: neither end is shown twice in a row.</summary>
    public static int CycleLength(int frameCount) => (2 * frameCount) - 2;

    private static void ReadFrame(SafeFileHandle store, int index, Span<byte> frame)
    {
        int read = 0;
        while (read < frame.Length)
        {
            int count = RandomAccess.Read(store, frame[read..], ((long)index * FrameBytes) + read);
            read += count > 0 ? count : throw new EndOfStreamException("The temporary file of the segment was cut.");
        }
    }

    /// <summary>Short groups of pictures without B frames start and loop quickly and are decoded with little work.</summary>
    private static string[] EncoderOptions(string stream, string file) =>
    [
        "-map", stream, "-an", "-c:v", "libx264", "-preset", "superfast", "-tune", "fastdecode", "-crf", "18",
        "-g", VideoModelFiles.FrameRate.ToString(CultureInfo.InvariantCulture), "-bf", "0", "-pix_fmt", "yuv420p",
        "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
        "-movflags", "+faststart", file,
    ];

    private static string[] RawInput() =>
    [
        "-f", "rawvideo", "-pix_fmt", "yuv420p",
        "-video_size", $"{MezzanineFraming.Width}x{MezzanineFraming.Height}",
        "-framerate", VideoModelFiles.FrameRate.ToString(CultureInfo.InvariantCulture),
        "-i", "pipe:0",
    ];

    private ChildProcess StartEncoder(CancellationToken cancellationToken) => ChildProcess.Start(
        FFmpeg.Tool,
        [
            .. FFmpeg.GlobalOptions, .. RawInput(),
            "-filter_complex", "[0:v]split[full][copy];[copy]scale=1280:720[small]",
            .. EncoderOptions("[full]", files.Mezzanine1080),
            .. EncoderOptions("[small]", files.Mezzanine720),
        ],
        ChildStreams.Input,
        ToolLimits.Work with { Disk = temporary.Quota },
        cancellationToken);

    private async Task WriteThumbnailAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await using var encoder = ChildProcess.Start(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. RawInput(),
                "-frames:v", "1", "-vf", "scale=640:360:out_range=pc", "-q:v", "3", "-f", "image2", "-update", "1",
                files.Thumbnail,
            ],
            ChildStreams.Input,
            ToolLimits.Quick with { Disk = temporary.Quota },
            cancellationToken);
        await encoder.WriteAsync(frame);
        await encoder.CompleteAsync();
    }
}
