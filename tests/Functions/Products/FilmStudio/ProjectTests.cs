using System.Net;
using System.Text.Json.Nodes;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>FilmStudio, Project Service.</summary>
public sealed class ProjectTests : IAsyncLifetime
{
    private const string Projects = $"{FilmPeople.Base}/projects";

    private readonly TestApp _app = new();
    private Person _person = null!;

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await FilmPeople.NewAsync(_app);
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_project_is_created_and_shown_as_the_contract_says()
    {
        Answer created = await _person.PostAsync(
            $"{Projects}/create",
            new { name = "My First Film", description = "A short film about AI", videoType = "story", language = "en" });
        created.Status.ShouldBe(HttpStatusCode.Created);
        created.Body!.AsObject().Select(field => field.Key).ShouldBe(
            ["id", "userId", "name", "description", "status", "videoType", "language", "createdAt"]);
        created.Text("userId").ShouldBe(_person.Id);
        (created.Text("name"), created.Text("description")).ShouldBe(("My First Film", "A short film about AI"));
        (created.Text("status"), created.Text("videoType"), created.Text("language")).ShouldBe(("draft", "story", "en"));

        Answer shown = await _person.GetAsync($"{Projects}/{created.Text("id")}");
        shown.Status.ShouldBe(HttpStatusCode.OK);
        foreach ((string field, JsonNode? value) in created.Body.AsObject())
            JsonNode.DeepEquals(shown[field], value).ShouldBeTrue(field);
        shown["outputUrl"].ShouldBeNull();
        shown.Text("updatedAt").ShouldBe(shown.Text("createdAt"));
        shown["composition"]!.ToJsonString().ShouldBe(
            """{"status":"none","videoJobId":null,"audioJobId":null,"musicJobId":null,"error":null}""");
    }

    [Fact]
    public async Task Names_descriptions_types_and_languages_have_their_bounds()
    {
        async Task<Answer> CreateAsync(object project) => await _person.PostAsync($"{Projects}/create", project);
        Answer bare = await CreateAsync(new { name = " Bare " });
        (bare.Text("name"), bare["description"]).ShouldBe(("Bare", null));
        (bare.Text("videoType"), bare.Text("language")).ShouldBe(("story", "en"));
        (await CreateAsync(new { name = new string('x', 200), description = new string('y', 2000) }))
            .Status.ShouldBe(HttpStatusCode.Created);
        (await CreateAsync(new { name = new string('x', 201), description = new string('y', 2001) }))
            .ShouldBeWrong("name", "description");
        (await CreateAsync(new { name = "" })).ShouldBeWrong("name");
        (await CreateAsync(new { })).ShouldBeWrong("name");
        (await CreateAsync(new { name = "x", videoType = "documentary", language = "it" })).ShouldBeWrong("videoType", "language");
        foreach (string videoType in new[] { "story", "music", "explainer", "promo" })
            (await CreateAsync(new { name = "x", videoType })).Text("videoType").ShouldBe(videoType);
        foreach (string language in new[] { "en", "ja", "es", "fr", "de", "zh", "hi" })
            (await CreateAsync(new { name = "x", language })).Text("language").ShouldBe(language);
    }

