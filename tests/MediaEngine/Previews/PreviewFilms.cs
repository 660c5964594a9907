using SkiaSharp;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Previews;

/// <summary>A film of 12 seconds: black, then blue, then a test picture, then white, three seconds each, with a stereo tone.</summary>
public sealed class PreviewFilms : IAsyncLifetime
{
    public TestMedia Media { get; } = new();

    public string Film { get; private set; } = "";

    /// <summary>The same without sound.</summary>
    public string Silent { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Film = Media.NewPath("film.mp4");
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions,
                "-f", "lavfi", "-i", "color=black:s=320x180:r=10:d=3", "-f", "lavfi", "-i", "color=blue:s=320x180:r=10:d=3",
                "-f", "lavfi", "-i", "testsrc=s=320x180:r=10:d=3", "-f", "lavfi", "-i", "color=white:s=320x180:r=10:d=3",
                "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2000*t)|0.25*sin(2000*t)*gt(t\\,6):d=12:s=44100",
                "-filter_complex", "[0][1][2][3]concat=n=4,format=yuv420p[v]", "-map", "[v]", "-map", "4:a",
                "-preset", "ultrafast", "-c:a", "aac", Film,
            ],
            CancellationToken.None);
        Silent = await Media.Convert(Film, "silent.mp4", "-an", "-c", "copy");
    }

    public Task DisposeAsync()
    {
        Media.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The colour of a pixel in a picture.</summary>
    public static SKColor Pixel(string picture, int x, int y)
    {
        using var bitmap = SKBitmap.Decode(picture);
        return bitmap.GetPixel(x, y);
    }
}
