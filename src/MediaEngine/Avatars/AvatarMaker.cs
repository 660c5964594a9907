using System.Text.Json;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Avatars;

/// <summary>
/// Makes avatars with ffmpeg. The file's first bytes choose its one demuxer and decoder; nothing else of ffmpeg can be
/// reached by it. A picture that says to be larger than is taken is never decoded, and one that says something else than
/// it is, is given up before memory is made for it.
/// </summary>
/// <param name="media">Where uploads come from and avatars go.</param>
/// <param name="workFolder">Where files are while they are worked on.</param>
public sealed class AvatarMaker(IMediaStore media, string workFolder) : IAvatarMaker
{
    private const int MaxPixels = IAvatarMaker.MaxSide * IAvatarMaker.MaxSide;

    // A picture of the largest size takes about a second; whoever asked waits for the answer.
    private static readonly ToolLimits _limits = ToolLimits.Quick with
    {
        ProcessorTime = TimeSpan.FromSeconds(20),
        Patience = TimeSpan.FromMinutes(2),
    };

    private const string Damaged = "The picture is damaged or incomplete.";

    // Everybody can ask for as many as they like at once; each takes a process, and memory for a whole picture.
    private static readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    /// <remarks>As many as there are processors go on at once in the process; the others wait.</remarks>
    public async Task<string?> MakeAsync(MediaKey source, MediaKey target, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await WorkAsync(source, target, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<string?> WorkAsync(MediaKey source, MediaKey target, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create(workFolder);
        string upload = folder.File("upload");
        await media.FetchAsync(source, upload, cancellationToken);
        byte[] content = await File.ReadAllBytesAsync(upload, cancellationToken);
        if (PictureFormat.Of(content) is not { } format) return "The file is no JPEG, PNG or WebP image.";
        if (PictureSize.Of(content) is { IsTooLarge: true } size)
            return $"The picture is {size.Width} × {size.Height} pixels large; "
                + $"at most {IAvatarMaker.MaxSide} × {IAvatarMaker.MaxSide} are possible.";
        string avatar = folder.File("avatar.jpg");
        try
        {
            if (await OrientationAsync(upload, format, cancellationToken) is not { } orientation) return Damaged;
            await ConvertAsync(
                upload, format, orientation, avatar, _limits with { Disk = folder.Quota }, cancellationToken);
        }
        catch (MediaToolException damaged) when (damaged.Fault is ToolFault.Refused)
        {
            return Damaged;
        }
        catch (MediaToolException costly) when (costly.Fault is ToolFault.TooCostly or ToolFault.TooMuchOutput)
        {
            return "To decode the picture takes more than "
                + $"{_limits.ProcessorTime?.TotalSeconds:0} seconds of computing.";
        }
        await using FileStream made = File.OpenRead(avatar);
        await media.WriteAsync(target, made, "image/jpeg", cancellationToken);
        return null;
    }

    /// <summary>How the picture has to be turned, as EXIF counts it, or null when there is none.</summary>
    private static async Task<int?> OrientationAsync(
        string file, PictureFormat format, CancellationToken cancellationToken)
    {
        string json = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            [
                "-loglevel", "error", .. Input(file, format), "-read_intervals", "%+#1",
                "-show_entries", "frame=width,height:frame_tags=Orientation", "-of", "json",
            ],
            _limits,
            cancellationToken);
        PictureDocument picture = JsonSerializer.Deserialize(json, PictureJsonContext.Default.PictureDocument)!;
        if (picture.Frames is not [{ } frame, ..]) return null;
        if (frame.Width < 1 || frame.Height < 1 || new PictureSize(frame.Width, frame.Height).IsTooLarge) return null;
        return int.TryParse(frame.Tags?.GetValueOrDefault("Orientation"), out int orientation) ? orientation : 1;
    }

    private static Task ConvertAsync(
        string file,
        PictureFormat format,
        int orientation,
        string avatar,
        ToolLimits limits,
        CancellationToken cancellationToken)
    {
        int side = IAvatarMaker.Side;
        // What can be seen through lies on white.
        string filters =
            $"[0:v]{Upright(orientation)}crop=min(iw\\,ih):min(iw\\,ih)," +
            $"scale={side}:{side}:flags=lanczos,setsar=1[picture];" +
            "[1:v][picture]overlay=format=gbrp:shortest=1,format=yuvj420p[avatar]";
        return ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions,
                // Without the first two, a damaged picture would be a blank one.
                "-xerror", "-err_detect", "explode", "-noautorotate", .. Input(file, format),
                "-f", "lavfi", "-i", $"color=white:size={side}x{side}",
                "-filter_complex", filters, "-map", "[avatar]", "-frames:v", "1",
                "-map_metadata", "-1", "-flags:v", "+bitexact", "-fflags", "+bitexact",
                "-q:v", "3", "-f", "mjpeg", avatar,
            ],
            limits,
            cancellationToken);
    }

    private static string[] Input(string file, PictureFormat format) =>
    [
        "-protocol_whitelist", "file", "-f", format.Demuxer, "-codec_whitelist", format.Decoder,
        "-max_pixels", $"{MaxPixels}", "-i", Path.GetFullPath(file),
    ];

    /// <summary>The filters that undo an orientation of EXIF.</summary>
    private static string Upright(int orientation) => orientation switch
    {
        2 => "hflip,",
        3 => "hflip,vflip,",
        4 => "vflip,",
        5 => "transpose=cclock_flip,",
        6 => "transpose=clock,",
        7 => "transpose=clock_flip,",
        8 => "transpose=cclock,",
        _ => "",
    };
}
