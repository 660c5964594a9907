using System.Text.Json;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Avatars;

/// <summary>
/// Makes avatars with ffmpeg. The file's first bytes choose its one demuxer and decoder; nothing else of ffmpeg can be
/// reached by it, and a picture that says to be larger than is taken is given up before memory is made for it.
/// </summary>
/// <param name="media">Where uploads come from and avatars go.</param>
/// <param name="workFolder">Where files are while they are worked on.</param>
public sealed class AvatarMaker(IMediaStore media, string workFolder) : IAvatarMaker
{
    private const int MaxPixels = IAvatarMaker.MaxSide * IAvatarMaker.MaxSide;

    // A picture of the largest size takes about a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Everybody can ask for as many as they like at once; each takes a process, and memory for a whole picture.
    private static readonly SemaphoreSlim Slots = new(Environment.ProcessorCount);

    /// <inheritdoc/>
    /// <remarks>As many as there are processors go on at once in the process; the others wait.</remarks>
    public async Task<bool> TryMakeAsync(MediaKey source, MediaKey target, CancellationToken cancellationToken)
    {
        await Slots.WaitAsync(cancellationToken);
        try
        {
            return await MakeAsync(source, target, cancellationToken);
        }
        finally
        {
            Slots.Release();
        }
    }

    private async Task<bool> MakeAsync(MediaKey source, MediaKey target, CancellationToken cancellationToken)
    {
        using TemporaryFolder folder = TemporaryFolder.Create(workFolder);
        string upload = folder.File("upload");
        await media.FetchAsync(source, upload, cancellationToken);
        if (PictureFormat.Of(await HeadAsync(upload, cancellationToken)) is not { } format) return false;
        string avatar = folder.File("avatar.jpg");
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (await OrientationAsync(upload, format, patience.Token) is not { } orientation) return false;
            await ConvertAsync(upload, format, orientation, avatar, patience.Token);
        }
        catch (MediaToolException damaged) when (damaged.Fault is ToolFault.Refused)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        await using FileStream made = File.OpenRead(avatar);
        await media.WriteAsync(target, made, "image/jpeg", cancellationToken);
        return true;
    }

    /// <summary>How the picture has to be turned, as EXIF counts it, or null when there is none that is taken.</summary>
    private static async Task<int?> OrientationAsync(
        string file, PictureFormat format, CancellationToken cancellationToken)
    {
        string json = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            [
                "-loglevel", "error", .. Input(file, format),
                "-show_entries", "frame=width,height:frame_tags=Orientation", "-of", "json",
            ],
            cancellationToken);
        PictureDocument picture = JsonSerializer.Deserialize(json, PictureJsonContext.Default.PictureDocument)!;
        if (picture.Frames is not [{ } frame, ..]) return null;
        if (frame.Width is < 1 or > IAvatarMaker.MaxSide || frame.Height is < 1 or > IAvatarMaker.MaxSide) return null;
        return int.TryParse(frame.Tags?.GetValueOrDefault("Orientation"), out int orientation) ? orientation : 1;
    }

    private static Task ConvertAsync(
        string file, PictureFormat format, int orientation, string avatar, CancellationToken cancellationToken)
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

    private static async Task<byte[]> HeadAsync(string file, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(file);
        byte[] head = new byte[12];
        int length = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return head[..length];
    }
}
