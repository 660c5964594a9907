using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>The examples of the contract's sections 1 to 3, to the letter; <see cref="MoneyContractTests"/> has the rest.</summary>
public sealed class ContractTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Base = SoraPeople.Base;

    private static readonly string[] _added =
    [
        "seed", "queue_position", "credits", "credits_remaining", "expires_at", "error_code", "retryable", "prompt", "retry_of",
        "aspect_ratio", "quality", "estimated_time", "credits_estimated",
    ];

    private static ContractExample Tokens { get; } = ContractExample.Parse(
        """
        { "access_token": "eyJhbGc...", "refresh_token": "eyJhbGc...", "token_type": "bearer", "expires_in": 86400 }
        """);

    /// <summary>The bodies of section 2 and what answers them; what no example can know is <c>{image}</c>.</summary>
    public static TheoryData<string, string, string> Creations { get; } = new()
    {
        {
            "text-to-video",
            """{ "prompt": "A beautiful sunset over the ocean with waves crashing", "aspect_ratio": "landscape", "quality": "standard" }""",
            """
            {
              "success": true,
              "task_id": "uuid-string",
              "message": "Text-to-video task created successfully. Credits deducted.",
              "credits_estimated": 20,
              "estimated_time": 180
            }
            """
        },
        {
            "image-to-video",
            """{ "prompt": "string", "image_urls": ["{image}"], "aspect_ratio": "landscape", "quality": "standard" }""",
            """
            {
              "success": true,
              "task_id": "uuid-string",
              "message": "Image-to-video task created successfully. Credits deducted.",
              "credits_estimated": 25,
              "estimated_time": 180
            }
            """
        },
    };

    [Fact]
    public async Task Signing_in_looks_as_in_section_1()
    {
        using HttpClient http = app.Anonymous();
        Answer login = await Answer.OfAsync(await http.PostAsync($"{Base}/auth/test/login", null));
        login.Status.ShouldBe(HttpStatusCode.OK);
        Tokens.ShouldMatch(login);
        login["expires_in"]!.GetValue<int>().ShouldBe(86_400);
        using var nobody = Person.WithSession(app, "", "", "none");
        Answer refreshed = await nobody.PostAsync(
            $"{Base}/auth/refresh", new { refresh_token = login.Text("refresh_token") });
        refreshed.Status.ShouldBe(HttpStatusCode.OK);
        Tokens.ShouldMatch(refreshed);
        using var person = Person.WithSession(app, "", "", refreshed.Text("access_token"));
        Answer me = await person.GetAsync($"{Base}/auth/me");
        me.Text("email").ShouldBe("test@example.com");
        ContractExample.Parse(
            """
            {
              "id": "uuid-string",
              "email": "user@example.com",
              "username": "username",
              "credits": 1000,
              "avatar_url": "https://...",
              "is_verified": true
            }
            """).ShouldMatch(me, nullable: ["avatar_url"]);
        Same(await person.PostAsync($"{Base}/auth/logout"), """{ "message": "Successfully logged out" }""");
        Answer ended = await person.GetAsync($"{Base}/auth/me");
        ended.Status.ShouldBe(HttpStatusCode.Unauthorized);
        Same(ended, """{ "detail": "Not authenticated" }""");
    }

    [Fact]
    public async Task An_upload_looks_as_in_section_2()
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer uploaded = await person.UploadAsync(await SoraPeople.PictureAsync(), "filename.png");
        ContractExample.Parse(
            """
            {
              "success": true,
              "file_url": "https://oss.example.com/uploads/...",
              "storage_key": "uploads/image/user-id/2025/01/05/abc123_filename.jpg",
              "file_size": 1048576,
              "content_type": "image/jpeg",
              "file_type": "image",
              "message": "Image uploaded successfully"
            }
            """).ShouldMatch(uploaded, added: _added);
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task A_task_looks_as_in_sections_2_and_3(string from, string request, string answer)
    {
        using Person person = await app.NewSoraPersonAsync();
        string image = (await person.UploadAsync(await SoraPeople.PictureAsync())).Text("file_url");
        Answer asked = await person.PostAsync($"{Base}/videos/{from}", request.Replace("{image}", image));
        asked.Status.ShouldBe(HttpStatusCode.OK, asked.ToString());
        JsonObject wanted = JsonNode.Parse(answer)!.AsObject();
        ContractExample.Parse(answer).ShouldMatch(asked, added: _added);
        asked.Text("message").ShouldBe((string?)wanted["message"]);
        asked.Number("credits_estimated").ShouldBe((int)wanted["credits_estimated"]!);

        string id = asked.Text("task_id");
        Answer done = await person.TaskAsync(id, "completed");
        const string Task =
            """
            {
              "task_id": "uuid-string",
              "user_id": "uuid-string",
              "task_type": "TEXT_TO_VIDEO",
              "status": "completed",
              "progress": 100.0,
              "result_url": "https://...",
              "error_message": null,
              "created_at": "2025-01-05T12:00:00Z",
              "updated_at": "2025-01-05T12:03:00Z",
              "completed_at": "2025-01-05T12:03:00Z"
            }
            """;
        ContractExample.Parse(Task).ShouldMatch(done, added: _added);
        done.Text("task_type").ShouldBe(from == "text-to-video" ? "TEXT_TO_VIDEO" : "IMAGE_TO_VIDEO");
        ContractExample.Parse($$"""{ "tasks": [{{Task}}], "total": 42, "page": 1, "page_size": 10 }""").ShouldMatch(
            await person.GetAsync($"{Base}/tasks/user/tasks?status=completed"), added: _added);
        ContractExample.Parse(
            """
            {
              "task_id": "uuid-string",
              "status": "SUCCEEDED",
              "progress": 0.0,
              "result_url": "https://...",
              "error_message": "string",
              "created_at": "2025-01-05T12:00:00Z",
              "updated_at": "2025-01-05T12:00:00Z",
              "completed_at": "2025-01-05T12:03:00Z"
            }
            """).ShouldMatch(await person.GetAsync($"{Base}/videos/tasks/{id}"), nullable: ["error_message"], added: _added);
    }

    [Fact]
    public async Task Cancelling_and_retrying_look_as_in_section_3()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        own.App.Engine.Script = ScriptedEngine.HangAsync;
        using Person person = await own.App.NewSoraPersonAsync();
        string id = await person.TaskAsync();
        ContractExample.Parse(
            """
            {
              "task_id": "uuid-string",
              "user_id": "uuid-string",
              "task_type": "TEXT_TO_VIDEO",
              "status": "processing",
              "progress": 50.0,
              "result_url": "https://...",
              "error_message": null,
              "created_at": "2025-01-05T12:00:00Z",
              "updated_at": "2025-01-05T12:01:00Z",
              "completed_at": null
            }
            """).ShouldMatch(await person.TaskAsync(id, "processing"), nullable: ["result_url"], added: _added);
        Same(await person.DeleteAsync($"{Base}/tasks/{id}"), """{ "message": "Task cancelled successfully" }""");
        Answer retried = await person.PostAsync($"{Base}/tasks/{id}/retry");
        retried.Status.ShouldBe(HttpStatusCode.OK);
        ContractExample.Parse(
            """
            { "message": "Task retry initiated", "task_id": "uuid-string", "original_task_id": "uuid-string" }
            """).ShouldMatch(retried, added: _added);
    }

    [Fact]
    public async Task The_providers_example_of_section_2_is_read_and_its_task_is_unknown() =>
        (await PostAsync(
            "/videos/sora/callback",
            """
            {
              "code": 200,
              "msg": "success",
              "data": {
                "taskId": "sora-task-id",
                "model": "sora-2.0",
                "state": "success",
                "param": "{...}",
                "resultJson": "{\"resultUrls\": [\"https://...\"]}",
                "costTime": 120000,
                "completeTime": 1704451200000,
                "createTime": 1704451080000
              }
            }
            """)).ShouldBeDetail(HttpStatusCode.NotFound);

    private static void Same(Answer answer, string json) =>
        answer.Body!.ToJsonString().ShouldBe(JsonNode.Parse(json)!.ToJsonString());

    private async Task<Answer> PostAsync(string path, string body)
    {
        using var nobody = Person.WithSession(app, "", "", "none");
        return await nobody.PostAsync(Base + path, body);
    }
}
