using System.Net;
using System.Net.Http.Json;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>Walks every example of the contract, section by section.</summary>
public sealed class ContractTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Envelope = "\"error\":null,\"timestamp\":\"2025-11-07T00:00:00Z\"}";

    [Fact]
    public async Task Every_example_is_what_the_app_reads_and_writes()
    {
        using HttpClient http = app.Anonymous();
        Answer registered = await Answer.OfAsync(await http.PostAsJsonAsync(
            $"{Creator.Base}/auth/register",
            new { email = "user@example.com", username = "username", password = "password123" }));
        registered.Status.ShouldBe(HttpStatusCode.Created);
        const string Session = """
            {"user":{"id":"uuid","email":"user@example.com","username":"username","subscriptionTier":"FREE","storageUsed":0,
            "storageLimit":1073741824},"token":"jwt_token"}
            """;
        ShouldMatch(registered, Session);
        Answer login = await http.LoginAsync("user@example.com", "password123");
        ShouldMatch(login, Session);
        using var person = Person.WithSession(app, "user@example.com", login.Text("data.user.id"), login.Text("data.token"));
        ShouldMatch(await person.GetAsync($"{Creator.Base}/users/profile"), """
            {"id":"uuid","email":"user@example.com","username":"username","subscriptionTier":"FREE","storageUsed":0,
            "storageLimit":1073741824,"createdAt":"2025-11-07T00:00:00Z"}
            """);

        string project = await WalkProjectsAsync(person);
        await WalkGenerationAsync(person, project);
        await WalkTemplatesAsync(person, project);
    }

    private static async Task<string> WalkProjectsAsync(Person person)
    {
        Answer created = await person.PostAsync(
            $"{Creator.Base}/projects", """{"title":"My Video Project","description":"Project description","settings":{}}""");
        created.Status.ShouldBe(HttpStatusCode.Created);
        const string Project = """
            {"id":"uuid","title":"My Video Project","description":"Project description","status":"DRAFT","settings":{},
            "createdAt":"2025-11-07T00:00:00Z","updatedAt":"2025-11-07T00:00:00Z"
            """;
        ShouldMatch(created, Project + "}");
        ShouldMatch(await person.GetAsync($"{Creator.Base}/projects?page=1&limit=10&status=DRAFT"), """
            {"projects":[{"id":"uuid","title":"My Video Project","description":"Project description","status":"DRAFT",
            "createdAt":"2025-11-07T00:00:00Z","updatedAt":"2025-11-07T00:00:00Z","clipCount":0}],
            "pagination":{"page":1,"limit":10,"total":1,"totalPages":1}}
            """);
        string id = created.Text("data.id");
        Answer shown = await person.GetAsync($"{Creator.Base}/projects/{id}");
        shown.Items("clips").ShouldBeEmpty();
        shown["data"]!.AsObject().Remove("clips");
        ShouldMatch(shown, Project + "}");
        return id;
    }

    private static async Task WalkGenerationAsync(Person person, string project)
    {
        Answer accepted = await person.PostAsync($"{Creator.Base}/generate/video", $$$"""
            {"projectId":"{{{project}}}","prompt":"A beautiful sunset over mountains",
            "parameters":{"duration":15,"resolution":"1920x1080","style":"realistic"}}
            """);
        accepted.Status.ShouldBe(HttpStatusCode.Accepted);
        ShouldMatch(
            accepted, """{"jobId":"uuid","status":"QUEUED","estimatedTime":30}""", "queuePosition", "estimatedFileSize", "seed");
        Answer job = await person.JobAsync(accepted.Text("data.jobId"), "COMPLETED");
        ShouldMatch(
            job,
            """
            {"id":"uuid","status":"PROCESSING","progress":45,"startedAt":"2025-11-07T00:00:00Z",
            "estimatedCompletion":null}
            """,
            "clipId", "projectId", "queuePosition", "seed", "createdAt", "completedAt", "error");
        ShouldMatch(
            await person.GetAsync($"{Creator.Base}/generate/clip/{job.Text("data.clipId")}"),
            """
            {"id":"uuid","title":"Generated Clip","duration":15,"fileUrl":"https://s3.amazonaws.com/bucket/clip.mp4",
            "thumbnailUrl":"https://s3.amazonaws.com/bucket/thumbnail.jpg","fileSize":52428800,"resolution":"1920x1080",
            "format":"mp4","createdAt":"2025-11-07T00:00:00Z"}
            """,
            "expiresAt", "jobId", "projectId", "seed");
    }

    private static async Task WalkTemplatesAsync(Person person, string project)
    {
        Answer templates = await person.GetAsync($"{Creator.Base}/templates?page=1&limit=10&category=nature");
        ShouldMatch(
            templates,
            """
            {"templates":[{"id":"0193f2a0","name":"Nature Scene","description":"Beautiful nature template","category":"nature",
            "thumbnailUrl":"https://s3.amazonaws.com/bucket/thumb.jpg","isPublic":true,"usageCount":150}],
            "pagination":{"page":1,"limit":10,"total":1,"totalPages":1}}
            """,
            "duration", "variables");
        foreach (VideoTemplate template in TemplateCatalogue.All)
        {
            Answer used = await person.PostAsync($"{Creator.Base}/templates/{template.Id}/use", $$$"""
                {"projectId":"{{{project}}}","customizations":{"text":"Custom text","color":"#FF0000"}}
                """);
            used.Status.ShouldBe(HttpStatusCode.Accepted);
            ShouldMatch(
                used, """{"jobId":"uuid","status":"QUEUED","estimatedTime":20}""", "queuePosition", "estimatedFileSize", "seed");
        }
    }

    private static void ShouldMatch(Answer answer, string data, params string[] added) =>
        ContractExample.Parse($$"""{"success":true,"data":{{data}},{{Envelope}}""").ShouldMatch(answer, added: added);
}
