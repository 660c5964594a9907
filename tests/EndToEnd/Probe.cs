using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Understudy.EndToEnd.Tests;

/// <summary>What ffmpeg's programs say of a file.</summary>
internal static partial class Probe
{
    /// <summary>What ffprobe says of its streams and its form.</summary>
    public static async Task<JsonNode> OfAsync(string file)
    {
        using Process ffprobe = Start("ffprobe", ["-v", "error", "-show_streams", "-show_format", "-of", "json", file]);
        string json = await ffprobe.StandardOutput.ReadToEndAsync();
        await ffprobe.WaitForExitAsync();
        ffprobe.ExitCode.ShouldBe(0);
        return JsonNode.Parse(json)!;
    }

    /// <summary>How loud it is, in LUFS. EBU R 128.</summary>
    public static async Task<double> LoudnessAsync(string file)
    {
        using Process ffmpeg = Start(
            "ffmpeg", ["-hide_banner", "-nostats", "-i", file, "-af", "ebur128=framelog=verbose", "-vn", "-f", "null", "-"]);
        string said = await ffmpeg.StandardError.ReadToEndAsync();
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0, said);
        return double.Parse(Integrated().Matches(said)[^1].Groups["lufs"].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Its pictures at so many a second, in grey.</summary>
    public static async Task<byte[][]> PicturesAsync(string file, int perSecond, int width, int height)
    {
        using Process ffmpeg = Start(
            "ffmpeg",
            ["-v", "error", "-i", file, "-vf", $"fps={perSecond},scale={width}:{height},format=gray", "-f", "rawvideo", "-"]);
        using MemoryStream pictures = new();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(pictures);
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0);
        return [.. pictures.ToArray().Chunk(width * height)];
    }

    private static Process Start(string program, IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

    [GeneratedRegex(@"I:\s+(?<lufs>-?[0-9.]+) LUFS", RegexOptions.ExplicitCapture)]
    private static partial Regex Integrated();
}
