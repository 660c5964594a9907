using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;

namespace Understudy.MediaEngine.LipSync;

/// <summary>The files and measures of a render.</summary>
/// <param name="Picture">ffmpeg's input and filters that make at least <paramref name="Frames"/> frames of the size.</param>
/// <param name="Sound">The file with the finished sound.</param>
/// <param name="Metadata">The file with the metadata.</param>
/// <param name="Output">The file to make.</param>
/// <param name="Width">Pixels, even.</param>
/// <param name="Height">Pixels, even.</param>
/// <param name="FrameRate">Frames a second.</param>
/// <param name="Frames">How many frames to make.</param>
/// <param name="Thumbnail">The JPEG file to make of the frame that is shown after a second, or in the middle of a shorter video,
/// without its mark; null for none.</param>
/// <param name="Look">Who looks ahead; null for nobody.</param>
internal sealed record VideoStreams(
    IReadOnlyList<string> Picture,
    string Sound,
    string Metadata,
    string Output,
    int Width,
    int Height,
    double FrameRate,
    int Frames,
    string? Thumbnail = null,
    FrameLook? Look = null);

/// <summary>Changes a yuv420p frame in place.</summary>
internal delegate void FrameEffect(int index, Span<byte> frame);

/// <summary>
/// Decoder → effect → encoder over raw video pipes. Reading, the effect and writing overlap; a few frame buffers
/// go round, so memory does not grow with the length of the video.
/// </summary>
internal static class FramePipeline
{
    private const int Buffers = 3;

    /// <summary>Frames that are decoded and encoded while others are looked at, which takes as long.</summary>
    private const int BuffersOfLook = 8;

    /// <returns>False when it was ended by who looks ahead; what was written is worth nothing.</returns>
    public static async Task<bool> RunAsync(
        VideoStreams streams, FrameEffect effect, IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        FrameLook? look = streams.Look;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var decoder =
            ChildProcess.Start(
                FFmpeg.Tool, DecoderArguments(streams), ChildStreams.Output, look?.Decoding ?? ToolLimits.Work, ending.Token);
        await using var encoder =
            ChildProcess.Start(
                FFmpeg.Tool,
                EncoderArguments(streams),
                ChildStreams.Input,
                ToolLimits.Work with { Disk = DiskQuota.Around(streams.Output) },
                ending.Token);

        ExceptionDispatchInfo? cause = null;
        bool isEnded = false;
        var free = Channel.CreateUnbounded<byte[]>();
        var read = Channel.CreateUnbounded<byte[]>();
        var full = Channel.CreateUnbounded<byte[]>();
        int buffers = look is null ? Buffers : look.Ahead + BuffersOfLook;
        for (int i = 0; i < buffers; i++)
            free.Writer.TryWrite(GC.AllocateUninitializedArray<byte>(streams.Width * streams.Height * 3 / 2));

        Task reading = EndTogether(Task.Run(
            async () =>
            {
                for (int index = 0; index < streams.Frames; index++)
                {
                    byte[] frame = await free.Reader.ReadAsync(ending.Token);
                    if (!await ReadAsync(frame))
                        throw look?.Refusal(null) ?? new InvalidDataException("The film has no frames.");
                    read.Writer.TryWrite(frame);
                }
            },
            CancellationToken.None));
        Task changing = EndTogether(Task.Run(
            async () =>
            {
                Queue<byte[]> held = [];
                int changed = 0;
                for (int index = 0; index < streams.Frames; index++)
                {
                    byte[] frame = await read.Reader.ReadAsync(ending.Token);
                    held.Enqueue(frame);
                    if (look?.See(index, frame) is false)
                    {
                        isEnded = true;
                        await ending.CancelAsync();
                        return;
                    }

                    if (held.Count > (look?.Ahead ?? 0)) Change();
                }

                while (held.Count > 0)
                    Change();

                void Change()
                {
                    byte[] frame = held.Dequeue();
                    effect(changed++, frame);
                    full.Writer.TryWrite(frame);
                }
            },
            CancellationToken.None));
        Task writing = EndTogether(Task.Run(
            async () =>
            {
                for (int index = 0; index < streams.Frames; index++)
                {
                    byte[] frame = await full.Reader.ReadAsync(ending.Token);
                    await encoder.WriteAsync(frame);
                    free.Writer.TryWrite(frame);
                    progress?.Report(new RenderProgress(index + 1, streams.Frames));
                }

                await encoder.CompleteAsync();
            },
            CancellationToken.None));

        await Task.WhenAll(reading, changing, writing);
        if (isEnded) return false;
        cause?.Throw();
        return true;

        async Task<bool> ReadAsync(byte[] frame)
        {
            try
            {
                return await decoder.ReadBlockAsync(frame);
            }
            catch (MediaToolException exception) when (look?.Refusal(exception) is not null)
            {
                throw look.Refusal(exception)!;
            }
        }

        async Task EndTogether(Task task)
        {
            try
            {
                await task;
            }
            catch (Exception exception)
            {
                // The first to fail is the cause; the other one then ends because of it.
                Interlocked.CompareExchange(ref cause, ExceptionDispatchInfo.Capture(exception), null);
                await ending.CancelAsync();
            }
        }
    }

    private static IEnumerable<string> DecoderArguments(VideoStreams streams) =>
    [
        .. FFmpeg.GlobalOptions, .. streams.Picture, "-frames:v", Text(streams.Frames), "-fps_mode", "passthrough",
        "-f", "rawvideo", "-pix_fmt", "yuv420p", "pipe:1",
    ];

    private static IEnumerable<string> EncoderArguments(VideoStreams streams) =>
    [
        .. FFmpeg.GlobalOptions,
        "-thread_queue_size", "1",
        "-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", $"{Text(streams.Width)}x{Text(streams.Height)}",
        "-framerate", streams.FrameRate.ToString("0.###", CultureInfo.InvariantCulture), "-i", "pipe:0",
        "-i", streams.Sound,
        "-f", "ffmetadata", "-i", streams.Metadata,
        "-map", "0:v", "-map", "1:a", "-map_metadata", "2",
        .. SteadyEncoding.Options("anull", streams.Output),
        // Of what is encoded anyway: another tool would have to decode it.
        .. streams.Thumbnail is { } file
            ? Thumbnail.Of(Thumbnail.FrameOf(streams.Frames, streams.FrameRate), file)
            : [],
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
