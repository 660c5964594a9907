using System.Diagnostics;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>Voices as ordinary devices record them, through the public API of the real process.</summary>
public sealed class VoiceUploadTests : IAsyncLifetime
{
    private readonly AppProcess _app = new();
    private readonly TempFolder _folder = new();

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        await _app.SignInAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Voices_of_ordinary_devices_are_trained_and_what_is_wrong_is_told()
    {
        string inverted = await UploadAsync("inverted.wav", "audio/wav", "-af", "pan=stereo|c0=c0|c1=-1*c0");
        string float32 = await UploadAsync("float.wav", "audio/wav", "-af", "volume=20dB", "-c:a", "pcm_f32le");
        string wave64 = await UploadAsync("long.wav", "audio/x-wav", "-f", "w64");
        string late = await UploadAsync("late.m4a", "audio/mp4", "-af", "adelay=200s", "-b:a", "32k");
        string covered = await UploadAsync(
            "covered.m4a", "audio/mp4", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=25:duration=0.04", "-f", "mp4");
        string overdriven = await UploadAsync("overdriven.wav", "audio/wav", "-af", "volume=20dB");

        foreach (string id in new[] { inverted, float32, wave64, late, covered })
        {
            JsonNode trained = await EndAsync(id);
            trained["status"]!.GetValue<string>().ShouldBe("completed", trained.ToJsonString());
        }

        (await EndAsync(overdriven))["error_message"].ShouldNotBeNull().GetValue<string>().ShouldContain("overdriven");
    }

    private async Task<JsonNode> EndAsync(string id) => (await _app.WaitAsync(
        $"/api/v1/models/voice/{id}", m => m["model"]!["status"]!.GetValue<string>() is "completed" or "failed"))["model"]!;

    private async Task<string> UploadAsync(string name, string type, params string[] options)
    {
        string file = Path.Combine(_folder.Path, name);
        using var ffmpeg =
            Process.Start("ffmpeg", ["-loglevel", "error", "-i", AppProcess.Sample("voice.wav"), .. options, file]);
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0, name);
        return await _app.UploadModelAsync("voice", file, type);
    }
}
