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

    private readonly byte[] _mask;
    private readonly int _frameWidth;
    private readonly int _frameHeight;
    private readonly int _width;
    private readonly int _height;
    private readonly int _left;
    private readonly int _top;

    private Watermark(byte[] mask, int frameWidth, int frameHeight)
    {
        _mask = mask;
        _frameWidth = frameWidth;
        _frameHeight = frameHeight;
        (_width, _height) = PlateSize(frameHeight);
        int margin = Margin * frameHeight / NominalHeight;
        _left = (frameWidth - margin - _width) & ~1;
        _top = (frameHeight - margin - _height) & ~1;
    }

    /// <summary>Draws the notice once, for frames of a size.</summary>
    public static async Task<Watermark> CreateAsync(int frameWidth, int frameHeight, CancellationToken cancellationToken)
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
        return new Watermark(mask, frameWidth, frameHeight);
    }

    /// <summary>Lays the notice over a yuv420p frame: a darkened plate with the text on it.</summary>
    public void Apply(Span<byte> frame)
    {
        for (int y = 0; y < _height; y++)
        {
            Span<byte> line = frame.Slice(((_top + y) * _frameWidth) + _left, _width);
            ReadOnlySpan<byte> mask = _mask.AsSpan(y * _width, _width);
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
            for (int y = 0; y < _height / 2; y++)
            {
                foreach (ref byte c in chroma.Slice((((_top / 2) + y) * (_frameWidth / 2)) + (_left / 2), _width / 2))
                    c = (byte)((c + 128) / 2);
            }
        }
    }

    private static (int Width, int Height) PlateSize(int frameHeight) =>
        ((PlateWidth * frameHeight / NominalHeight) & ~1, (PlateHeight * frameHeight / NominalHeight) & ~1);
}
