using System.Buffers.Binary;
using Understudy.MediaEngine.Processes;

namespace Understudy.Functions.Tests.Support;

/// <summary>Makes pictures with ffmpeg, and reads them.</summary>
public sealed class Pictures : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Makes a picture, whose name says in which format, from a source of lavfi.</summary>
    public async Task<byte[]> MakeAsync(string name, string source = "testsrc2=size=300x200", params string[] options)
    {
        string path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}-{name}");
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [.. FFmpeg.GlobalOptions, "-f", "lavfi", "-i", source, "-frames:v", "1", .. options, path],
            CancellationToken.None);
        return await File.ReadAllBytesAsync(path);
    }

    /// <summary>Makes a film or a recording, whose name says in which container, from a source of lavfi.</summary>
    public async Task<byte[]> RecordAsync(string name, string source, params string[] options)
    {
        string path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}-{name}");
        await ChildProcess.RunAsync(
            FFmpeg.Tool, [.. FFmpeg.GlobalOptions, "-f", "lavfi", "-i", source, .. options, path], CancellationToken.None);
        return await File.ReadAllBytesAsync(path);
    }

    /// <summary>
    /// A picture with a red, a green, a blue and a white quarter, reading from the top left, saved turned as a camera
    /// does that writes down this EXIF orientation.
    /// </summary>
    public async Task<byte[]> TurnedAsync(int orientation)
    {
        // What has to be done to the upright picture, so that undoing the orientation makes it upright again.
        string turn = orientation switch
        {
            2 => "hflip",
            3 => "hflip,vflip",
            4 => "vflip",
            5 => "transpose=cclock_flip",
            6 => "transpose=cclock",
            7 => "transpose=clock_flip",
            8 => "transpose=clock",
            _ => "null",
        };
        const string Quarters =
            "color=red:size=64x64[r];color=lime:size=64x64[g];color=blue:size=64x64[b];color=white:size=64x64[w];" +
            "[r][g]hstack[top];[b][w]hstack[bottom];[top][bottom]vstack,";
        byte[] picture = await MakeAsync("quarters.jpg", Quarters + turn, "-q:v", "2", "-pix_fmt", "yuvj444p");
        return WithExif(picture, Tiff(orientation));
    }

    /// <summary>The bytes of a JPEG with an EXIF segment.</summary>
    public static byte[] WithExif(byte[] jpeg, byte[] tiff)
    {
        byte[] segment = [0xFF, 0xE1, 0, 0, .. "Exif\0\0"u8, .. tiff];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(segment.Length - 2));
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>Metadata that says how a picture has to be turned, and where it was taken.</summary>
    public static byte[] Tiff(int orientation) =>
    [
        .. "II*\0"u8, 8, 0, 0, 0, 2, 0,
        0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0,
        0x10, 0x01, 2, 0, 12, 0, 0, 0, 38, 0, 0, 0,
        0, 0, 0, 0,
        .. "SecretPlace\0"u8,
    ];

    /// <summary>The colours of a picture scaled to so many pixels a side, three bytes each.</summary>
    public async Task<byte[]> ColoursAsync(byte[] picture, int side)
    {
        string source = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}.jpg");
        string raw = source + ".rgb";
        await File.WriteAllBytesAsync(source, picture);
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-i", source, "-vf", $"format=rgb24,scale={side}:{side}:flags=neighbor",
                "-f", "rawvideo", "-pix_fmt", "rgb24", raw,
            ],
            CancellationToken.None);
        return await File.ReadAllBytesAsync(raw);
    }

    /// <summary>Format, width and height of a picture, e.g. <c>mjpeg,512,512</c>.</summary>
    public async Task<string> DescribeAsync(byte[] picture)
    {
        string path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}");
        await File.WriteAllBytesAsync(path, picture);
        return (await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            ["-loglevel", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", path],
            CancellationToken.None)).Trim();
    }
}
