using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Understudy.EndToEnd.Tests;

/// <summary>What ffprobe says of a file.</summary>
internal static class Probe
{
    public static async Task<JsonNode> OfAsync(string file)
    {
        using Process ffprobe = Process.Start(new ProcessStartInfo(
            "ffprobe", ["-v", "error", "-show_streams", "-show_format", "-of", "json", file])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string json = await ffprobe.StandardOutput.ReadToEndAsync();
        await ffprobe.WaitForExitAsync();
        ffprobe.ExitCode.ShouldBe(0);
        return JsonNode.Parse(json)!;
    }
}
