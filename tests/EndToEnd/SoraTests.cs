using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>The Sora product with everything real, as a client uses it: files, webhooks, credits.</summary>
public sealed class SoraTests
{
    [Fact]
    public async Task From_signing_in_to_a_film_of_a_picture_that_a_webhook_tells_of()
    {
        await using AppProcess app = new();
        await app.StartAsync();
        await using WebhookReceiver receiver = await WebhookReceiver.StartAsync();
        using SoraClient client = await SoraClient.SignInAsync(app, "client@example.com");
        string picture = await client.UploadAsync(await PictureAsync(app));

        JsonNode created = await client.PostAsync("videos/image-to-video", new
        {
            prompt = "Slowly closer, while it snows",
            image_urls = new[] { picture },
            aspect_ratio = "portrait",
            webhook_url = receiver.Url,
        });
        string task = created["task_id"]!.GetValue<string>();
        created["credits_estimated"]!.GetValue<int>().ShouldBe(25);

        ReceivedWebhook told = (await receiver.GotAsync(1, Limits.Work)).Single();
        JsonNode secret = await client.GetAsync("users/webhook-secret");
        told.IsBelieved(secret["secret"]!.GetValue<string>(), DateTimeOffset.UtcNow).ShouldBeTrue();
        JsonNode data = told.Body["data"]!;
        data["taskId"]!.GetValue<string>().ShouldBe(task);
        data["state"]!.GetValue<string>().ShouldBe("success", told.Body.ToJsonString());
        await ShouldBeFilmAsync(
            app,
            JsonNode.Parse(data["resultJson"]!.GetValue<string>())!["resultUrls"]![0]!.GetValue<string>(),
            width: 720,
            height: 1280);

        JsonNode status = await client.GetAsync($"videos/tasks/{task}");
        status["status"]!.GetValue<string>().ShouldBe("SUCCEEDED");
        status["progress"]!.GetValue<double>().ShouldBe(100);
        (await client.BookedAsync()).ShouldBe(["bonus 100 = 100", "spent -25 = 75"]);
    }

    private static async Task ShouldBeFilmAsync(AppProcess app, string url, int width, int height)
    {
        JsonNode probed = await Probe.OfAsync(await app.DownloadAsync(url, "film.mp4"));
        JsonNode picture = probed["streams"]!.AsArray().Single(stream => stream!["codec_type"]!.GetValue<string>() == "video")!;
        picture["codec_name"]!.GetValue<string>().ShouldBe("h264");
        picture["width"]!.GetValue<int>().ShouldBe(width);
        picture["height"]!.GetValue<int>().ShouldBe(height);
        double seconds = double.Parse(probed["format"]!["duration"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        seconds.ShouldBe(5, tolerance: 0.05);
    }

    // Somebody's picture: the first of a clip.
    private static async Task<string> PictureAsync(AppProcess app)
    {
        string file = Path.Combine(app.DataFolder, "picture.png");
        using var ffmpeg = Process.Start(
            "ffmpeg", ["-v", "error", "-i", AppProcess.Sample("presenter.mp4"), "-frames:v", "1", file]);
        await ffmpeg.WaitForExitAsync();
        ffmpeg.ExitCode.ShouldBe(0);
        return file;
    }
}
