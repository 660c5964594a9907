using System.Net;
using System.Text.Json.Nodes;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>VideoSystem, Templates.</summary>
public sealed class TemplateTests : IAsyncLifetime
{
    private const string Templates = $"{Creator.Base}/templates";

    private readonly TestApp _app = new();
    private Person _person = null!;
    private string _project = "";

    private static string Nature => TemplateCatalogue.All.Single(template => template.Name == "Nature Scene").Id;

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await Creator.NewAsync(_app);
        _project = await _person.ProjectAsync();
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task There_are_eight_in_four_categories_and_they_can_be_narrowed_down()
    {
        Answer all = await _person.GetAsync($"{Templates}?limit=100");
        JsonArray templates = all.Items("templates");
        templates.Count.ShouldBeGreaterThanOrEqualTo(8);
        string[] categories = [.. templates.Select(each => each!["category"]!.GetValue<string>()).Distinct()];
        categories.Length.ShouldBeGreaterThanOrEqualTo(4);
        templates.Select(each => each!["id"]!.GetValue<string>()).ShouldBeUnique();
        Answer nature = await _person.GetAsync($"{Templates}?category=nature&page=1&limit=1");
        nature.Items("templates").Count.ShouldBe(1);
        nature.Text("data.templates.0.category").ShouldBe("nature");
        nature.Number("data.pagination.total").ShouldBe(
            templates.Count(each => each!["category"]!.GetValue<string>() == "nature"));
        (await _person.GetAsync($"{Templates}?category=none")).Number("data.pagination.total").ShouldBe(0);
        (await _person.GetAsync($"{Templates}?limit=101")).ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "limit");
    }

    [Fact]
    public async Task Thumbnails_are_small_pictures_open_to_everybody_and_read_once()
    {
        using HttpClient nobody = _app.Anonymous();
        foreach (JsonNode? template in (await _person.GetAsync($"{Templates}?limit=100")).Items("templates"))
        {
            string url = template!["thumbnailUrl"]!.GetValue<string>();
            using HttpResponseMessage shown = await nobody.GetAsync(url);
            byte[] picture = await shown.Content.ReadAsByteArrayAsync();
            picture.AsSpan(0, 3).ToArray().ShouldBe([0xFF, 0xD8, 0xFF]);
            picture.Length.ShouldBeInRange(1000, 25 * 1024);
            using HttpRequestMessage again = new(HttpMethod.Get, url);
            again.Headers.IfNoneMatch.Add(shown.Headers.ETag!);
            (await nobody.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        }
        (await Answer.OfAsync(await nobody.GetAsync($"{Templates}/{Guid.NewGuid()}/thumbnail.jpg")))
            .ShouldFail(HttpStatusCode.NotFound, "TEMP_001");
    }

    [Fact]
    public async Task What_is_customized_reaches_the_picture()
    {
        Answer accepted = await UseAsync(new { text = "Custom text", color = "#FF0000", season = "winter" });
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        Answer job = await _person.JobAsync(accepted.Text("data.jobId"), "COMPLETED");
        EngineTask.PaintFilm film = _app.Engine.Begun.Single().Task.ShouldBeOfType<EngineTask.PaintFilm>();
        film.Words.ShouldBe(new ShownWords("Custom text", 0xFF0000));
        film.Prompt.ShouldBe("A mountain lake with pine trees in winter at sunset");
        Answer clip = await _person.GetAsync($"{Creator.Base}/generate/clip/{job.Text("data.clipId")}");
        clip.Text("data.title").ShouldBe("Nature Scene");
        await UseAsync(new { text = "" });
        await UseAsync(customizations: null);
        await Eventually.HoldsAsync(() => _app.Engine.Begun.Count == 3, "all began");
        _app.Engine.Begun.Select(begun => ((EngineTask.PaintFilm)begun.Task).Words?.Text)
            .ShouldBe(["Custom text", null, "Breathe"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("{\"size\":\"large\"}", "size")]
    [InlineData("{\"text\":5}", "text")]
    [InlineData("{\"color\":\"red\"}", "color")]
    [InlineData("{\"color\":\"#FF00\"}", "color")]
    [InlineData("{\"color\":\"#GG0000\"}", "color")]
    [InlineData("{\"color\":16711680}", "color")]
    [InlineData("{\"season\":\"monsoon\"}", "season")]
    public async Task Customizations_are_of_the_templates_variables_and_of_their_types(string customizations, string field) =>
        (await _person.PostAsync(
            $"{Templates}/{Nature}/use", $$"""{"projectId":"{{_project}}","customizations":{{customizations}}}"""))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", $"customizations.{field}");

    [Fact]
    public async Task Texts_have_their_bounds_and_say_nothing_that_must_not_be_said()
    {
        (await UseAsync(new { text = new string('x', 80) })).Status.ShouldBe(HttpStatusCode.Accepted);
        (await UseAsync(new { text = new string('x', 81) }))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "customizations.text");
        (await UseAsync(new { text = "A deepfake of a politician" })).ShouldFail(HttpStatusCode.BadRequest, "GEN_002");
        (await _person.PostAsync($"{Templates}/{Nature}/use", $$"""{"projectId":"{{_project}}","customizations":[]}"""))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "customizations");
        (await _person.PostAsync($"{Templates}/{Guid.NewGuid()}/use", new { projectId = _project }))
            .ShouldFail(HttpStatusCode.NotFound, "TEMP_001");
        (await _person.PostAsync($"{Templates}/{Nature}/use", new { projectId = Guid.NewGuid() }))
            .ShouldFail(HttpStatusCode.NotFound, "PROJ_001");
    }

    [Fact]
    public async Task Every_use_counts_once_however_many_come_at_once()
    {
        using Person other = await Creator.NewAsync(_app);
        string theirs = await other.ProjectAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[]
        {
            UseAsync(new { text = "x" }),
            other.PostAsync($"{Templates}/{Nature}/use", new { projectId = theirs }),
        }));
        (await CountAsync()).ShouldBe(20);
        string key = $"{Guid.NewGuid()}";
        for (int i = 0; i < 2; i++)
            await _person.PostOnceAsync(key, $"{Templates}/{Nature}/use", new { projectId = _project });
        (await CountAsync()).ShouldBe(21);
        await UseAsync(new { text = 5 });
        (await CountAsync()).ShouldBe(21);
    }

    [Fact]
    public async Task An_estimate_tells_what_a_use_would_take_and_uses_nothing()
    {
        object order = new { projectId = _project, customizations = new { text = "Custom text", color = "#FF0000" } };
        Answer estimate = await _person.PostAsync($"{Templates}/{Nature}/estimate", order);
        estimate.Status.ShouldBe(HttpStatusCode.OK, estimate.ToString());
        (await CountAsync()).ShouldBe(0);
        (await _person.StorageUsedAsync()).ShouldBe(0);
        Answer used = await _person.PostAsync($"{Templates}/{Nature}/use", order);
        used.Number("data.estimatedFileSize").ShouldBe(estimate.Number("data.estimatedFileSize"));

        (await _person.PostAsync($"{Templates}/{Nature}/estimate", new { projectId = _project, customizations = new { text = 5 } }))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "customizations.text");
        (await _person.PostAsync($"{Templates}/{Guid.NewGuid()}/estimate", order)).ShouldFail(HttpStatusCode.NotFound, "TEMP_001");
        (await _person.PostAsync($"{Templates}/{Nature}/estimate", new { projectId = Guid.NewGuid() }))
            .ShouldFail(HttpStatusCode.NotFound, "PROJ_001");
    }

    private Task<Answer> UseAsync(object? customizations) =>
        _person.PostAsync($"{Templates}/{Nature}/use", new { projectId = _project, customizations });

    private async Task<int> CountAsync() => (await _person.GetAsync($"{Templates}?limit=100")).Items("templates")
        .Single(template => template!["id"]!.GetValue<string>() == Nature)!["usageCount"]!.GetValue<int>();
}
