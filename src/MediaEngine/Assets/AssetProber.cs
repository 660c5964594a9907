using System.Globalization;
using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.MediaEngine.Avatars;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Assets;

/// <summary>
/// Looks into files with ffprobe. The one demuxer that goes with how a file begins reads it, and nothing else of ffmpeg can be
/// reached by it.
/// </summary>
/// <param name="media">Where the files are.</param>
/// <param name="workFolder">Where they are while they are looked at.</param>
public sealed class AssetProber(IMediaStore media, string workFolder) : IAssetProber
{
    private const string Damaged = "The file is damaged or incomplete. Please export it again and upload it anew.";
    private static readonly ToolLimits _limits = ToolLimits.Quick;

    // Everybody can upload as much as they like at once; each takes a process.
    private static readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    /// <remarks>As many as there are processors go on at once in the process; the others wait.</remarks>
    public async Task<Result<AssetContent>> ProbeAsync(
        MediaKey file, FileFormat format, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            using var folder = TemporaryFolder.Create(workFolder);
            string path = folder.File("asset");
            await media.FetchAsync(file, path, cancellationToken);
            return await DescribeAsync(path, format, cancellationToken);
        }
        catch (MediaToolException error) when (error.Fault is ToolFault.Refused)
        {
            return new FileRefused(Damaged);
        }
        catch (MediaToolException error) when (error.Fault is ToolFault.TooCostly or ToolFault.TooMuchOutput)
        {
            return new FileRefused("To find out what is in the file takes more computing than any ordinary file does.");
        }
        finally
        {
            _slots.Release();
        }
    }

    private static async Task<Result<AssetContent>> DescribeAsync(
        string path, FileFormat format, CancellationToken cancellationToken)
    {
        string json = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            ["-loglevel", "error", "-show_entries", ProbeDocument.Entries, "-of", "json", .. Input(path, format)],
            _limits,
            cancellationToken);
        ProbeDocument document = JsonSerializer.Deserialize(json, ProbeJsonContext.Default.ProbeDocument)!;
        if (format.IsPicture) return await PictureAsync(path, format, document, cancellationToken);
        ProbedStream? picture = PictureProber.Find(document);
        bool hasSound = Array.Exists(document.Streams ?? [], stream => stream.CodecType == "audio");
        if (picture is null && !hasSound)
            return new FileRefused("There are neither moving pictures nor sound in this file.");
        double? duration = Seconds(document.Format?.Duration) is > 0 and var told
            ? told
            : await MeasureAsync(path, format, picture is null ? 'a' : 'v', cancellationToken);
        if (duration is not > 0) return new FileRefused(Damaged);
        AssetContent content = new(picture is null ? AssetKind.Audio : AssetKind.Video, format.Name)
        {
            DurationSeconds = duration,
            HasSound = hasSound,
        };
        if (picture is null) return content;
        if (picture.Width <= 0 || picture.Height <= 0) return new FileRefused(Damaged);
        (int width, int height) = Shown(picture);
        return TooLarge(width, height) ?? (Result<AssetContent>)(content with
        {
            Width = width,
            Height = height,
            FrameRate = Ratio(picture.AvgFrameRate),
        });
    }

    private static async Task<Result<AssetContent>> PictureAsync(
        string path, FileFormat format, ProbeDocument document, CancellationToken cancellationToken)
    {
        ProbedStream? stream = Array.Find(document.Streams ?? [], each => each.CodecType == "video");
        (int width, int height) = (stream?.Width ?? 0, stream?.Height ?? 0);
        if (format == FileFormat.WebP && width == 0)
        {
            // One that moves is told by its header alone.
            byte[] head = new byte[FileFormat.HeadBytes];
            await using FileStream file = File.OpenRead(path);
            int length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            if (PictureHeader.SizeIn(head.AsSpan(0, length)) is { } told) (width, height) = (told.Width, told.Height);
        }
        if (width <= 0 || height <= 0) return new FileRefused("The picture is damaged or incomplete.");
        return TooLarge(width, height) ?? (Result<AssetContent>)new AssetContent(AssetKind.Image, format.Name)
        {
            Width = width,
            Height = height,
        };
    }

    private static FileRefused? TooLarge(int width, int height) => Math.Max(width, height) > MediaLimits.MaximumSide
        ? new FileRefused(
            $"The picture is {width} × {height} pixels large; at most {MediaLimits.MaximumSide} a side are possible.")
        : null;

    /// <summary>What browsers record has no length: then the packets are counted.</summary>
    private static async Task<double?> MeasureAsync(
        string path, FileFormat format, char stream, CancellationToken cancellationToken)
    {
        string report = await ChildProcess.ReadTextAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, .. Input(path, format), "-map", $"0:{stream}:0", "-c", "copy",
                $"-bsf:{stream}", "setts=ts=TS-STARTPTS", "-progress", "pipe:1", "-f", "null", "-",
            ],
            _limits,
            cancellationToken);
        const string Key = "out_time_us=";
        string last = report.Split('\n').LastOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) ?? Key;
        return long.TryParse(last[Key.Length..], CultureInfo.InvariantCulture, out long microseconds)
            ? microseconds / 1e6
            : null;
    }

    private static (int Width, int Height) Shown(ProbedStream picture)
    {
        double pixelAspect = Ratio(picture.SampleAspectRatio?.Replace(':', '/')) ?? 1;
        int width = (int)Math.Round(picture.Width * pixelAspect);
        string? matrix = picture.SideDataList?.FirstOrDefault(data => data.Displaymatrix is not null)?.Displaymatrix;
        return Orientation.Of(matrix).SwapsSides ? (picture.Height, width) : (width, picture.Height);
    }

    private static string[] Input(string path, FileFormat format) =>
    [
        "-protocol_whitelist", "file", "-f", Demuxer(format),
        "-max_pixels", $"{MediaLimits.MaximumSide * MediaLimits.MaximumSide}", "-i", Path.GetFullPath(path),
    ];

    private static string Demuxer(FileFormat format) => format.Family switch
    {
        "iso" => "mov",
        "jpeg" or "png" or "webp" => $"{format.Family}_pipe",
        var family => family,
    };

    private static double? Ratio(string? ratio) =>
        ratio?.Split('/') is [var dividend, var divisor] &&
        Seconds(dividend) is { } above and > 0 && Seconds(divisor) is { } below and > 0
            ? above / below
            : null;

    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) ? seconds : null;
}
