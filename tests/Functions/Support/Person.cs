using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Support;

/// <summary>A signed-in person who talks to the Clone API.</summary>
public sealed class Person : IDisposable
{
    private Person(HttpClient http, string id)
    {
        Http = http;
        Id = id;
    }

    /// <summary>A client that sends the person's token.</summary>
    public HttpClient Http { get; }

    /// <summary>The account's id.</summary>
    public string Id { get; }

    /// <summary>Gets a development token, and signs in with it.</summary>
    public static async Task<Person> SignInAsync(TestApp app, string email)
    {
        HttpClient http = app.Anonymous();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await TokenAsync(http, email));
        Answer login = await Answer.OfAsync(await http.PostAsync("/api/v1/auth/login", content: null));
        return new Person(http, login.Text("user.id"));
    }

    /// <summary>Gets a development token.</summary>
    public static async Task<string> TokenAsync(HttpClient http, string email)
    {
        HttpResponseMessage response = await http.PostAsJsonAsync("/dev/token", new { email });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["id_token"]!.GetValue<string>();
    }

    public async Task<Answer> GetAsync(string path) => await Answer.OfAsync(await Http.GetAsync(path));

    public async Task<Answer> DeleteAsync(string path) => await Answer.OfAsync(await Http.DeleteAsync(path));

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PatchAsync(string path, object? body) => SendAsync(HttpMethod.Patch, path, body);

    /// <summary>Creates a model of that kind ("video" or "voice") that waits for an upload of so many bytes.</summary>
    public Task<Answer> CreateModelAsync(string kind, string name = "Mine", long bytes = 1000) => kind == "video"
        ? PostAsync("/api/v1/models/video", new
        {
            name, file_name = "recording.mp4", file_size_bytes = bytes, content_type = "video/mp4",
        })
        : PostAsync("/api/v1/models/voice", new
        {
            name,
            file_name = "sample.wav",
            file_size_bytes = bytes,
            content_type = "audio/wav",
            source_type = "upload",
        });

    /// <summary>Uploads so many bytes to where a created model wants them.</summary>
    public async Task<HttpStatusCode> UploadAsync(string kind, Answer created, int bytes = 1000)
    {
        using ByteArrayContent content = new(new byte[bytes]);
        content.Headers.ContentType = new MediaTypeHeaderValue(kind == "video" ? "video/mp4" : "audio/wav");
        using HttpRequestMessage put = new(HttpMethod.Put, created.Text("upload.presigned_url")) { Content = content };
        using HttpResponseMessage response = await Http.SendAsync(put);
        return response.StatusCode;
    }

    /// <summary>Creates, uploads and trains a model; its id.</summary>
    public async Task<string> TrainedModelAsync(string kind, string name = "Mine")
    {
        Answer created = await CreateModelAsync(kind, name);
        string id = created.Text("model.id");
        await UploadAsync(kind, created);
        await PostAsync($"/api/v1/models/{kind}/{id}/upload-complete", new { duration_seconds = 6 });
        await ModelAsync(kind, id, "completed");
        return id;
    }

    /// <summary>Waits until a model has that status.</summary>
    public Task<Answer> ModelAsync(string kind, string id, string status) => Eventually.GetAsync(
        () => GetAsync($"/api/v1/models/{kind}/{id}"), model => model.Text("model.status") == status);

    /// <summary>Waits until a video has that status.</summary>
    public Task<Answer> VideoAsync(string id, string status) => Eventually.GetAsync(
        () => GetAsync($"/api/v1/generate/{id}/status"), video => video.Text("video.status") == status);

    /// <summary>Asks for a video with two new trained models; the answer.</summary>
    public async Task<Answer> GenerateAsync(string text = "Hello there.", string? title = "Hello")
    {
        string video = await TrainedModelAsync("video");
        string voice = await TrainedModelAsync("voice");
        return await PostAsync("/api/v1/generate", new
        {
            video_model_id = video, voice_model_id = voice, title, input_text = text, language = "en",
        });
    }

    public void Dispose() => Http.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body)
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body),
                MediaTypeHeaderValue.Parse("application/json"));
        return await Answer.OfAsync(await Http.SendAsync(request));
    }
}
