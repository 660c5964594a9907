using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Understudy.EndToEnd.Tests;

/// <summary>What ffprobe and ffmpeg say of a file.</summary>
internal static class Probe
{
    private const int SoundRate = 8000;

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
    public static async Task<double> LevelAsync(string file, double from, double seconds) =>
        10 * Math.Log10((await SoundAsync(file, from, seconds)).Average(sample => (double)sample * sample));

    /// <summary>
    /// How much of the power of a sound's first seconds is another sound's, which is part of it at some level: 1 when there is
    /// nothing else. Filters may have delayed it by 20 ms.
    /// </summary>
    public static async Task<double> ShareAsync(string file, string part, double seconds)
    {
        float[] whole = await SoundAsync(file, 0, seconds);
        float[] its = await SoundAsync(part, 0, seconds);
        return Enumerable.Range(0, SoundRate / 50).Max(delay => Share(whole.AsSpan(delay), its));
    }

    private static double Share(ReadOnlySpan<float> whole, ReadOnlySpan<float> part)
    {
        int length = Math.Min(whole.Length, part.Length);
        double both = 0, wholes = 0, parts = 0;
        for (int i = 0; i < length; i++)
        {
            both += (double)whole[i] * part[i];
            wholes += (double)whole[i] * whole[i];
            parts += (double)part[i] * part[i];
        }
        return both * both / (wholes * parts);
    }

    /// <summary>Its pictures at so many a second, in grey.</summary>
    public static async Task<byte[][]> PicturesAsync(string file, int perSecond, int width, int height)
    {
        byte[] pictures = await BytesAsync(
            "-i", file, "-vf", $"fps={perSecond},scale={width}:{height},format=gray", "-f", "rawvideo", "-");
        return [.. pictures.Chunk(width * height)];
    }

    private static async Task<float[]> SoundAsync(string file, double from, double seconds) =>
        MemoryMarshal.Cast<byte, float>(await BytesAsync(
            "-ss", from.ToString(CultureInfo.InvariantCulture), "-i", file, "-map", "0:a:0",
            "-t", seconds.ToString(CultureInfo.InvariantCulture), "-ac", "1", "-ar", $"{SoundRate}", "-f", "f32le", "-")).ToArray();

    private static async Task<byte[]> BytesAsync(params string[] arguments)
    {
        using Process ffmpeg = Start("ffmpeg", ["-v", "error", .. arguments]);
        using MemoryStream bytes = new();
        await ffmpeg.StandardOutput.BaseStream.CopyToAsync(bytes);
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0);
        return bytes.ToArray();
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
