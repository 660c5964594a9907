using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// Somebody who repeats every request until it is answered, creates things under a key, signs in again when that is over, and
/// tries again what the engine would not do. They may do several things at once.
/// </summary>
internal sealed class Customer(FaultyApp faulty) : IDisposable
{
    private const int MostTrainings = 20;

    private static readonly TimeSpan _shortestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(2);

    private readonly string _email = $"{Guid.NewGuid():N}@example.com";
    private readonly HttpClient _http = faulty.NewClient();
    private string _token = "";

    /// <summary>The account's id.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Signs in.</summary>
    public async Task SignInAsync() => Id = (await InsistAsync("POST", "/api/v1/auth/login")).Text("user.id");

    /// <summary>Asks until there is an answer.</summary>
    public async Task<Answer> InsistAsync(string method, string path, object? body = null, string? key = null)
    {
        while (true)
        {
            Answer answer = await AskAsync(method, path, body, key);
            if (answer.Status == HttpStatusCode.Unauthorized) await RenewTokenAsync();
            else if (answer.Status >= HttpStatusCode.InternalServerError || IsBusy(answer)) await WaitAsync(_shortestWait);
            else return answer;
        }
    }

    /// <summary>Creates something, once.</summary>
    public async Task<Answer> CreateAsync(string path, JsonObject body)
    {
        Answer created = await InsistAsync("POST", path, body, Guid.NewGuid().ToString("N"));
        created.Status.ShouldBe(HttpStatusCode.Created, created.ToString());
        return created;
    }

    /// <summary>Has a model trained, however often the engine refuses; its id.</summary>
    public async Task<string> TrainAsync(string kind)
    {
        for (int n = 0; n < MostTrainings; n++)
        {
            Answer created = await CreateAsync($"/api/v1/models/{kind}", Bodies.Model(kind));
            string id = created.Text("model.id");
            await UploadAsync(kind, created);
            await InsistAsync("POST", $"/api/v1/models/{kind}/{id}/upload-complete", new JsonObject { ["duration_seconds"] = 6 });
            if (await EndAsync($"/api/v1/models/{kind}/{id}", "model.status") == "completed") return id;
        }
        throw new InvalidOperationException($"No {kind} could be trained.");
    }

    /// <summary>Waits until what is made has ended; how.</summary>
    public async Task<string> EndAsync(string path, string field)
    {
        for (TimeSpan wait = _shortestWait; ; wait = wait * 2 < _longestWait ? wait * 2 : _longestWait)
        {
            Answer answer = await InsistAsync("GET", path);
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
            if (answer.Text(field) is "completed" or "failed") return answer.Text(field);
            await WaitAsync(wait);
        }
    }

    /// <summary>Waits, by the app's clock.</summary>
    public Task WaitAsync(TimeSpan time) => Task.Delay(time, faulty.App.Time);

    public void Dispose() => _http.Dispose();

    // A link that is over is no matter: the model fails then, and there is a new one.
    private async Task UploadAsync(string kind, Answer created)
    {
        while (true)
        {
            HttpStatusCode status = await faulty.Chance.WatchAsync(async () =>
            {
                using ByteArrayContent content = new(new byte[1000]);
                content.Headers.ContentType = new MediaTypeHeaderValue(kind == "video" ? "video/mp4" : "audio/wav");
                using HttpResponseMessage response = await _http.PutAsync(created.Text("upload.presigned_url"), content);
                return response.StatusCode;
            });
            if (status < HttpStatusCode.InternalServerError) return;
            await WaitAsync(_shortestWait);
        }
    }

    private Task<Answer> AskAsync(string method, string path, object? body, string? key) => faulty.Chance.WatchAsync(async () =>
    {
        List<(string Name, string Value)> headers = [("Authorization", $"Bearer {_token}")];
        if (key is not null) headers.Add(("Idempotency-Key", key));
        return await Answer.OfAsync(await _http.RequestAsync(method, path, body, [.. headers]));
    });

    private async Task RenewTokenAsync() =>
        _token = await faulty.Chance.WatchAsync(() => Person.TokenAsync(_http, _email));

    // The one that was cut off still holds the key.
    private static bool IsBusy(Answer answer) =>
        answer.Status == HttpStatusCode.Conflict && answer.Code == "IDEMPOTENCY_IN_PROGRESS";
}
