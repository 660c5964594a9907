using System.Globalization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>
/// A mezzanine, round and round, with another picture around the mouth. ffmpeg decodes, lays the mouths over it and encodes: no
/// whole frame leaves it (ADR 0079).
/// </summary>
/// <param name="Mezzanine">The mezzanine.</param>
/// <param name="Box">Where the mouths belong.</param>
/// <param name="Frames">How many frames to make.</param>
/// <param name="Watermark">The file with the notice's <see cref="Watermark.Plate"/>, and the notice; null for none.</param>
/// <param name="Sound">The file with the sound.</param>
/// <param name="SoundFilters">ffmpeg filters for the sound.</param>
/// <param name="Metadata">The file with the metadata.</param>
/// <param name="Output">The file to make.</param>
/// <param name="Thumbnail">The JPEG file to make of one of the frames (<see cref="TalkingHead.Thumbnail"/>), without its mark.</param>
internal sealed record HeadFilm(
    string Mezzanine,
    MouthBox Box,
    int Frames,
    (string Plate, Watermark Notice)? Watermark,
    string Sound,
    string SoundFilters,
    string Metadata,
    string Output,
    string Thumbnail)
{
    private const int Rate = VideoModelFiles.FrameRate;

    /// <summary>Makes it.</summary>
    /// <param name="paint">Fills the part of a frame, by its number, with yuv420p.</param>
    /// <param name="progress">Hears about every frame; may be null.</param>
    /// <param name="cancellationToken">Kills the encoder.</param>
    /// <exception cref="MediaToolException">ffmpeg failed.</exception>
    public async Task WriteAsync(
        Func<int, Memory<byte>, ValueTask> paint, IProgress<RenderProgress>? progress, CancellationToken cancellationToken)
    {
        await using var encoder = ChildProcess.Start(
            FFmpeg.Tool,
            Arguments(),
            ChildStreams.Input,
            ToolLimits.Work with { Disk = DiskQuota.Around(Output) },
            cancellationToken);
        byte[] mouth = new byte[Box.Bytes];
        for (int index = 0; index < Frames; index++)
        {
            await paint(index, mouth);
            await encoder.WriteAsync(mouth);
            progress?.Report(new RenderProgress(index + 1, Frames));
        }

        await encoder.CompleteAsync();
    }

    // One thread for the filters, which do little: handing slices to several takes longer.
    private IEnumerable<string> Arguments() =>
    [
        .. FFmpeg.GlobalOptions, "-filter_complex_threads", "1",
        "-i", Sound,
        "-f", "ffmetadata", "-i", Metadata,
        "-threads", "1", "-stream_loop", "-1", "-i", Mezzanine,
        .. Raw("yuv420p", Box.Width, Box.Height), "-i", "pipe:0",
        .. Watermark is { } mark ? [.. Raw("rgba", mark.Notice.Width, mark.Notice.Height), "-i", mark.Plate] : (string[])[],
        "-filter_complex", Graph(),
        "-map", "[film]", "-map", "0:a", "-map_metadata", "1",
        .. SteadyEncoding.Options(SoundFilters, Output),
        "-map", "[thumbnail]", .. TalkingHead.Thumbnail.Options(Thumbnail),
    ];

    // The pictures are counted, so that a frame gets its own mouth, however the mezzanine's times go on when it begins again.
    private string Graph()
    {
        string times = $"setpts=N/({Rate}*TB)";
        string notice = Watermark is { } mark
            ? Format($"[spoken];[spoken][4:v]overlay={mark.Notice.Left}:{mark.Notice.Top}")
            : "";
        return Format($"[3:v]{times}[mouth];[2:v]{times}[head];[head][mouth]overlay={Box.Left}:{Box.Top}:shortest=1")
            + $"{notice},split[film][still];[still]{TalkingHead.Thumbnail.Filters(TalkingHead.Thumbnail.FrameOf(Frames, Rate))}[thumbnail]";
    }

    private static string[] Raw(string format, int width, int height) =>
    [
        "-f", "rawvideo", "-pix_fmt", format, "-video_size", Format($"{width}x{height}"), "-framerate", Format($"{Rate}"),
    ];

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
