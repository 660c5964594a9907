using System.Collections.Concurrent;
using System.Globalization;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.TalkingHead;

/// <summary>A small notice in the lower right corner of every frame that the video is AI-made.</summary>
internal sealed class Watermark
{
    private const string Notice = "AI-generated · Understudy";
    private const string Font = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
    private const int NominalHeight = 720;
    private const int PlateWidth = 304;
    private const int PlateHeight = 36;
    private const int Margin = 20;
    private const int White = 235;
    private const int Black = 16;

    // The drawn notices by their frames' height: a few kilobytes each, in place of a process a video.
    private static readonly ConcurrentDictionary<int, byte[]> _masks = [];

    private readonly byte[] _mask;
    private readonly int _frameWidth;
    private readonly int _frameHeight;

    private Watermark(byte[] mask, int frameWidth, int frameHeight)
    {
        _mask = mask;
        _frameWidth = frameWidth;
        _frameHeight = frameHeight;
        (Width, Height) = PlateSize(frameHeight);
        int margin = Margin * frameHeight / NominalHeight;
        Left = (frameWidth - margin - Width) & ~1;
        Top = (frameHeight - margin - Height) & ~1;
    }

    /// <summary>Its size and where it lies in a frame, in pixels.</summary>
    public int Width { get; }

    public int Height { get; }

    public int Left { get; }

    public int Top { get; }

    /// <summary>The notice for frames of a size.</summary>
    public static async Task<Watermark> CreateAsync(int frameWidth, int frameHeight, CancellationToken cancellationToken)
    {
        if (!_masks.TryGetValue(frameHeight, out byte[]? mask))
            _masks[frameHeight] = mask = await DrawAsync(frameHeight, cancellationToken);
        return new Watermark(mask, frameWidth, frameHeight);
    }

    /// <summary>Lays the notice over a yuv420p frame: a darkened plate with the text on it.</summary>
    public void Apply(Span<byte> frame)
    {
        for (int y = 0; y < Height; y++)
        {
            Span<byte> line = frame.Slice(((Top + y) * _frameWidth) + Left, Width);
            ReadOnlySpan<byte> mask = _mask.AsSpan(y * Width, Width);
            for (int x = 0; x < line.Length; x++)
            {
                int plate = Black + ((line[x] - Black) * 5 / 8);
                line[x] = (byte)(plate + ((White - plate) * mask[x] * 13 / (255 * 16)));
            }
        }

        int luma = _frameWidth * _frameHeight;
        for (int plane = 0; plane < 2; plane++)
        {
            Span<byte> chroma = frame.Slice(luma + (plane * luma / 4), luma / 4);
            for (int y = 0; y < Height / 2; y++)
            {
                foreach (ref byte c in chroma.Slice((((Top / 2) + y) * (_frameWidth / 2)) + (Left / 2), Width / 2))
                    c = (byte)((c + 128) / 2);
            }
        }
    }

    /// <summary>The same as a picture of its own, in RGBA, to be laid over frames by somebody else.</summary>
    public byte[] Plate()
    {
        byte[] plate = new byte[Width * Height * 4];
        for (int i = 0; i < _mask.Length; i++)
        {
            // What is left of the frame is what the plate and then the text let through.
            double text = _mask[i] * 13 / (255.0 * 16);
            double opacity = 1 - (5 / 8.0 * (1 - text));
            plate.AsSpan(i * 4, 3).Fill((byte)(255 * text / opacity));
            plate[(i * 4) + 3] = (byte)Math.Round(255 * opacity);
        }

        return plate;
    }

    private static async Task<byte[]> DrawAsync(int frameHeight, CancellationToken cancellationToken)
    {
        (int width, int height) = PlateSize(frameHeight);
        int fontSize = 20 * frameHeight / NominalHeight;
        string source = string.Create(CultureInfo.InvariantCulture, $"color=c=black:s={width}x{height}:r=1");
        string draw = string.Create(
            CultureInfo.InvariantCulture,
            $"drawtext=fontfile={Font}:text='{Notice}':fontsize={fontSize}:fontcolor=white:x=(w-tw)/2:y=(h-th)/2");
        await using var ffmpeg = ChildProcess.Start(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-f", "lavfi", "-i", source, "-vf", draw, "-frames:v", "1",
                "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1",
            ],
            ChildStreams.Output,
            ToolLimits.Quick,
            cancellationToken);
        byte[] mask = new byte[width * height];
        if (!await ffmpeg.ReadBlockAsync(mask)) throw new InvalidDataException("The notice could not be drawn.");
        await ffmpeg.CompleteAsync();
        return mask;
    }

    // Even, as the chroma of a frame is, and as what draws it makes it.
    private static (int Width, int Height) PlateSize(int frameHeight) =>
        ((PlateWidth * frameHeight / NominalHeight) & ~1, (PlateHeight * frameHeight / NominalHeight) & ~1);
}
