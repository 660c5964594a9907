using System.Text.Json.Nodes;

namespace Understudy.EndToEnd.Tests;

/// <summary>Upload, train, generate, download: with everything real, through the public API of the real process.</summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task A_person_uploads_trains_and_gets_a_talking_video_in_two_languages_and_sizes()
    {
        await using AppProcess app = new();
        await app.StartAsync();
        await app.SignInAsync();
        await DoAsync(app);
    }

    [Fact]
    public async Task The_same_is_done_on_what_plays_Azure_and_Firebase_by_two_workers()
    {
        await using EmulatedCloud cloud = new();
        await cloud.StartAsync();
        await using AppProcess app = new() { Settings = cloud.Settings };
        await app.StartAsync();
        await using var first = WorkerProcess.Start(cloud.Settings["ServiceBus"], app.DataFolder, cloud.Settings);
        await using var second = WorkerProcess.Start(cloud.Settings["ServiceBus"], app.DataFolder, cloud.Settings);
        await app.SignInAsync(await cloud.SignUpAsync("a@example.com"));
        await DoAsync(app);
        Directory.Exists(Path.Combine(app.DataFolder, "media")).ShouldBeFalse("Media are elsewhere.");
        File.Exists(Path.Combine(app.DataFolder, "documents.db")).ShouldBeFalse("Documents are elsewhere.");
    }

    private static async Task DoAsync(AppProcess app)
    {
        string video = await app.UploadModelAsync("video");
        string voice = await app.UploadModelAsync("voice");
        JsonNode trained =
            await app.WaitAsync($"/api/v1/models/video/{video}", m => Status(m, "model") is "completed" or "failed");
        Status(trained, "model").ShouldBe("completed", trained.ToJsonString());
        await app.WaitAsync($"/api/v1/models/voice/{voice}", m => Status(m, "model") == "completed");

        await MakeAsync(app, video, voice, "en", "720p", "Hello, I am your understudy.", 1280, 720);
        await MakeAsync(app, video, voice, "ja", "1080p", "こんにちは、世界。", 1920, 1080);
    }

    private static async Task MakeAsync(
        AppProcess app,
        string videoModel,
        string voiceModel,
        string language,
        string resolution,
        string text,
        int width,
        int height)
    {
        JsonNode queued = await app.PostAsync("/api/v1/generate", new
        {
            video_model_id = videoModel,
            voice_model_id = voiceModel,
            title = "My first video",
            input_text = text,
            language,
            resolution,
        });
        string id = queued["video"]!["id"]!.GetValue<string>();
        JsonNode status = await app.WaitAsync(
            $"/api/v1/generate/{id}/status", v => Status(v, "video") is "completed" or "failed");
        Status(status, "video").ShouldBe("completed", status.ToJsonString());

        JsonNode download = await app.GetAsync($"/api/v1/videos/{id}/download");
        download["file_name"]!.GetValue<string>().ShouldBe("my-first-video.mp4");
        string file = await app.DownloadAsync(download["download_url"]!.GetValue<string>(), "made.mp4");
        JsonNode probe = await Probe.OfAsync(file);
        JsonNode picture = probe["streams"]!.AsArray().Single(s => s!["codec_type"]!.GetValue<string>() == "video")!;
        picture["width"]!.GetValue<int>().ShouldBe(width);
        picture["height"]!.GetValue<int>().ShouldBe(height);
        probe["streams"]!.AsArray().ShouldContain(s => s!["codec_name"]!.GetValue<string>() == "aac");
        probe["format"]!["tags"]!["comment"]!.GetValue<string>().ShouldContain("AI-generated");
        new FileInfo(file).Length.ShouldBe(status["video"]!["file_size_bytes"]!.GetValue<long>());

        JsonNode details = (await app.GetAsync($"/api/v1/videos/{id}"))["video"]!;
        string captions = await app.DownloadAsync(details["captions_url"]!.GetValue<string>(), "made.vtt");
        (await File.ReadAllTextAsync(captions)).ShouldStartWith("WEBVTT");
    }

    private static string Status(JsonNode answer, string thing) => answer[thing]!["status"]!.GetValue<string>();
}
