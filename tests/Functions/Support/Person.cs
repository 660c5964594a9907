using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Understudy.Functions.Tests.Support;

/// <summary>A signed-in person. What is about models and videos talks to the Clone API.</summary>
public sealed class Person : IDisposable
{
    /// <summary>The header that API keys come in.</summary>
    public const string ApiKeyHeader = "X-API-Key";

    private readonly TestApp _app;
    private readonly string _email;

    private Person(TestApp app, string email)
    {
        _app = app;
        _email = email;
        Http = app.Anonymous();
    }

    /// <summary>A client that sends the person's token.</summary>
    public HttpClient Http { get; private set; }

    /// <summary>The app that the person uses.</summary>
    public TestApp App => _app;

    /// <summary>The account's address.</summary>
    public string Email => _email;

    /// <summary>The account's id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What the person's token is, whoever has given it out.</summary>
    public string Token => Http.DefaultRequestHeaders.Authorization!.Parameter!;

    /// <summary>Somebody who has signed in to a product with a session of its own, and has an API key where it wants one.</summary>
    public static Person WithSession(TestApp app, string email, string id, string token, string? apiKey = null)
    {
        Person person = new(app, email) { Id = id };
        person.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (apiKey is not null) person.Http.DefaultRequestHeaders.Add(ApiKeyHeader, apiKey);
        return person;
    }

    /// <summary>Gets a development token, and signs in with it.</summary>
    public static async Task<Person> SignInAsync(TestApp app, string email)
    {
        Person person = new(app, email);
        await person.SignInAgainAsync();
        return person;
    }

    /// <summary>Signs in with a token of that kind.</summary>
    public static async Task<Person> SignInWithAsync(TestApp app, string email, string token)
    {
        Person person = new(app, email);
        person.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        person.Id = (await person.PostAsync("/api/v1/auth/login")).Text("user.id");
        return person;
    }

