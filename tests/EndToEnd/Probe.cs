using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Understudy.EndToEnd.Tests;

/// <summary>What ffprobe and ffmpeg say of a file.</summary>
internal static class Probe
{
    public static async Task<JsonNode> OfAsync(string file) =>
        JsonNode.Parse(await SaidAsync("ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", file))!;

    /// <summary>How loud a sound is as a whole, in LUFS.</summary>
    public static async Task<double> LoudnessAsync(string file)
    {
        const string Key = "lavfi.r128.I=";
        string said = await SaidAsync(
            "ffmpeg", "-v", "error", "-i", file, "-map", "0:a:0",
            "-af", @"ebur128=metadata=1,ametadata=mode=print:file=pipe\\:1", "-f", "null", "-");
        return double.Parse(
            said.Split('\n').Last(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>The level of a part of a sound, in dB of full scale.</summary>
    public static async Task<double> LevelAsync(string file, double from, double to)
    {
        const string Key = "lavfi.astats.Overall.RMS_level=";
        string said = await SaidAsync(
            "ffmpeg", "-v", "error", "-i", file, "-map", "0:a:0",
            "-af",
            string.Create(
                CultureInfo.InvariantCulture,
                $@"atrim={from}:{to},astats=metadata=1:reset=0,ametadata=mode=print:key=lavfi.astats.Overall.RMS_level:file=pipe\\:1"),
            "-f", "null", "-");
        return double.Parse(
            said.Split('\n').Last(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Its pictures at so many a second, in grey.</summary>
    public static async Task<byte[][]> PicturesAsync(string file, int perSecond, int width, int height)
    {
        using Process ffmpeg = Start(
            "ffmpeg",
            "-v", "error", "-i", file, "-vf", $"fps={perSecond},scale={width}:{height},format=gray", "-f", "rawvideo", "-");
        using MemoryStream pictures = new();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(pictures);
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0);
        return [.. pictures.ToArray().Chunk(width * height)];
    }

    private static async Task<string> SaidAsync(string tool, params string[] arguments)
    {
        using Process process = Start(tool, arguments);
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return said;
    }

    private static Process Start(string tool, params string[] arguments) => Process.Start(new ProcessStartInfo(tool, arguments)
    {
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;
}
