using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>VideoSystem, Video Projects.</summary>
public sealed class ProjectTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Projects = $"{Creator.Base}/projects";

    [Fact]
    public async Task A_project_keeps_what_was_said_of_it()
    {
        using Person person = await Creator.NewAsync(app);
        Answer created = await person.PostAsync(
            Projects, new { title = " Mine ", description = "Two\nlines", settings = new { deep = new { list = new[] { 1, 2 } } } });
        created.Status.ShouldBe(HttpStatusCode.Created);
        created.Text("data.title").ShouldBe("Mine");
        created.Text("data.status").ShouldBe("DRAFT");
        created["data.settings"]!.ToJsonString().ShouldBe("""{"deep":{"list":[1,2]}}""");
        Answer shown = await person.GetAsync($"{Projects}/{created.Text("data.id")}");
        shown.Text("data.description").ShouldBe("Two\nlines");
        shown["data.settings"]!.ToJsonString().ShouldBe("""{"deep":{"list":[1,2]}}""");
        shown.Items("clips").ShouldBeEmpty();
        (await person.PostAsync(Projects, new { title = "Bare" }))["data.settings"]!.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task Titles_descriptions_and_settings_have_their_bounds()
    {
        using Person person = await Creator.NewAsync(app);
        (await person.PostAsync(Projects, new { title = new string('x', 200), description = new string('y', 2000) }))
            .Status.ShouldBe(HttpStatusCode.Created);
        (await person.PostAsync(Projects, new { title = new string('x', 201), description = new string('y', 2001) }))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "title", "description");
        (await person.PostAsync(Projects, new { title = " " })).ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "title");
        // {"a":"…"} is eight bytes more than the text.
        (await person.PostAsync(Projects, Settings(new string('z', 16 * 1024 - 8)))).Status.ShouldBe(HttpStatusCode.Created);
        (await person.PostAsync(Projects, Settings(new string('z', 16 * 1024 - 7))))
            .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "settings");
        foreach (string settings in new[] { "[]", "5", "\"x\"", "{\"a\":\"\\ud800\"}" })
            (await person.PostAsync(Projects, $$"""{"title":"Mine","settings":{{settings}}}"""))
                .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "settings");

        static string Settings(string text) => $$$"""{"title":"Mine","settings":{"a":"{{{text}}}"}}""";
    }

    [Fact]
    public async Task Projects_are_listed_newest_first_page_by_page_and_by_their_status()
    {
        using Person person = await Creator.NewAsync(app);
        foreach (string title in new[] { "One", "Two", "Three" })
        {
            await person.ProjectAsync(title);
            app.Time.Advance(TimeSpan.FromSeconds(1));
        }
        Answer page = await person.GetAsync($"{Projects}?page=1&limit=2");
        Titles(page).ShouldBe(["Three", "Two"]);
        page["data.pagination"]!.ToJsonString().ShouldBe("""{"page":1,"limit":2,"total":3,"totalPages":2}""");
        Titles(await person.GetAsync($"{Projects}?page=2&limit=2")).ShouldBe(["One"]);
        (await person.GetAsync(Projects)).Number("data.pagination.limit").ShouldBe(10);
        Titles(await person.GetAsync($"{Projects}?status=DRAFT")).Length.ShouldBe(3);
        Titles(await person.GetAsync($"{Projects}?status=FAILED")).ShouldBeEmpty();
        foreach (string wrong in new[] { "limit=0", "limit=101", "page=0", "status=draft" })
            (await person.GetAsync($"{Projects}?{wrong}"))
                .ShouldFail(HttpStatusCode.BadRequest, "VAL_001", wrong.Split('=')[0]);
    }

    [Fact]
    public async Task A_project_stands_as_its_newest_job_does()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await Creator.NewAsync(own.App);
        string id = await person.ProjectAsync();
        TaskCompletionSource gate = own.App.Engine.Hold();
        string first = (await person.OrderAsync(id)).Text("data.jobId");
        await person.JobAsync(first, "PROCESSING");
        (await StatusAsync(person, id)).ShouldBe("PROCESSING");
        Titles(await person.GetAsync($"{Projects}?status=PROCESSING")).ShouldBe(["Mine"]);
        gate.SetResult();
        await person.JobAsync(first, "COMPLETED");
        Titles(await person.GetAsync($"{Projects}?status=COMPLETED")).ShouldBe(["Mine"]);
        Titles(await person.GetAsync($"{Projects}?status=PROCESSING")).ShouldBeEmpty();
        Answer list = await person.GetAsync(Projects);
        list.Number("data.projects.0.clipCount").ShouldBe(1);

        own.App.Time.Advance(TimeSpan.FromSeconds(1));
        own.App.Engine.Script = ScriptedEngine.Refuse("invalid_film", "It cannot be painted.");
        await person.JobAsync((await person.OrderAsync(id)).Text("data.jobId"), "FAILED");
        (await StatusAsync(person, id)).ShouldBe("FAILED");
        (await person.GetAsync($"{Projects}/{id}")).Items("clips").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_deleted_goes_with_its_clips_and_cancels_what_is_being_made()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await Creator.NewAsync(own.App);
        string id = await person.ProjectAsync();
        string clip = await person.ClipAsync(id);
        own.App.Engine.Script = ScriptedEngine.HangAsync;
        string job = (await person.OrderAsync(id)).Text("data.jobId");
        await person.JobAsync(job, "PROCESSING");
        (await person.StorageUsedAsync()).ShouldBe(own.App.Engine.FilmBytes);

        (await person.DeleteAsync($"{Projects}/{id}")).Text("data.id").ShouldBe(id);

        (await person.GetAsync($"{Projects}/{id}")).ShouldFail(HttpStatusCode.NotFound, "PROJ_001");
        (await person.GetAsync(Projects)).Number("data.pagination.total").ShouldBe(0);
        (await person.GetAsync($"{Creator.Base}/generate/clip/{clip}")).ShouldFail(HttpStatusCode.NotFound, "GEN_003");
        (await person.GetAsync($"{Creator.Base}/generate/status/{job}")).ShouldFail(HttpStatusCode.NotFound, "GEN_003");
        (await person.StorageUsedAsync()).ShouldBe(0);
        await Eventually.HoldsAsync(() => own.App.Engine.Cancelled.Contains(job), "the work stopped");
        await Eventually.HoldsAsync(() => !own.App.HasMedia($"library/videosystem/{person.Id}"), "no file is left");
        (await person.DeleteAsync($"{Projects}/{id}")).ShouldFail(HttpStatusCode.NotFound, "PROJ_001");
        (await person.OrderAsync(id)).ShouldFail(HttpStatusCode.NotFound, "PROJ_001");
    }

    [Fact]
    public async Task A_repeated_request_with_a_key_makes_one_project()
    {
        using Person person = await Creator.NewAsync(app);
        string key = $"{Guid.NewGuid()}";
        Answer first = await person.PostOnceAsync(key, Projects, new { title = "Once" });
        (await person.PostOnceAsync(key, Projects, new { title = "Once" })).Text("data.id").ShouldBe(first.Text("data.id"));
        (await person.PostOnceAsync(key, Projects, new { title = "Other" })).ShouldFail(HttpStatusCode.Conflict, "REQ_006");
        (await person.GetAsync(Projects)).Number("data.pagination.total").ShouldBe(1);
    }

    private static async Task<string> StatusAsync(Person person, string id) =>
        (await person.GetAsync($"{Projects}/{id}")).Text("data.status");

    private static string[] Titles(Answer page) =>
        [.. page.Items("projects").Select(project => project!["title"]!.GetValue<string>())];
}
