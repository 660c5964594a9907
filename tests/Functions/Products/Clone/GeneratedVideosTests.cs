using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>What becomes of generated videos. Clone §7.</summary>
public sealed class GeneratedVideosTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    public void Dispose()
    {
        app.Engine.Script = null;
        app.Engine.SpeechSeconds = 4.2;
    }

    [Theory]
    [InlineData("Product Introduction", "product-introduction.mp4")]
    [InlineData("../../etc/passwd", "etc-passwd.mp4")]
    [InlineData("a/b\\c: \"quoted\" <|>?*", "a-b-c-quoted.mp4")]
    [InlineData("製品 紹介！", "製品-紹介.mp4")]
    [InlineData("Ünïcödé ＡＢＣ", "ünïcödé-ａｂｃ.mp4")]
    [InlineData("か\u3099 हिन्दी \u0301x", "か\u3099-हिन्दी-x.mp4")]
    [InlineData("--rm -rf $(x); `y` & z", "rm-rf-x-y-z.mp4")]
    [InlineData("😀🎬", null)]
    [InlineData("...", null)]
    [InlineData(null, null)]
    public async Task A_download_is_saved_under_a_harmless_name(string? title, string? name)
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync(title: title);
        name ??= $"video-{id}.mp4";
        Answer download = await person.GetAsync($"/api/v1/videos/{id}/download");
        download.Text("file_name").ShouldBe(name);
        download.Number("expires_in_seconds").ShouldBe(3600);

        using HttpClient http = app.Anonymous();
        using HttpResponseMessage file = await http.GetAsync(download.Text("download_url"));
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await file.Content.ReadAsByteArrayAsync()).Length.ShouldBe(2000);
        file.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (file.Content.Headers.ContentDisposition.FileNameStar ?? file.Content.Headers.ContentDisposition.FileName)
            .ShouldBe(name);
        file.Content.Headers.GetValues("Content-Disposition").Single().ShouldAllBe(c => c < 128);
    }

    [Fact]
    public async Task A_long_title_makes_a_name_that_file_systems_take()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync(title: new string('長', 200));
        string name = (await person.GetAsync($"/api/v1/videos/{id}/download")).Text("file_name");
        System.Text.Encoding.UTF8.GetByteCount(name).ShouldBeLessThanOrEqualTo(255);
        name.ShouldEndWith("長.mp4");
    }

    [Fact]
    public async Task A_download_link_works_for_an_hour()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync();
        string url = (await person.GetAsync($"/api/v1/videos/{id}/download")).Text("download_url");
        app.Time.Advance(TimeSpan.FromMinutes(61));
        using HttpResponseMessage late = await person.Http.GetAsync(url);
        late.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await person.SignInAgainAsync();
        string fresh = (await person.GetAsync($"/api/v1/videos/{id}/download")).Text("download_url");
        (await person.Http.GetByteArrayAsync(fresh)).Length.ShouldBe(2000);
    }

    [Fact]
    public async Task A_video_can_be_downloaded_only_when_it_is_there()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.WaitAsync;
        string waiting = (await person.GenerateAsync(models)).Text("video.id");
        (await person.GetAsync($"/api/v1/videos/{waiting}/download"))
            .ShouldBeError(HttpStatusCode.BadRequest, "VIDEO_NOT_READY");
        app.Engine.Script = ScriptedEngine.Refuse("unspeakable_text", "Nothing to say.");
        string failed = (await person.GenerateAsync(models)).Text("video.id");
        await person.VideoAsync(failed, "failed");
        (await person.GetAsync($"/api/v1/videos/{failed}/download"))
            .ShouldBeError(HttpStatusCode.BadRequest, "VIDEO_NOT_READY");
        await person.DeleteAsync($"/api/v1/videos/{waiting}");
    }

    [Theory]
    [InlineData("queued", 3)]
    [InlineData("processing", 3)]
    [InlineData("completed", 2)]
    [InlineData("failed", 3)]
    public async Task A_video_can_be_deleted_in_every_state_with_all_its_files(string status, int left)
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = status switch
        {
            "queued" => ScriptedEngine.WaitAsync,
            "processing" => ScriptedEngine.HangAsync,
            "failed" => ScriptedEngine.Refuse("unspeakable_text", "Nothing to say."),
            _ => null,
        };
        string id = (await person.GenerateAsync(models)).Text("video.id");
        await person.VideoAsync(id, status);
        if (status == "queued")
            await Eventually.GetAsync(() => Task.FromResult(app.Engine.Begun.Any(job => job.Id == id)), begun => begun);

        (await person.DeleteAsync($"/api/v1/videos/{id}")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (string path in new[] { $"videos/{id}", $"videos/{id}/download", $"generate/{id}/status" })
            (await person.GetAsync($"/api/v1/{path}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.DeleteAsync($"/api/v1/videos/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(0);
        await Eventually.GetAsync(
            () => app.BalanceAsync(person), balance => balance.Held == 0 && balance.Left == left);
        if (status is "queued" or "processing")
            await Eventually.GetAsync(
                () => Task.FromResult(app.Engine.Cancelled.Contains(id)), cancelled => cancelled);
        await Eventually.GetAsync(
            () => Task.FromResult(app.HasMedia($"library/videos/{person.Id}/{id}")), any => !any);
        app.Engine.Script = null;
        await person.MadeVideoAsync(models);
    }

    [Theory]
    [InlineData("processing", 3)]
    [InlineData("completed", 2)]
    public async Task Deleting_a_video_many_times_at_once_gives_its_minutes_back_once(string status, int left)
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        if (status == "processing") app.Engine.Script = ScriptedEngine.HangAsync;
        string id = (await person.GenerateAsync(models)).Text("video.id");
        await person.VideoAsync(id, status);
        Answer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => person.DeleteAsync($"/api/v1/videos/{id}")));
        answers.ShouldContain(answer => answer.Status == HttpStatusCode.OK);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.NotFound);
        await Eventually.GetAsync(
            () => app.BalanceAsync(person), balance => balance.Held == 0 && balance.Left == left);
    }

    [Fact]
    public async Task A_video_is_made_again_as_it_was()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync(text: "Say\nthis.", title: "The title", resolution: "1080p");
        string[] ids = [];
        foreach (string? body in new[] { null, "{}" })
        {
            Answer again = await person.PostAsync($"/api/v1/videos/{id}/regenerate", body);
            again.Status.ShouldBe(HttpStatusCode.Created);
            again.Text("video.title").ShouldBe("The title");
            again.Text("video.status").ShouldBe("queued");
            ids = [.. ids, again.Text("video.id")];
        }
        Answer first = await person.GetAsync($"/api/v1/videos/{id}");
        foreach (string other in ids)
        {
            await person.VideoAsync(other, "completed");
            Answer second = await person.GetAsync($"/api/v1/videos/{other}");
            foreach (string field in new[] { "title", "input_text", "input_text_language", "resolution" })
                second.Text($"video.{field}").ShouldBe(first.Text($"video.{field}"));
            second.Text("video.video_model.id").ShouldBe(first.Text("video.video_model.id"));
            second.Text("video.voice_model.id").ShouldBe(first.Text("video.voice_model.id"));
        }
        (await person.PostAsync($"/api/v1/videos/{id}/regenerate"))
            .ShouldBeError(HttpStatusCode.PaymentRequired, "INSUFFICIENT_CREDITS");
    }

    [Fact]
    public async Task A_video_is_made_again_with_other_settings()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync();
        Answer again = await person.PostAsync($"/api/v1/videos/{id}/regenerate", new
        {
            input_text = "新しい文章。",
            resolution = "1080p",
            language = "ja",
            title = "Second",
        });
        again.Text("video.title").ShouldBe("Second");
        Answer second = await person.GetAsync($"/api/v1/videos/{again.Text("video.id")}");
        second.Text("video.input_text").ShouldBe("新しい文章。");
        second.Text("video.resolution").ShouldBe("1080p");
        second.Text("video.input_text_language").ShouldBe("ja");
        Answer first = await person.GetAsync($"/api/v1/videos/{id}");
        first.Text("video.input_text").ShouldBe("Hello there.");
        first.Text("video.resolution").ShouldBe("720p");
    }

    [Fact]
    public async Task A_failed_video_can_be_made_again()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.Refuse("unspeakable_text", "Nothing to say.");
        string id = (await person.GenerateAsync(models)).Text("video.id");
        await person.VideoAsync(id, "failed");
        app.Engine.Script = null;
        Answer again = await person.PostAsync($"/api/v1/videos/{id}/regenerate");
        await person.VideoAsync(again.Text("video.id"), "completed");
    }

    [Fact]
    public async Task A_list_is_filtered_sorted_and_paged()
    {
        using Person person = await app.NewPersonAsync();
        using Person stranger = await app.NewPersonAsync();
        await stranger.MadeVideoAsync(title: "A stranger's");
        Pair one = await person.TrainedPairAsync();
        Pair other = one with { Voice = await person.TrainedModelAsync("voice", "Other") };
        await person.MadeVideoAsync(one, title: "Banana");
        await person.MadeVideoAsync(other, title: "apple");
        app.Engine.Script = ScriptedEngine.Refuse("unspeakable_text", "Nothing to say.");
        await person.VideoAsync((await person.GenerateAsync(one, title: "Apple")).Text("video.id"), "failed");
        await person.VideoAsync((await person.GenerateAsync(one, title: null)).Text("video.id"), "failed");

        await ShouldListAsync("", null, "Apple", "apple", "Banana");
        await ShouldListAsync("order=asc", "Banana", "apple", "Apple", null);
        await ShouldListAsync("sort=created_at&order=desc", null, "Apple", "apple", "Banana");
        await ShouldListAsync("status=completed", "apple", "Banana");
        await ShouldListAsync("status=failed", null, "Apple");
        await ShouldListAsync("status=queued");
        await ShouldListAsync($"voice_model_id={other.Voice}", "apple");
        await ShouldListAsync($"video_model_id={one.Video}&status=completed&order=asc", "Banana", "apple");
        await ShouldListAsync($"voice_model_id={one.Video}");

        Answer page = await person.GetAsync("/api/v1/videos?page=2&limit=3");
        Titles(page).ShouldBe(["Banana"]);
        page["pagination"]!.ToJsonString().ShouldBe("""{"page":2,"limit":3,"total":4,"total_pages":2}""");
        Titles(await person.GetAsync("/api/v1/videos?sort=title&order=asc&status=completed"))
            .Order(StringComparer.Ordinal).ShouldBe(["Banana", "apple"]);
        string?[] ascending = Titles(await person.GetAsync("/api/v1/videos?sort=title&order=asc"));
        string?[] descending = Titles(await person.GetAsync("/api/v1/videos?sort=title&order=desc"));
        ascending.Length.ShouldBe(4);
        descending.ShouldBe(ascending.Reverse());

        async Task ShouldListAsync(string query, params string?[] titles)
        {
            Answer list = await person.GetAsync($"/api/v1/videos?{query}");
            Titles(list).ShouldBe(titles, query);
            list.Number("pagination.total").ShouldBe(titles.Length);
        }
    }

    [Fact]
    public async Task A_renamed_model_shows_its_new_name()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        string id = await person.MadeVideoAsync(models);
        await person.PatchAsync($"/api/v1/models/video/{models.Video}", new { name = "New looks" });
        await person.PatchAsync($"/api/v1/models/voice/{models.Voice}", new { name = "New voice" });
        Answer details = await person.GetAsync($"/api/v1/videos/{id}");
        details.Text("video.video_model.name").ShouldBe("New looks");
        details.Text("video.voice_model.name").ShouldBe("New voice");
        (await person.GetAsync("/api/v1/videos")).Text("videos.0.video_model.name").ShouldBe("New looks");
    }

    private static string?[] Titles(Answer list) =>
        [.. list["videos"]!.AsArray().Select(video => video!["title"]?.GetValue<string>())];
}
