using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Functions.Tests.Products.VoiceCloning;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>People who make films, and what they do most.</summary>
internal static class FilmPeople
{
    public const string Base = "/filmstudio/api";
    public const string Password = "SecurePass123!";
    public const string WavType = "audio/wav";

    /// <summary>Registers somebody new.</summary>
    public static async Task<Person> NewAsync(TestApp app)
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        using HttpClient http = app.Anonymous();
        Answer answer = await http.RegisterFilmPersonAsync(email);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.ToString());
        return Person.WithSession(app, email, answer.Text("user.id"), answer.Text("token"));
    }

    /// <summary>Registers somebody new whom an operator has made an administrator.</summary>
    public static async Task<Person> NewAdminAsync(TestApp app)
    {
        Person person = await NewAsync(app);
        await app.Services.GetRequiredService<RoleDesk>().GiveAsync(person.Id, Roles.Admin, default);
        return person;
    }

    /// <summary>FilmStudio, POST /users/register.</summary>
    public static async Task<Answer> RegisterFilmPersonAsync(
        this HttpClient http, string email, string password = Password, string name = "John Doe") =>
        await Answer.OfAsync(await http.PostAsJsonAsync($"{Base}/users/register", new { email, password, name }));

    /// <summary>FilmStudio, POST /users/login.</summary>
    public static async Task<Answer> LoginFilmPersonAsync(this HttpClient http, string email, string password = Password) =>
        await Answer.OfAsync(await http.PostAsJsonAsync($"{Base}/users/login", new { email, password }));

    /// <summary>Creates a project; its id.</summary>
    public static async Task<string> FilmProjectAsync(this Person person, string name = "Mine") =>
        (await person.PostAsync($"{Base}/projects/create", new { name })).Text("id");

    /// <summary>Asks for work.</summary>
    public static Task<Answer> AskAsync(this Person person, string what, object body) =>
        person.PostAsync($"{Base}/ai/{what}", body);

    /// <summary>Asks for a video; its job's id.</summary>
    public static async Task<string> AskVideoAsync(this Person person, string projectId, string prompt = "A red boat") =>
        Accepted(await person.AskAsync("video-generate", new { projectId, prompt, duration = 5 }));

    /// <summary>Asks for a narration; its job's id.</summary>
    public static async Task<string> AskNarrationAsync(this Person person, string projectId, string text = "Ahoy.") =>
        Accepted(await person.AskAsync("audio-generate", new { projectId, text }));

    /// <summary>Asks for music; its job's id.</summary>
    public static async Task<string> AskMusicAsync(this Person person, string projectId) =>
        Accepted(await person.AskAsync("music-generate", new { projectId, prompt = "Slow piano" }));

    /// <summary>A job, once it has that status.</summary>
    public static Task<Answer> FilmJobAsync(this Person person, string id, string status = "completed") => Eventually.GetAsync(
        () => person.GetAsync($"{Base}/ai/jobs/{id}/status"), job => job.Text("status") == status);

    /// <summary>A project, once its composition has that status.</summary>
    public static Task<Answer> ComposedAsync(this Person person, string projectId, string status = "completed") =>
        Eventually.GetAsync(
            () => person.GetAsync($"{Base}/projects/{projectId}"), project => project.Text("composition.status") == status);

    /// <summary>Announces a file; its id.</summary>
    public static async Task<string> AssetAsync(this Person person, string contentType, long fileSize) => (await person.PostAsync(
        $"{Base}/assets", new { fileName = "mine", contentType, fileSize })).Text("assetId");

    /// <summary>Uploads a recording; its id.</summary>
    public static async Task<string> RecordingAssetAsync(this Person person) =>
        await person.UploadAssetAsync(WavType, await VoicePeople.RecordingFileAsync());

    /// <summary>Uploads a film; its id.</summary>
    public static async Task<string> FilmAssetAsync(this Person person) =>
        await person.UploadAssetAsync("video/mp4", await VoicePeople.FilmFileAsync());

    /// <summary>Uploads a file; its id.</summary>
    public static async Task<string> UploadAssetAsync(this Person person, string contentType, byte[] file)
    {
        Answer awaited = await person.PostAsync($"{Base}/assets", new { fileName = "mine", contentType, fileSize = file.Length });
        awaited.Status.ShouldBe(HttpStatusCode.Created, awaited.ToString());
        (await person.PutAsync(awaited.Text("uploadUrl"), file, contentType)).ShouldBe(HttpStatusCode.Created);
        return awaited.Text("assetId");
    }

    /// <summary>How many credits the person has.</summary>
    public static async Task<int> CreditsAsync(this Person person) =>
        (await person.GetAsync($"{Base}/credits/balance")).Number("balance");

    /// <summary>The answer is an error of the contract's form.</summary>
    public static void ShouldFail(this Answer answer, HttpStatusCode status, string error, params string[] fields)
    {
        answer.Status.ShouldBe(status, answer.ToString());
        answer.Text("error").ShouldBe(error, answer.ToString());
        if (fields.Length == 0) return;
        answer.Text("details.field").ShouldBe(fields[0], answer.ToString());
        answer.Text("details.message").ShouldNotBeEmpty();
        answer["errors"]!.AsArray().Select(each => each!["field"]!.GetValue<string>()).ShouldBe(fields, answer.ToString());
    }

    /// <summary>The request was refused because of these fields.</summary>
    public static void ShouldBeWrong(this Answer answer, params string[] fields) =>
        answer.ShouldFail(HttpStatusCode.BadRequest, "Invalid request parameters", fields);

    /// <summary>There is no such thing, as far as the person is told.</summary>
    public static void ShouldBeMissing(this Answer answer)
    {
        answer.ShouldFail(HttpStatusCode.NotFound, "Resource not found");
        answer.Body!.AsObject().Count.ShouldBe(1);
    }

    private static string Accepted(Answer answer)
    {
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.ToString());
        return answer.Text("jobId");
    }
}
