using System.Diagnostics;
using System.Globalization;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>The samples together: a short film of somebody who is heard.</summary>
internal static class SpokenClip
{
    public const int Width = 320;
    public const int Height = 180;
    public const double Seconds = 6.4;

    /// <summary>What is said first, up to <see cref="SecondStart"/>.</summary>
    public const string First = "Hello, this is a sample of my voice.";

    /// <summary>What is said then.</summary>
    public const string Second = "I read a few sentences in a quiet room, at my usual pace.";

    public const double SecondStart = 2.7;

    /// <summary>Makes it.</summary>
    /// <returns>Where it is.</returns>
    public static async Task<string> MakeAsync(TempFolder folder)
    {
        string file = Path.Combine(folder.Path, "clip.mp4");
        using var ffmpeg = Process.Start(
            "ffmpeg",
            [
                "-v", "error", "-i", AppProcess.Sample("presenter.mp4"), "-i", AppProcess.Sample("voice.wav"),
                "-t", Seconds.ToString(CultureInfo.InvariantCulture), "-vf", $"scale={Width}:{Height}",
                "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac", file,
            ]);
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0);
        return file;
    }

    /// <summary>How much pictures differ in a part of them, on average, from 0 to 255: where the mouth is, or in a corner.</summary>
    public static double Change(byte[] before, byte[] after, bool atMouth)
    {
        (int left, int top, int width, int height) = atMouth ? (135, 85, 30, 25) : (0, 0, 60, Height);
        return Enumerable.Range(top, height)
            .SelectMany(y => Enumerable.Range((y * Width) + left, width))
            .Average(i => Math.Abs(before[i] - after[i]));
    }
}
