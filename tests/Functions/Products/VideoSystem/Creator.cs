using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>Somebody who makes clips.</summary>
internal static class Creator
{
    public const string Base = "/videosystem/v1";
    public const string Password = "password123";

    /// <summary>Registers somebody new.</summary>
    public static async Task<Person> NewAsync(TestApp app)
    {
        string name = $"{Guid.NewGuid():N}";
        using HttpClient http = app.Anonymous();
        Answer answer = await http.RegisterAsync($"{name}@example.com", name);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.ToString());
        return Person.WithSession(app, $"{name}@example.com", answer.Text("data.user.id"), answer.Text("data.token"));
    }

    public static async Task<Answer> RegisterAsync(
        this HttpClient http, string email, string username, string password = Password) =>
        await Answer.OfAsync(await http.PostAsJsonAsync($"{Base}/auth/register", new { email, username, password }));

    public static async Task<Answer> LoginAsync(this HttpClient http, string email, string password) =>
        await Answer.OfAsync(await http.PostAsJsonAsync($"{Base}/auth/login", new { email, password }));

    /// <summary>Creates a project; its id.</summary>
    public static async Task<string> ProjectAsync(this Person person, string title = "Mine") =>
        (await person.PostAsync($"{Base}/projects", new { title })).Text("data.id");

    /// <summary>Asks for a clip.</summary>
    public static Task<Answer> OrderAsync(
        this Person person, string projectId, string prompt = "A red boat on a lake", object? parameters = null,
        long? seed = null) => person.PostAsync($"{Base}/generate/video", new { projectId, prompt, parameters, seed });

    /// <summary>Makes a clip; its id.</summary>
    public static async Task<string> ClipAsync(this Person person, string projectId)
    {
        Answer accepted = await person.OrderAsync(projectId);
        accepted.Status.ShouldBe(HttpStatusCode.Accepted, accepted.ToString());
        return (await person.JobAsync(accepted.Text("data.jobId"), "COMPLETED")).Text("data.clipId");
    }

    /// <summary>Waits until a job has that status.</summary>
    public static Task<Answer> JobAsync(this Person person, string id, string status) => Eventually.GetAsync(
        () => person.GetAsync($"{Base}/generate/status/{id}"), job => job.Text("data.status") == status);

    /// <summary>How many bytes of clips the person has.</summary>
    public static async Task<long> StorageUsedAsync(this Person person) =>
        (await person.GetAsync($"{Base}/users/profile"))["data.storageUsed"]!.GetValue<long>();

    /// <summary>The answer is an error in the contract's envelope.</summary>
    public static void ShouldFail(this Answer answer, HttpStatusCode status, string code, params string[] fields)
    {
        answer.Status.ShouldBe(status, answer.ToString());
        answer.Body.ShouldNotBeNull().AsObject().Select(pair => pair.Key).ShouldBe(["success", "data", "error", "timestamp"]);
        answer["success"]!.GetValue<bool>().ShouldBeFalse();
        answer["data"].ShouldBeNull();
        answer["error"]!.AsObject().Select(pair => pair.Key).ShouldBe(["code", "message", "details"]);
        answer.Code.ShouldBe(code, answer.ToString());
        if (fields.Length > 0) answer.Fields.ShouldBe(fields, ignoreOrder: true, answer.ToString());
    }

    /// <summary>The items of a list.</summary>
    public static JsonArray Items(this Answer answer, string name) => answer[$"data.{name}"]!.AsArray();
}