    /// <summary>Signs in again: after the token has expired, or the app was started again.</summary>
    public async Task SignInAgainAsync()
    {
        Http.Dispose();
        Http = _app.Anonymous();
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await TokenAsync(Http, _email));
        Id = (await PostAsync("/api/v1/auth/login")).Text("user.id");
    }

    /// <summary>Gets a development token.</summary>
    public static async Task<string> TokenAsync(HttpClient http, string email)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync("/dev/token", new { email });
        response.IsSuccessStatusCode.ShouldBeTrue($"{response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["id_token"]!.GetValue<string>();
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Posts a body: a text as it is, anything else as JSON.</summary>
    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PatchAsync(string path, object? body) => SendAsync(HttpMethod.Patch, path, body);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (body is not null)
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body),
                MediaTypeHeaderValue.Parse("application/json"));
        return await Answer.OfAsync(await Http.SendAsync(request));
    }

    /// <summary>Creates a model of that kind ("video" or "voice") that waits for an upload of so many bytes.</summary>
    public Task<Answer> CreateModelAsync(string kind, string name = "Mine", long bytes = 1000) =>
        PostAsync($"/api/v1/models/{kind}", Bodies.Model(kind, name, bytes));

    /// <summary>Uploads so many bytes to where a created model wants them.</summary>
    public async Task<HttpStatusCode> UploadAsync(string kind, Answer created, int bytes = 1000)
    {
        using ByteArrayContent content = new(new byte[bytes]);
        content.Headers.ContentType = new MediaTypeHeaderValue(kind == "video" ? "video/mp4" : "audio/wav");
        using HttpRequestMessage put = new(HttpMethod.Put, created.Text("upload.presigned_url")) { Content = content };
        using HttpResponseMessage response = await Http.SendAsync(put);
        return response.StatusCode;
    }

    /// <summary>Puts a file where a signed URL wants it.</summary>
    public async Task<HttpStatusCode> PutAsync(string url, byte[] file, string contentType)
    {
        using ByteArrayContent content = new(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using HttpResponseMessage response = await Http.PutAsync(url, content);
        return response.StatusCode;
    }

    /// <summary>Says that a model's upload is complete.</summary>
    public Task<Answer> CompleteUploadAsync(string kind, string id) =>
        PostAsync($"/api/v1/models/{kind}/{id}/upload-complete", new { duration_seconds = 6 });

    /// <summary>Creates a model, uploads its source and says so; its id.</summary>
    public async Task<string> UploadedModelAsync(string kind, string name = "Mine")
    {
        Answer created = await CreateModelAsync(kind, name);
        string id = created.Text("model.id");
        (await UploadAsync(kind, created)).ShouldBe(HttpStatusCode.Created);
        (await CompleteUploadAsync(kind, id)).Status.ShouldBe(HttpStatusCode.OK);
        return id;
    }

    /// <summary>Creates, uploads and trains a model; its id.</summary>
    public async Task<string> TrainedModelAsync(string kind, string name = "Mine")
    {
        string id = await UploadedModelAsync(kind, name);
        await ModelAsync(kind, id, "completed");
        return id;
    }

    /// <summary>Trains a model of looks and one of a voice.</summary>
    public async Task<Pair> TrainedPairAsync()
    {
        string[] ids = await Task.WhenAll(TrainedModelAsync("video"), TrainedModelAsync("voice"));
        return new Pair(ids[0], ids[1]);
    }

    /// <summary>Waits until a model has that status.</summary>
    public Task<Answer> ModelAsync(string kind, string id, string status) => Eventually.GetAsync(
        () => GetAsync($"/api/v1/models/{kind}/{id}"), model => model.Text("model.status") == status);

    /// <summary>Waits until a video has that status.</summary>
    public Task<Answer> VideoAsync(string id, string status) => Eventually.GetAsync(
        () => GetAsync($"/api/v1/generate/{id}/status"), video => video.Text("video.status") == status);

    /// <summary>Asks for a video with two trained models, new ones unless given.</summary>
    public async Task<Answer> GenerateAsync(
        Pair? models = null, string text = "Hello there.", string? title = "Hello", string? resolution = null)
    {
        Pair pair = models ?? await TrainedPairAsync();
        return await PostAsync("/api/v1/generate", Bodies.Video(pair, text, title, resolution));
    }

    /// <summary>Makes a video with two trained models; its id.</summary>
    public async Task<string> MadeVideoAsync(
        Pair? models = null, string text = "Hello there.", string? title = "Hello", string? resolution = null)
    {
        Answer queued = await GenerateAsync(models, text, title, resolution);
        queued.Status.ShouldBe(HttpStatusCode.Created, queued.ToString());
        string id = queued.Text("video.id");
        await VideoAsync(id, "completed");
        return id;
    }

    /// <summary>Presses a button on a page of the payment sandbox, whose address an answer or a person has.</summary>
    public async Task PressAsync(string page, params (string Name, string Value)[] fields)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, page)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage response = await Http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    /// <summary>Pays a checkout.</summary>
    public Task PayAsync(Answer checkout) => PressAsync(checkout.Text("checkout_url"), ("action", "pay"));

    /// <summary>Waits until the person's subscription is of that kind.</summary>
    public Task<Answer> SubscriptionAsync(Func<Answer, bool> wanted) =>
        Eventually.GetAsync(() => GetAsync("/api/v1/billing/subscription"), wanted);

    /// <summary>Registers a webhook endpoint, by default where nobody listens.</summary>
    public Task<Answer> CreateEndpointAsync(Uri? url = null, params string[] events) => PostAsync(
        "/api/v1/webhook-endpoints",
        new { url = url ?? new Uri("http://127.0.0.1:50001/hook"), events = events.Length == 0 ? null : events });

    /// <summary>Registers a webhook endpoint where nobody listens, and tests it.</summary>
    public async Task<Answer> TestEndpointAsync() => await PostAsync(
        $"/api/v1/webhook-endpoints/{(await CreateEndpointAsync()).Text("endpoint.id")}/test");

    /// <summary>Waits until the newest delivery is as it should be.</summary>
    public Task<Answer> DeliveryAsync(Func<Answer, bool> wanted) => Eventually.GetAsync(
        () => GetAsync("/api/v1/webhook-deliveries?limit=1"),
        list => list["deliveries"]!.AsArray().Count == 1 && wanted(list));

    public void Dispose() => Http.Dispose();
}

/// <summary>The ids of two trained models.</summary>
public sealed record Pair(string Video, string Voice);
