using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Tests.Products.FilmStudio;
using Understudy.Functions.Tests.Products.Sora;
using Understudy.Functions.Tests.Products.VideoSystem;
using Understudy.Functions.Tests.Products.VoiceCloning;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>Makes requests that an operation accepts, with real things of a person, to be sent or to be spoiled.</summary>
internal sealed class Valid(Person person)
{
    /// <summary>The id of nothing.</summary>
    public const string Nothing = "0190a000-0000-7000-8000-000000000000";

    // One of each kind of path parameter that the document declares; one that is missing here fails its operation's tests.
    private static readonly Dictionary<string, Func<Person, Task<string>>> _makers = new()
    {
        ["VideoModelId"] = async person => (await person.CreateModelAsync("video")).Text("model.id"),
        ["VoiceModelId"] = async person => (await person.CreateModelAsync("voice")).Text("model.id"),
        ["VideoId"] = person => person.MadeVideoAsync(),
        ["WebhookEndpointId"] = async person => (await person.CreateEndpointAsync()).Text("endpoint.id"),
        ["NoteId"] = async person => (await person.PostAsync(
            "/second/v2/notes", new { noteText = "Mine", starCount = 1, color = "RED" })).Text("data.id"),
        ["ProjectId"] = person => person.ProjectAsync(),
        ["JobId"] = async person => (await person.OrderAsync(await person.ProjectAsync())).Text("data.jobId"),
        ["ClipId"] = async person => await person.ClipAsync(await person.ProjectAsync()),
        ["TemplateId"] = _ => Task.FromResult(TemplateCatalogue.All[0].Id),
        ["SoraApiKeyId"] = async person => (await person.PostAsync("/sora/api/auth/api-keys")).Text("id"),
        ["PaymentId"] = async person => (await person.BeginPaymentAsync()).Text("payment_id"),
        ["ShowcaseVideoId"] = _ => Task.FromResult("1"),
        ["SoraTaskId"] = person => person.TaskAsync(),
        ["VoiceFileId"] = person => person.RecordingAsync(),
        ["VoiceJobId"] = async person => await person.ExtractAsync(await person.RecordingAsync()),
        ["TranscriptJobId"] = async person => await person.TranscriptAsync(await person.RecordingAsync()),
        ["FitJobId"] = async person => await person.DubAsync(await person.RecordingAsync()),
        ["VoiceProfileId"] = async person => await person.ProfileAsync(await person.RecordingAsync()),
        ["ResultLink"] = person => person.ResultLinkAsync(),
        ["FilmUserId"] = person => Task.FromResult(person.Id),
        ["FilmProjectId"] = person => person.FilmProjectAsync(),
        ["FilmJobId"] = async person => await person.AskVideoAsync(await person.FilmProjectAsync()),
        ["FilmAssetId"] = person => person.AssetAsync(FilmPeople.WavType, 1000),
        ["FilmUploadId"] = person => YouTubeApp.NotedUploadAsync(person.App, person.Id),
        ["WebhookDeliveryId"] = async person => (await person.TestEndpointAsync()).Text("delivery.id"),
    };

    // What the document's examples cannot know: addresses of this installation and ids of this person.
    private static readonly Dictionary<string, Func<Person, Task<string>>> _fields = new()
    {
        ["success_url"] = _ => Task.FromResult("http://localhost/paid"),
        ["cancel_url"] = _ => Task.FromResult("http://localhost/not-paid"),
        ["return_url"] = _ => Task.FromResult("http://localhost/settings"),
        ["video_model_id"] = person => person.TrainedModelAsync("video"),
        ["voice_model_id"] = person => person.TrainedModelAsync("voice"),
        ["email"] = _ => Task.FromResult($"{Guid.NewGuid():N}@example.com"),
        ["username"] = _ => Task.FromResult($"{Guid.NewGuid():N}"),
        ["projectId"] = person => person.ProjectAsync(),
        ["/filmstudio/api projectId"] = person => person.FilmProjectAsync(),
        ["videoPath"] = async person => await person.FilmAssetAsync(),
        ["audioPath"] = async person => await person.RecordingAssetAsync(),
        ["webhookUrl"] = _ => Task.FromResult("http://127.0.0.1:9/hook"),
        ["video_file_id"] = person => person.RecordingAsync(),
        ["audio_file_id"] = person => person.RecordingAsync(),
        ["audio_sample_id"] = person => person.RecordingAsync(),
        ["cloned_audio_id"] = person => person.RecordingAsync(),
        ["original_video_id"] = person => person.FilmAsync(),
        ["voice_profile_id"] = async person => await person.ProfileAsync(await person.RecordingAsync()),
        ["transcript_job_id"] = async person => await person.TranscriptAsync(await person.RecordingAsync()),
        ["url"] = _ => Task.FromResult("http://127.0.0.1:9/hook"),
    };

    // What belongs to nobody in particular.
    private static readonly string[] _everybodys = ["TemplateId", "ShowcaseVideoId", "ResultLink", "FilmUserId"];

    /// <summary>Whether the operation's path names something that may be somebody else's.</summary>
    public static bool IsOwned(Operation operation) =>
        operation.PathParameter is { } parameter && !_everybodys.Contains(parameter.Kind);

    /// <summary>The id of a thing of the person, of the kind that the operation's path names; null when it names none.</summary>
    public async Task<string?> IdAsync(Operation operation) => operation.PathParameter switch
    {
        null => null,
        { Kind: var kind } => _makers.TryGetValue(kind, out Func<Person, Task<string>>? make)
            ? await make(person)
            : throw new InvalidOperationException($"The document has a new kind of id, {kind}: say how one is made."),
    };

    /// <summary>A body that the operation accepts, or null when it takes none.</summary>
    public async Task<JsonObject?> BodyAsync(Operation operation)
    {
        if (operation.RequestBody?["example"]?.DeepClone() is not JsonObject body) return null;
        foreach (string field in body.Select(pair => pair.Key).ToArray())
            if (Maker(operation, field) is { } make) body[field] = await make(person);
        return body;
    }

    /// <summary>The id of a thing of the person, of the kind that a field of a body names.</summary>
    public Task<string> FieldAsync(Operation operation, string field) => Maker(operation, field) is { } make
        ? make(person)
        : throw new InvalidOperationException($"The document has a new field with an id, {field}: say how one is made.");

    // A word may mean something else in one product.
    private static Func<Person, Task<string>>? Maker(Operation operation, string field) =>
        _fields.GetValueOrDefault($"{ApiDescription.Of(operation.Path)!.BasePath} {field}") ?? _fields.GetValueOrDefault(field);

    /// <summary>The address of an operation, with that id in it.</summary>
    public static string Address(Operation operation, string? id) => operation.PathParameter is { } parameter
        ? operation.Path.Replace($"{{{parameter.Name}}}", id)
        : operation.Path;

    /// <summary>A request of the person.</summary>
    public Task<HttpResponseMessage> SendAsync(
        Operation operation, string address, string? json, params (string Name, string Value)[] headers) =>
        SendAsync(person.Http, operation, address, Json(json), headers);

    /// <summary>A JSON body.</summary>
    public static HttpContent? Json(string? json) =>
        json is null ? null : new StringContent(json, MediaTypeHeaderValue.Parse("application/json"));

    /// <summary>A request of whoever the client is.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient http,
        Operation operation,
        string address,
        HttpContent? content,
        params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(operation.Method, new Uri(address, UriKind.Relative)) { Content = content };
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        // A stream's events are of no interest here, only that it begins.
        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        ((int)response.StatusCode).ShouldBeLessThan(500, $"{operation} {address}");
        return response;
    }
}
