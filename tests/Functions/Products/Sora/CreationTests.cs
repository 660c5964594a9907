using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>Asking for videos. Sora §2.2, §2.3.</summary>
public sealed class CreationTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Base = SoraPeople.Base;

    [Theory]
    [InlineData("text", "standard", 20)]
    [InlineData("text", "hd", 30)]
    [InlineData("image", "standard", 25)]
    [InlineData("image", "hd", 35)]
    public async Task A_video_is_paid_for_when_it_is_asked_for(string from, string quality, int cost)
    {
        using Person person = await app.NewSoraPersonAsync();
        string? image = from == "image" ? await UploadedAsync(person) : null;
        string[]? images = image is null ? null : [image];
        Answer estimate = await person.PostAsync(
            $"{Base}/videos/estimate", new { prompt = "A sunset", quality, image_urls = images });
        estimate.Number("credits_estimated").ShouldBe(cost);
        estimate.Number("credits_available").ShouldBe(100);
        Answer asked = await person.PostAsync(
            $"{Base}/videos/{from}-to-video", new { prompt = "A sunset", quality, image_urls = images });
        asked.Status.ShouldBe(HttpStatusCode.OK, asked.ToString());
        asked["success"]!.GetValue<bool>().ShouldBeTrue();
        string type = from == "text" ? "Text" : "Image";
        asked.Text("message").ShouldBe($"{type}-to-video task created successfully. Credits deducted.");
        asked.Number("credits_estimated").ShouldBe(cost);
        asked.Number("estimated_time").ShouldBeGreaterThan(0);
        asked.Number("credits_remaining").ShouldBe(100 - cost);
        (await app.CreditsAsync(person)).ShouldBe(100 - cost);
    }

    [Theory]
    [InlineData("landscape", "standard", 1280, 720)]
    [InlineData("portrait", "standard", 720, 1280)]
    [InlineData("landscape", "hd", 1920, 1080)]
    [InlineData("portrait", "hd", 1080, 1920)]
    public async Task The_engine_is_asked_for_that_size_and_that_seed(string ratio, string quality, int width, int height)
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer asked = await person.PostAsync(
            $"{Base}/videos/text-to-video",
            new { prompt = "  A sunset  ", aspect_ratio = ratio, quality, seed = 9_007_199_254_740_991 });
        string id = asked.Text("task_id");
        await person.TaskAsync(id, "completed");
        EngineTask.PaintFilm film = app.Engine.Begun.Single(job => job.Id == id).Task.ShouldBeOfType<EngineTask.PaintFilm>();
        film.Prompt.ShouldBe("A sunset");
        film.Size.ShouldBe(new PictureSize(width, height));
        film.Seconds.ShouldBe(5);
        film.FramesPerSecond.ShouldBe(24);
        film.Seed.ShouldBe(9_007_199_254_740_991);
        film.Watermark.ShouldBeFalse();
    }

    [Theory]
    [InlineData("prompt", null)]
    [InlineData("prompt", "")]
    [InlineData("prompt", 5)]
    [InlineData("aspect_ratio", "square")]
    [InlineData("quality", "HD")]
    [InlineData("seed", -1)]
    [InlineData("seed", 1.5)]
    [InlineData("webhook_url", "ftp://example.com")]
    [InlineData("webhook_url", "nonsense")]
    [InlineData("webhook_url", "http://169.254.169.254/")]
    [InlineData("webhook_url", "https://10.0.0.1/hook")]
    public async Task Each_field_is_looked_at(string field, object? value)
    {
        using Person person = await app.NewSoraPersonAsync();
        Dictionary<string, object?> body = new() { ["prompt"] = "A sunset" };
        body[field] = value;
        (await person.PostAsync($"{Base}/videos/text-to-video", body)).ShouldBlame("body", field);
        (await person.PostAsync($"{Base}/videos/estimate", body)).ShouldBlame("body", field);
        (await app.CreditsAsync(person)).ShouldBe(100);
    }

    [Theory]
    [InlineData(5000, HttpStatusCode.OK)]
    [InlineData(5001, HttpStatusCode.UnprocessableEntity)]
    public async Task A_prompt_has_at_most_5000_characters(int length, HttpStatusCode status)
    {
        using Person person = await app.NewSoraPersonAsync();
        (await person.AskAsync(string.Concat(Enumerable.Repeat("海", length)))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Whoever_has_too_few_credits_is_told_how_many()
    {
        using Person person = await app.NewSoraPersonAsync();
        for (int i = 0; i < 4; i++) (await person.AskAsync()).Status.ShouldBe(HttpStatusCode.OK);
        (await person.AskAsync(quality: "hd")).ShouldBeDetail(
            HttpStatusCode.PaymentRequired, "Insufficient credits. You need 30 credits but only have 20 available.");
        Answer estimate = await person.PostAsync($"{Base}/videos/estimate", new { prompt = "A sunset", quality = "hd" });
        estimate["success"]!.GetValue<bool>().ShouldBeFalse();
        (await person.AskAsync()).Status.ShouldBe(HttpStatusCode.OK);
        (await app.CreditsAsync(person)).ShouldBe(0);
    }

    [Fact]
    public async Task What_must_not_be_made_is_refused_before_it_costs_anything()
    {
        using Person person = await app.NewSoraPersonAsync();
        string forbidden = "a beheading, in detail";
        app.Services.GetRequiredService<IContentRules>().Judge(forbidden).ShouldNotBeNull();
        (await person.AskAsync(forbidden)).ShouldBeDetail(HttpStatusCode.BadRequest);
        (await person.PostAsync($"{Base}/videos/estimate", new { prompt = forbidden }))
            .ShouldBeDetail(HttpStatusCode.BadRequest);
        (await app.CreditsAsync(person)).ShouldBe(100);
    }

    [Theory]
    [InlineData("data:image/png;base64,iVBORw0KGgo=")]
    [InlineData("blob:https://example.com/0190a000-0000-7000-8000-000000000000")]
    [InlineData("ftp://example.com/a.png")]
    [InlineData("a.png")]
    [InlineData("")]
    [InlineData("http://169.254.169.254/a.png")]
    [InlineData("https://10.0.0.1/a.png")]
    [InlineData("http://127.0.0.1:9/a.png")]
    public async Task An_address_that_leads_to_no_picture_is_refused_before_it_costs_anything(string address)
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer refused = await AnimateAsync(person, await UploadedAsync(person), address);
        refused.ShouldBeDetail(HttpStatusCode.BadRequest);
        refused.Text("detail").ShouldStartWith("image_urls[1] ");
        (await app.CreditsAsync(person)).ShouldBe(100);
    }

    [Fact]
    public async Task There_are_1_to_10_pictures()
    {
        using Person person = await app.NewSoraPersonAsync();
        (await AnimateAsync(person)).ShouldBlame("body", "image_urls");
        string image = await UploadedAsync(person);
        (await AnimateAsync(person, [.. Enumerable.Repeat(image, 11)])).ShouldBlame("body", "image_urls");
        (await person.PostAsync($"{Base}/videos/image-to-video", new { prompt = "A" })).ShouldBlame("body", "image_urls");
        (await person.PostAsync($"{Base}/videos/image-to-video", new { prompt = "A", image_urls = new object[] { image, 5 } }))
            .ShouldBlame("body", "image_urls", 1);
        (await AnimateAsync(person, [.. Enumerable.Repeat(image, 10)])).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_picture_from_elsewhere_is_fetched_and_one_of_ones_own_is_not()
    {
        await using PictureServer server = await PictureServer.StartAsync(await SoraPeople.PictureAsync());
        using Person person = await app.NewSoraPersonAsync();
        string own = await UploadedAsync(person);
        // Its signature is long gone; it is the person's own.
        Answer asked = await AnimateAsync(person, own.Split('?')[0], server.Url("/picture.png"), server.Url("/elsewhere"));
        asked.Status.ShouldBe(HttpStatusCode.OK, asked.ToString());
        await person.TaskAsync(asked.Text("task_id"), "completed");
        EngineTask.AnimateImages task = app.Engine.Begun.Single(job => job.Id == asked.Text("task_id")).Task
            .ShouldBeOfType<EngineTask.AnimateImages>();
        task.Images.Count.ShouldBe(3);
        own.ShouldContain(task.Images[0].Name);
        IMediaStore media = app.Services.GetRequiredService<IMediaStore>();
        foreach (MediaKey image in task.Images) (await media.FindAsync(image)).ShouldNotBeNull().Bytes.ShouldBe(2048);
        server.Asked.ShouldBe(3);
    }

    [Theory]
    [InlineData("/page.png")]
    [InlineData("/missing.png")]
    [InlineData("/circle")]
    [InlineData("/inside")]
    [InlineData("/large.png")]
    public async Task What_cannot_be_fetched_leaves_nothing_of_the_others(string path)
    {
        await using PictureServer server = await PictureServer.StartAsync(await SoraPeople.PictureAsync());
        using Person person = await app.NewSoraPersonAsync();
        (await AnimateAsync(person, server.Url("/picture.png"), server.Url(path))).ShouldBeDetail(HttpStatusCode.BadRequest);
        (await app.Services.GetRequiredService<AssetDesk>().ListAsync(person.Id, "sora", null, new(1, 10), default))
            .Total.ShouldBe(0);
        app.HasMedia($"uploads/assets/{person.Id}").ShouldBeFalse();
        (await app.CreditsAsync(person)).ShouldBe(100);
    }

    [Fact]
    public async Task An_upload_of_somebody_else_is_not_found_by_its_address_alone()
    {
        using Person owner = await app.NewSoraPersonAsync();
        using Person other = await app.NewSoraPersonAsync();
        string image = (await UploadedAsync(owner)).Split('?')[0];
        (await AnimateAsync(other, image)).ShouldBeDetail(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_repeated_request_makes_one_task()
    {
        using Person person = await app.NewSoraPersonAsync();
        object body = new { prompt = "A sunset" };
        Answer first = await person.PostOnceAsync("one", $"{Base}/videos/text-to-video", body);
        Answer second = await person.PostOnceAsync("one", $"{Base}/videos/text-to-video", body);
        second.Body!.ToJsonString().ShouldBe(first.Body!.ToJsonString());
        (await app.CreditsAsync(person)).ShouldBe(80);
    }

    private static async Task<string> UploadedAsync(Person person)
    {
        Answer kept = await person.UploadAsync(await SoraPeople.PictureAsync());
        kept.Status.ShouldBe(HttpStatusCode.OK, kept.ToString());
        return kept.Text("file_url");
    }

    private static Task<Answer> AnimateAsync(Person person, params string[] images) =>
        person.PostAsync($"{Base}/videos/image-to-video", new { prompt = "It begins to move", image_urls = images });
}
