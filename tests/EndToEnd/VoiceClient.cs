using System.Net;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>A client of the VoiceCloning API.</summary>
internal sealed class VoiceClient : ApiClient
{
    private readonly AppProcess _app;

    private VoiceClient(AppProcess app)
        : base(app, "/voicecloning/api/v1/") => _app = app;

    /// <summary>Registers somebody.</summary>
    public static async Task<VoiceClient> RegisterAsync(AppProcess app, string email)
    {
        VoiceClient client = new(app);
        client.SignIn(
            (await client.PostAsync("auth/register", new { email, password = "password123" }, HttpStatusCode.Created))["access_token"]);
        return client;
    }

    /// <summary>Uploads a film or a recording.</summary>
    /// <returns>What is told of the file.</returns>
    public Task<JsonNode> UploadAsync(string file) =>
        UploadAsync("files/upload", file, "application/octet-stream", HttpStatusCode.Created, ("project_name", "Proofs"));

    /// <summary>Asks for work.</summary>
    /// <returns>The job's id.</returns>
    public async Task<string> AskAsync(string work, object body) =>
        (await PostAsync($"process/{work}", body, HttpStatusCode.Accepted))["job_id"]!.GetValue<string>();

    /// <summary>Waits until a job has ended.</summary>
    public Task<JsonNode> EndAsync(string job) => Eventually.GetAsync(
        () => GetAsync($"process/status/{job}"),
        answer => answer["status"]!.GetValue<string>() is "completed" or "failed",
        Limits.Work);

    /// <summary>Waits until what a job makes is there.</summary>
    /// <returns>What is told of the file.</returns>
    public async Task<JsonNode> MadeAsync(string job)
    {
        JsonNode ended = await EndAsync(job);
        ended["status"]!.GetValue<string>().ShouldBe("completed", ended.ToJsonString());
        return await GetAsync($"files/{ended["output_file_id"]!.GetValue<string>()}");
    }

    /// <summary>Has something made.</summary>
    /// <returns>What is told of the file.</returns>
    public async Task<JsonNode> MakeAsync(string work, object body) => await MadeAsync(await AskAsync(work, body));

    /// <summary>Has a sentence said with a profile's voice; whoever asks waits for it.</summary>
    public Task<HttpResponseMessage> HearAsync(string profile, string text) =>
        Http.GetAsync($"voices/preview/{profile}?text={Uri.EscapeDataString(text)}");

    /// <summary>Makes a profile of a recording.</summary>
    /// <returns>Its id, which is that of the job that trains it.</returns>
    public async Task<string> ProfileAsync(JsonNode recording, string name) =>
        (await PostAsync(
            "voices/create-profile",
            new { name, audio_sample_id = IdOf(recording), language = "en" },
            HttpStatusCode.Created))["id"]!.GetValue<string>();

    /// <summary>Downloads a file.</summary>
    /// <returns>Where it is.</returns>
    public Task<string> DownloadAsync(JsonNode file) =>
        _app.DownloadAsync(file["download_url"]!.GetValue<string>(), $"{IdOf(file)}.{file["format"]!.GetValue<string>()}");

    /// <summary>What later requests name a file by.</summary>
    public static string IdOf(JsonNode file) => file["file_id"]!.GetValue<string>();

    /// <summary>How long a file lasts, in seconds.</summary>
    public static double SecondsOf(JsonNode file) => file["duration_seconds"]!.GetValue<double>();
}
