using System.Globalization;
using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>How the platform is used. FilmStudio, GET /admin/analytics.</summary>
public sealed class AnalyticsTests
{
    private const string Analytics = $"{FilmPeople.Base}/admin/analytics";

    [Fact]
    public async Task What_happens_is_counted_and_measured()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person admin = await FilmPeople.NewAdminAsync(own.App);
        Answer before = await admin.GetAsync(Analytics);
        ContractExample.Parse(
            """
            {
              "totalUsers": 1500, "activeUsers": 450, "totalProjects": 3200, "totalVideosGenerated": 2800,
              "avgGenerationTime": "4.2 minutes",
              "systemLoad": { "cpuUsage": 65, "memoryUsage": 72, "queueDepth": 12 }
            }
            """).ShouldMatch(before);
        Counts(before).ShouldBe((1, 1, 0, 0));
        before.Text("avgGenerationTime").ShouldBe("0.0 minutes");
        before.Number("systemLoad.queueDepth").ShouldBe(0);
        before.Number("systemLoad.memoryUsage").ShouldBeInRange(1, 100);
        before.Number("systemLoad.cpuUsage").ShouldBeInRange(0, 100);

        using Person person = await FilmPeople.NewAsync(own.App);
        string project = await person.FilmProjectAsync();
        await person.FilmProjectAsync("Another");
        await person.FilmJobAsync(await person.AskVideoAsync(project));
        // What is no video, or became none, does not count.
        await person.FilmJobAsync(await person.AskMusicAsync(project));
        own.App.Engine.Script = ScriptedEngine.Refuse("engine_error", "It broke.");
        await person.FilmJobAsync(await person.AskVideoAsync(project), "failed");
        Answer after = await Eventually.GetAsync(
            () => admin.GetAsync(Analytics), answer => answer.Number("totalVideosGenerated") == 1);
        Counts(after).ShouldBe((2, 2, 2, 1));
        double minutes = double.Parse(after.Text("avgGenerationTime").Split(' ')[0], CultureInfo.InvariantCulture);
        minutes.ShouldBeInRange(0, 10);

        // The same project asked for twice is one.
        await person.PostOnceAsync("once", $"{FilmPeople.Base}/projects/create", new { name = "Third" });
        await person.PostOnceAsync("once", $"{FilmPeople.Base}/projects/create", new { name = "Third" });
        (await admin.GetAsync(Analytics)).Number("totalProjects").ShouldBe(3);
        (await person.DeleteAsync($"{FilmPeople.Base}/projects/{project}")).Status.ShouldBe(HttpStatusCode.OK);
        (await admin.GetAsync(Analytics)).Number("totalProjects").ShouldBe(3);
    }

    [Fact]
    public async Task Work_that_waits_is_the_depth_of_the_queue()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.HangAsync;
        own.App.Engine.Capacity = 2;
        using Person admin = await FilmPeople.NewAdminAsync(own.App);
        string project = await admin.FilmProjectAsync();
        for (int piece = 0; piece < 12; piece++) await admin.AskMusicAsync(project);
        await Eventually.GetAsync(
            () => admin.GetAsync(Analytics), answer => answer.Number("systemLoad.queueDepth") == 10);
    }

    [Fact]
    public async Task Active_is_who_signed_in_within_30_days()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person admin = await FilmPeople.NewAdminAsync(own.App);
        using Person person = await FilmPeople.NewAsync(own.App);
        own.App.Time.Advance(TimeSpan.FromDays(32));
        using HttpClient http = own.App.Anonymous();
        Answer login = await http.LoginFilmPersonAsync(admin.Email);
        using var again = Person.WithSession(own.App, admin.Email, admin.Id, login.Text("token"));
        Counts(await again.GetAsync(Analytics)).ShouldBe((2, 1, 0, 0));
        (await http.LoginFilmPersonAsync(person.Email)).Status.ShouldBe(HttpStatusCode.OK);
        Counts(await again.GetAsync(Analytics)).ShouldBe((2, 2, 0, 0));
    }

    private static (int Users, int Active, int Projects, int Videos) Counts(Answer answer) => (
        answer.Number("totalUsers"),
        answer.Number("activeUsers"),
        answer.Number("totalProjects"),
        answer.Number("totalVideosGenerated"));
}