    [Fact]
    public async Task Projects_are_listed_newest_first_page_by_page_and_by_their_status()
    {
        foreach (string name in new[] { "One", "Two", "Three" })
        {
            await _person.FilmProjectAsync(name);
            _app.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Answer page = await _person.GetAsync($"{Projects}?page=1&limit=2");
        Names(page).ShouldBe(["Three", "Two"]);
        (page.Number("page"), page.Number("limit"), page.Number("total")).ShouldBe((1, 2, 3));
        Names(await _person.GetAsync($"{Projects}?page=2&limit=2")).ShouldBe(["One"]);
        Answer all = await _person.GetAsync(Projects);
        (all.Number("page"), all.Number("limit")).ShouldBe((1, 20));
        string id = all.Text("projects.0.id");
        await _person.FilmJobAsync(await _person.AskVideoAsync(id));
        Names(await _person.GetAsync($"{Projects}?status=completed")).ShouldBe(["Three"]);
        Names(await _person.GetAsync($"{Projects}?status=draft")).ShouldBe(["Two", "One"]);
        foreach (string wrong in new[] { "limit=0", "limit=101", "page=0", "status=done" })
            (await _person.GetAsync($"{Projects}?{wrong}")).ShouldBeWrong(wrong.Split('=')[0]);
        (await _person.GetAsync($"{Projects}?limit=100")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_id_is_an_id_and_nothing_around_it()
    {
        string id = await _person.FilmProjectAsync();
        (await _person.GetAsync($"{Projects}/{id.ToUpperInvariant()}")).Text("id").ShouldBe(id);
        foreach (string other in new[] { $"{id}%20", $"%20{id}", $"{id}%0A", $"%09{id}", $"+{id[1..]}", $"%7B{id}%7D" })
        {
            (await _person.GetAsync($"{Projects}/{other}")).ShouldBeMissing();
            (await _person.DeleteAsync($"{Projects}/{other}")).ShouldBeMissing();
        }
    }

    [Fact]
    public async Task A_status_follows_the_newest_video_job_and_sounds_leave_it_alone()
    {
        string id = await _person.FilmProjectAsync();
        async Task<string> StatusAsync() => (await _person.GetAsync($"{Projects}/{id}")).Text("status");
        await _person.FilmJobAsync(await _person.AskNarrationAsync(id));
        await _person.FilmJobAsync(await _person.AskMusicAsync(id));
        (await StatusAsync()).ShouldBe("draft");
        TaskCompletionSource gate = _app.Engine.Hold();
        string video = await _person.AskVideoAsync(id);
        (await StatusAsync()).ShouldBe("processing");
        gate.SetResult();
        await _person.FilmJobAsync(video);
        (await StatusAsync()).ShouldBe("completed");
        _app.Engine.Script = ScriptedEngine.Refuse("invalid_film", "It cannot be painted.");
        await _person.FilmJobAsync(await _person.AskNarrationAsync(id), "failed");
        (await StatusAsync()).ShouldBe("completed");
        string second = await _person.AskVideoAsync(id);
        await _person.FilmJobAsync(second, "failed");
        (await StatusAsync()).ShouldBe("failed");
        Answer kept = await _person.GetAsync($"{Projects}/{id}");
        kept.Text("composition.videoJobId").ShouldBe(video, "An earlier film stays.");
        kept["outputUrl"].ShouldNotBeNull();
        (await _person.DeleteAsync($"{FilmPeople.Base}/ai/jobs/{second}")).Status.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync()).ShouldBe("completed");
        await _person.DeleteAsync($"{FilmPeople.Base}/ai/jobs/{video}");
        (await StatusAsync()).ShouldBe("draft");
    }

    [Fact]
    public async Task A_regeneration_keeps_what_it_was_not_asked_to_change()
    {
        string id = await _person.FilmProjectAsync();
        (await _person.PostAsync($"{Projects}/{id}/regenerate", new { style = "anime" })).ShouldBeWrong("id");
        await _person.FilmJobAsync((await _person.AskAsync(
            "video-generate", new { projectId = id, prompt = "A boat", style = "noir", duration = 7.5, seed = 42 })).Text("jobId"));

        Answer again = await _person.PostAsync($"{Projects}/{id}/regenerate", new { style = "anime", duration = 60 });
        again.Status.ShouldBe(HttpStatusCode.Accepted);
        (again.Text("status"), again.Text("message")).ShouldBe(("queued", "Regeneration started"));
        Answer job = await _person.FilmJobAsync(again.Text("jobId"));
        job.Text("type").ShouldBe("video_generation");
        Painted().ShouldBe(("A boat", "anime", 60, 42));
        (await _person.GetAsync($"{Projects}/{id}")).Text("outputPath").ShouldBe(job.Text("outputPath"));

        await _person.FilmJobAsync((await _person.PostAsync($"{Projects}/{id}/regenerate", new { prompt = "A ship" })).Text("jobId"));
        Painted().ShouldBe(("A ship", "anime", 60, 42));
        // Who asks for nothing else asks for another take. It costs the last of the three credits.
        (await _person.CreditsAsync()).ShouldBe(0);
        (await _person.PostAsync($"{Projects}/{id}/regenerate")).Status.ShouldBe(HttpStatusCode.PaymentRequired);
    }

    [Fact]
    public async Task A_regeneration_of_nothing_else_is_another_take()
    {
        string id = await _person.FilmProjectAsync();
        await _person.FilmJobAsync((await _person.AskAsync(
            "video-generate", new { projectId = id, prompt = "A boat", duration = 5, seed = 42 })).Text("jobId"));
        await _person.FilmJobAsync((await _person.PostAsync($"{Projects}/{id}/regenerate")).Text("jobId"));
        (string prompt, string? style, double seconds, long seed) = Painted();
        (prompt, style, seconds).ShouldBe(("A boat", null, 5));
        seed.ShouldNotBe(42);
        foreach (string body in new[] { """{"duration":4.99}""", """{"duration":120.01}""", """{"style":"cubist"}""", """{"prompt":" "}""" })
            (await _person.PostAsync($"{Projects}/{id}/regenerate", body))
                .ShouldBeWrong(JsonNode.Parse(body)!.AsObject().Single().Key);
    }

    [Fact]
    public async Task Deleting_a_project_takes_its_files_along_and_cancels_what_goes_on()
    {
        string id = await _person.FilmProjectAsync();
        string video = await _person.AskVideoAsync(id);
        await _person.FilmJobAsync(video);
        await _person.AskNarrationAsync(id);
        await _person.ComposedAsync(id);
        _app.HasMedia($"library/filmstudio/{_person.Id}").ShouldBeTrue();
        _app.Engine.Script = ScriptedEngine.HangAsync;
        string running = await _person.AskVideoAsync(id);
        await _person.FilmJobAsync(running, "processing");
        (await _person.CreditsAsync()).ShouldBe(1);

        Answer deleted = await _person.DeleteAsync($"{Projects}/{id}");
        deleted.Status.ShouldBe(HttpStatusCode.OK);
        deleted.Body!.ToJsonString().ShouldBe("""{"message":"Project deleted successfully"}""");
        (await _person.GetAsync($"{Projects}/{id}")).ShouldBeMissing();
        (await _person.DeleteAsync($"{Projects}/{id}")).ShouldBeMissing();
        (await _person.GetAsync(Projects)).Number("total").ShouldBe(0);
        foreach (string job in new[] { video, running })
            (await _person.GetAsync($"{FilmPeople.Base}/ai/jobs/{job}/status")).ShouldBeMissing();
        await Eventually.HoldsAsync(() => _app.Engine.Cancelled.Contains(running), "the work stopped");
        await Eventually.HoldsAsync(() => !_app.HasMedia($"library/filmstudio/{_person.Id}"), "no file is left");
        (await _person.CreditsAsync()).ShouldBe(2, "What was not made costs nothing.");
        (await _person.AskAsync("video-generate", new { projectId = id, prompt = "A boat" })).ShouldBeMissing();
    }

    [Fact]
    public async Task What_belongs_to_somebody_else_is_missing()
    {
        string id = await _person.FilmProjectAsync();
        string job = await _person.AskVideoAsync(id);
        using Person other = await FilmPeople.NewAsync(_app);
        (await other.GetAsync($"{Projects}/{id}")).ShouldBeMissing();
        (await other.DeleteAsync($"{Projects}/{id}")).ShouldBeMissing();
        (await other.PostAsync($"{Projects}/{id}/regenerate", new { style = "anime" })).ShouldBeMissing();
        (await other.AskAsync("video-generate", new { projectId = id, prompt = "A boat" })).ShouldBeMissing();
        (await other.AskAsync("audio-generate", new { projectId = id, text = "A boat" })).ShouldBeMissing();
        (await other.AskAsync("music-generate", new { projectId = id, prompt = "A boat" })).ShouldBeMissing();
        (await other.GetAsync($"{FilmPeople.Base}/ai/jobs/{job}/status")).ShouldBeMissing();
        (await other.PostAsync($"{FilmPeople.Base}/ai/jobs/{job}/cancel")).ShouldBeMissing();
        (await other.DeleteAsync($"{FilmPeople.Base}/ai/jobs/{job}")).ShouldBeMissing();
        (await other.GetAsync(Projects)).Number("total").ShouldBe(0);
        (await other.CreditsAsync()).ShouldBe(3);
    }

    private static string[] Names(Answer page) =>
        [.. page["projects"]!.AsArray().Select(project => project!["name"]!.GetValue<string>())];

    private (string Prompt, string? Style, double Seconds, long Seed) Painted()
    {
        EngineTask.PaintFilm film = _app.Engine.Begun.Select(job => job.Task).OfType<EngineTask.PaintFilm>().Last();
        return (film.Prompt, film.Style, film.Seconds, film.Seed);
    }
}
