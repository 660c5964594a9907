using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>The real app on a machine whose tools break or hang.</summary>
public sealed class BrokenToolTests : IAsyncLifetime
{
    private readonly TempFolder _tools = new();
    private readonly AppProcess _app;

    public BrokenToolTests() => _app = new AppProcess { Tools = _tools.Path };

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        await _app.SignInAsync();
    }

    public async Task DisposeAsync()
    {
        // What waits for a file in there goes on when it is gone.
        _tools.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_tool_that_is_killed_is_tried_again_and_is_never_the_fault_of_the_file()
    {
        string runs = Path.Combine(_tools.Path, "runs");
        Precede("ffprobe", $"echo run >>'{runs}'; kill -9 $$");
        JsonNode failed = await TrainedAsync("voice", await _app.UploadModelAsync("voice"), "failed");
        failed["model"]!["error_message"]!.GetValue<string>().ShouldBe(
            "The work stopped because of a fault on our side. Please try again; nothing was charged.");
        (await File.ReadAllLinesAsync(runs)).Length.ShouldBe(3);

        Precede("ffprobe", $"[ -e '{runs}' ] && rm '{runs}' && kill -9 $$");
        await TrainedAsync("voice", await _app.UploadModelAsync("voice"), "completed");
        File.Exists(runs).ShouldBeFalse("The tool was killed once.");
    }

    [Fact]
    public async Task A_voice_is_trained_while_a_video_takes_its_time()
    {
        string slow = Path.Combine(_tools.Path, "slow");
        await File.WriteAllTextAsync(slow, "");
        Precede("ffmpeg", $"case \"$*\" in *rawvideo*) while [ -e '{slow}' ]; do sleep 0.1; done;; esac");
        string video = await _app.UploadModelAsync("video");
        await _app.WaitAsync(
            $"/api/v1/models/video/{video}", m => m["model"]!["processing_started_at"] is not null);

        await TrainedAsync("voice", await _app.UploadModelAsync("voice"), "completed");
        (await _app.GetAsync($"/api/v1/models/video/{video}"))["model"]!["status"]!.GetValue<string>()
            .ShouldBe("processing");

        File.Delete(slow);
        await TrainedAsync("video", video, "completed");
    }

    private async Task<JsonNode> TrainedAsync(string kind, string id, string status)
    {
        JsonNode ended = await _app.WaitAsync(
            $"/api/v1/models/{kind}/{id}", m => m["model"]!["status"]!.GetValue<string>() is "completed" or "failed");
        ended["model"]!["status"]!.GetValue<string>().ShouldBe(status, ended.ToJsonString());
        return ended;
    }

    // Has a script run before a tool does its work.
    private void Precede(string tool, string script)
    {
        string file = Path.Combine(_tools.Path, tool);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\nPATH=${{PATH#*:}} exec {tool} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
