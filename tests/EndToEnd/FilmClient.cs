using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>A client of the FilmStudio API with one project, as its contract's readers would write one.</summary>
internal sealed class FilmClient : IDisposable
{
    private readonly HttpClient _http;
    private string _project = "";

    private FilmClient(Uri app) =>
        _http = new HttpClient { BaseAddress = new Uri(app, "/filmstudio/api/"), Timeout = Limits.Wait };

    /// <summary>Registers, and creates a project.</summary>
    public static async Task<FilmClient> RegisterAsync(AppProcess app, string email)
    {
        FilmClient client = new(app.Http.BaseAddress!);
        JsonNode user = await client.PostAsync(
            "users/register", new { email, password = "SecurePass123!", name = "A client" }, HttpStatusCode.Created);
        client._http.DefaultRequestHeaders.Authorization = new("Bearer", user["token"]!.GetValue<string>());
        JsonNode project = await client.PostAsync(
            "projects/create", new { name = "My First Film", videoType = "story", language = "en" }, HttpStatusCode.Created);
        client._project = project["id"]!.GetValue<string>();
        return client;
    }

    /// <summary>Asks for work; its job.</summary>
    public async Task<string> AskAsync(string what, object parameters)
    {
        JsonNode body = JsonSerializer.SerializeToNode(parameters)!;
        body["projectId"] = _project;
        return (await PostAsync($"ai/{what}", body, HttpStatusCode.Accepted))["jobId"]!.GetValue<string>();
    }

    /// <summary>Asks for the video again with something different; its job.</summary>
    public async Task<string> RegenerateAsync(object change) => (await PostAsync(
        $"projects/{_project}/regenerate", change, HttpStatusCode.Accepted))["jobId"]!.GetValue<string>();

    /// <summary>Asks for the project's film to be uploaded to the person's channel.</summary>
    /// <returns>The answer, however the upload ended.</returns>
    public async Task<JsonNode> PublishAsync(string title, string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "youtube/upload")
        {
            Content = JsonContent.Create(new { projectId = _project, title, privacy = "unlisted" }),
            Headers = { { "Idempotency-Key", key } },
        };
        using HttpResponseMessage answer = await _http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>The project as it stands.</summary>
    public Task<JsonNode> ProjectAsync() => GetAsync($"projects/{_project}");

    /// <summary>Waits for a job.</summary>
    /// <returns>It, completed.</returns>
    public Task<JsonNode> MadeAsync(string job) => Eventually.GetAsync(
        () => GetAsync($"ai/jobs/{job}/status"),
        answer =>
        {
            answer["status"]!.GetValue<string>().ShouldNotBe("failed", answer.ToJsonString());
            return answer["status"]!.GetValue<string>() == "completed";
        },
        Limits.Work);

    /// <summary>Waits until the project's film is put together of these jobs.</summary>
    /// <returns>The project.</returns>
    public Task<JsonNode> ComposedAsync(string video, string? audio, string? music) => Eventually.GetAsync(
        () => GetAsync($"projects/{_project}"),
        project =>
        {
            JsonNode film = project["composition"]!;
            film["status"]!.GetValue<string>().ShouldNotBe("failed", project.ToJsonString());
            return film["status"]!.GetValue<string>() == "completed" &&
                film["videoJobId"]?.GetValue<string>() == video &&
                film["audioJobId"]?.GetValue<string>() == audio &&
                film["musicJobId"]?.GetValue<string>() == music;
        },
        Limits.Work);

    /// <summary>Uploads a file; its id.</summary>
    public async Task<string> UploadAsync(string file, string contentType)
    {
        JsonNode asset = await PostAsync(
            "assets",
            new { fileName = Path.GetFileName(file), contentType, fileSize = new FileInfo(file).Length },
            HttpStatusCode.Created);
        await using FileStream content = File.OpenRead(file);
        using StreamContent body = new(content);
        body.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using HttpClient plain = new() { Timeout = Limits.Wait };
        using HttpResponseMessage put = await plain.PutAsync(asset["uploadUrl"]!.GetValue<string>(), body);
        put.StatusCode.ShouldBe(HttpStatusCode.Created);
        return asset["assetId"]!.GetValue<string>();
    }

    /// <summary>Deletes something.</summary>
    public async Task DeleteAsync(string path)
    {
        using HttpResponseMessage answer = await _http.DeleteAsync(path);
        await BodyAsync(answer, HttpStatusCode.OK);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using HttpResponseMessage answer = await _http.GetAsync(path);
        return await BodyAsync(answer, HttpStatusCode.OK);
    }

    public async Task<JsonNode> PostAsync(string path, object body, HttpStatusCode wanted = HttpStatusCode.OK)
    {
        using HttpResponseMessage answer = await _http.PostAsJsonAsync(path, body);
        return await BodyAsync(answer, wanted);
    }

    /// <summary>The credits that came and went, the oldest first.</summary>
    public async Task<string[]> HistoryAsync() =>
    [
        .. (await GetAsync("credits/balance"))["history"]!.AsArray().Reverse()
            .Select(line => $"{line!["type"]} {line["amount"]} {line["description"]}"),
    ];

    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> BodyAsync(HttpResponseMessage answer, HttpStatusCode wanted)
    {
        string body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(wanted, body);
        return JsonNode.Parse(body)!;
    }
}
