using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VoiceCloning;

/// <summary>People who dub, and what they do most.</summary>
internal static class VoicePeople
{
    public const string Base = "/voicecloning/api/v1";
    public const string Password = "password123";

    private static readonly Lazy<Task<byte[]>> _recording = new(() => MakeAsync("a.wav", "sine=frequency=180:duration=2", []));

    private static readonly Lazy<Task<byte[]>> _film = new(() => MakeAsync(
        "a.mp4", "testsrc2=size=64x48:rate=10:duration=1", ["-c:v", "libx264", "-pix_fmt", "yuv420p"]));

    /// <summary>Registers somebody new.</summary>
    public static async Task<Person> NewAsync(TestApp app) => await app.NewVoicePersonAsync($"{Guid.NewGuid():N}@example.com");

    public static async Task<Person> NewVoicePersonAsync(this TestApp app, string email)
    {
        Answer tokens = await app.RegisterAsync(email);
        tokens.Status.ShouldBe(HttpStatusCode.Created, tokens.ToString());
        string token = tokens.Text("access_token");
        string payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        JsonNode claims = JsonNode.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')))!;
        return Person.WithSession(app, email, claims["sub"]!.GetValue<string>(), token);
    }

    public static Task<Answer> RegisterAsync(this TestApp app, string email, string password = Password) =>
        app.AskAsync(HttpMethod.Post, "/auth/register", body: new { email, password });

    public static Task<Answer> LoginAsync(this TestApp app, string email, string password = Password) =>
        app.AskAsync(HttpMethod.Post, "/auth/login", body: new { email, password });

    public static Task<Answer> RefreshAsync(this TestApp app, string refreshToken) =>
        app.AskAsync(HttpMethod.Post, "/auth/refresh", refreshToken);

    /// <summary>A request with a token, or without.</summary>
    public static async Task<Answer> AskAsync(
        this TestApp app, HttpMethod method, string path, string? token = null, object? body = null)
    {
        using HttpClient http = app.Anonymous();
        using HttpRequestMessage request = new(method, Base + path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        return await Answer.OfAsync(await http.SendAsync(request));
    }

    /// <summary>Two seconds of a tone.</summary>
    public static Task<byte[]> RecordingFileAsync() => _recording.Value;

    /// <summary>A second of a film without sound, 64 × 48.</summary>
    public static Task<byte[]> FilmFileAsync() => _film.Value;

    /// <summary>Uploads a file.</summary>
    public static async Task<Answer> UploadAsync(
        this Person person, byte[] file, string name, string? project = null, bool projectFirst = false)
    {
        using MultipartFormDataContent form = [];
        if (project is not null && projectFirst) form.Add(new StringContent(project), "project_name");
        form.Add(new ByteArrayContent(file), "file", name);
        if (project is not null && !projectFirst) form.Add(new StringContent(project), "project_name");
        return await Answer.OfAsync(await person.Http.PostAsync($"{Base}/files/upload", form));
    }

    /// <summary>Uploads a recording; its id.</summary>
    public static async Task<string> RecordingAsync(this Person person)
    {
        Answer file = await person.UploadAsync(await RecordingFileAsync(), "voice.wav");
        file.Status.ShouldBe(HttpStatusCode.Created, file.ToString());
        return file.Text("file_id");
    }

    /// <summary>Uploads a film; its id.</summary>
    public static async Task<string> FilmAsync(this Person person) =>
        (await person.UploadAsync(await FilmFileAsync(), "film.mp4")).Text("file_id");

    /// <summary>Asks for work; its job's id.</summary>
    public static async Task<string> ProcessAsync(this Person person, string what, object body)
    {
        Answer accepted = await person.PostAsync($"{Base}/process/{what}", body);
        accepted.Status.ShouldBe(HttpStatusCode.Accepted, accepted.ToString());
        return accepted.Text("job_id");
    }

    /// <summary>A job, once it has that status.</summary>
    public static Task<Answer> JobAsync(this Person person, string id, string status) => Eventually.GetAsync(
        () => person.GetAsync($"{Base}/process/status/{id}"), job => job.Text("status") == status);

    /// <summary>Asks for work and waits for it; what it made.</summary>
    public static async Task<string> MakeAsync(this Person person, string what, object body) =>
        (await person.JobAsync(await person.ProcessAsync(what, body), "completed")).Text("output_file_id");

    public static Task<string> ExtractAsync(this Person person, string fileId) =>
        person.MakeAsync("extract-audio", new { video_file_id = fileId });

    public static Task<string> TranscriptAsync(this Person person, string fileId) =>
        person.MakeAsync("transcribe", new { audio_file_id = fileId });

    /// <summary>Says a recording's transcript in time; the job's id.</summary>
    public static async Task<string> DubAsync(this Person person, string fileId) => await person.MakeAsync(
        "clone-voice",
        new { audio_file_id = fileId, target_language = "es", transcript_job_id = await person.TranscriptAsync(fileId) });

    /// <summary>Makes a profile; its id.</summary>
    public static async Task<string> ProfileAsync(this Person person, string sampleId, string language = "en")
    {
        Answer made = await person.PostAsync(
            $"{Base}/voices/create-profile", new { name = "Mine", audio_sample_id = sampleId, language });
        made.Status.ShouldBe(HttpStatusCode.Created, made.ToString());
        return made.Text("id");
    }

    /// <summary>A profile, once it has that status.</summary>
    public static Task<Answer> ProfileAsync(this Person person, string id, ProfileStatus status) => Eventually.GetAsync(
        () => person.GetAsync($"{Base}/voices/profiles/{id}"),
        profile => string.Equals(profile.Text("status"), status.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>What opens a new transcript.</summary>
    public static async Task<string> ResultLinkAsync(this Person person)
    {
        string id = await person.TranscriptAsync(await person.RecordingAsync());
        Answer job = await person.GetAsync($"{Base}/process/status/{id}");
        return new Uri(job.Text("result_url")).Segments[^1];
    }

    /// <summary>The answer is an error of the contract's form.</summary>
    public static void ShouldFail(this Answer answer, HttpStatusCode status, string error, params string[] fields)
    {
        answer.Status.ShouldBe(status, answer.ToString());
        answer.Text("error").ShouldBe(error, answer.ToString());
        answer.Text("message").ShouldNotBeEmpty();
        if (fields.Length == 0) return;
        answer.Text("details.field").ShouldBe(fields[0], answer.ToString());
        answer["errors"]!.AsArray().Select(each => each!["field"]!.GetValue<string>()).ShouldBe(fields, answer.ToString());
    }

    private static async Task<byte[]> MakeAsync(string name, string source, string[] options)
    {
        using Pictures pictures = new();
        return await pictures.RecordAsync(name, source, options);
    }
}

/// <summary>Where a profile stands.</summary>
internal enum ProfileStatus
{
    Ready,
    Failed,
}
