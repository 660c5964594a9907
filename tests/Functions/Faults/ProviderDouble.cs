using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// A provider of films that does by chance all that one may do: it has no time, breaks before or after it has taken work, stays
/// silent, fails, calls back late, twice, with the wrong secret, about another task, too early or not at all, and hands out films
/// that break off or are none. It counts what it has taken. What becomes of a job its own seed decides.
/// </summary>
internal sealed class ProviderDouble(FaultyApp faulty) : HttpMessageHandler
{
    /// <summary>Where it is.</summary>
    public const string Address = "http://127.0.0.1:9";

    /// <summary>What it lets in with.</summary>
    public const string Key = "provider-key-of-this-test";

    private static readonly byte[] _film = new byte[64 * 1024];

    private readonly ConcurrentDictionary<string, ProvidersTask> _tasks = new();
    private readonly ConcurrentDictionary<string, Chance> _chances = new();
    private int _numbers;

    private TimeProvider Time => faulty.App.Time;

    /// <summary>The tasks that it has taken for a job.</summary>
    public IReadOnlyList<ProvidersTask> TasksOf(string job) => [.. _tasks.Values.Where(task => task.Job == job)];

    /// <summary>From now on a job is expected, for which that seed decides.</summary>
    public void Expect(string job, int seed)
    {
        Chance chance = new();
        chance.Begin(seed);
        _chances[job] = chance;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A silent one is not busy: time has to pass for whoever waits.
        Answer answer = await faulty.Chance.WatchAsync(() => WatchAsync(request));
        if (answer.Fault is { } fault) throw fault;
        if (answer.Response is { } response) return response;
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("It waits for ever.");
    }

    // What the double itself does wrong must not look like a fault of the provider's.
    private async Task<Answer> WatchAsync(HttpRequestMessage request)
    {
        try
        {
            return await AnswerAsync(request);
        }
        catch (Exception failure)
        {
            faulty.Unexpected.Enqueue($"The provider should not have been asked: {failure}");
            throw;
        }
    }

    private async Task<Answer> AnswerAsync(HttpRequestMessage request)
    {
        string path = request.RequestUri!.AbsolutePath;
        bool isFilm = path.StartsWith("/films/", StringComparison.Ordinal);
        // The key is for the API, and for nobody else.
        (request.Headers.Authorization?.ToString()).ShouldBe(isFilm ? null : $"Bearer {Key}");
        if (isFilm) return Film(_tasks[path["/films/".Length..]]);
        if (request.Method == HttpMethod.Get) return Record(request.RequestUri.Query["?taskId=".Length..]);
        return Create(JsonNode.Parse(await request.Content!.ReadAsStringAsync())!);
    }

    private Answer Create(JsonNode body)
    {
        string callback = (string)body["callBackUrl"]!;
        string job = callback.Split("task=")[1].Split('&')[0].Split('.')[1];
        Chance chance = _chances[job];
        switch (chance.Next(20))
        {
            case 1: return Told(HttpStatusCode.TooManyRequests);
            case 2: return Told(HttpStatusCode.TooManyRequests, retryAfter: 60);
            case 3: return Told(HttpStatusCode.ServiceUnavailable, retryAfter: 5);
            case 4: return new Answer(Fault: new HttpRequestException(HttpRequestError.ConnectionError));
            case 5: return Told(HttpStatusCode.BadGateway);
            case 6: return chance.Happens(0.5) ? Told(HttpStatusCode.UnprocessableEntity) : Told(HttpStatusCode.PaymentRequired);
        }
        ProvidersTask task = Take(job, callback, chance);
        return chance.Next(12) switch
        {
            1 or 2 => new Answer(),
            3 => Told(HttpStatusCode.InternalServerError),
            4 => new Answer(Fault: new HttpRequestException(HttpRequestError.ResponseEnded)),
            5 => new Answer(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") }),
            _ => Data(new JsonObject { ["taskId"] = task.Id }, said: () => task.IsTold = true),
        };
    }

    private ProvidersTask Take(string job, string callback, Chance chance)
    {
        ProvidersTask task = new(
            $"task-{Interlocked.Increment(ref _numbers)}",
            job,
            callback,
            Time.GetUtcNow() + TimeSpan.FromSeconds(10 + chance.Next(170)),
            chance,
            Fails: chance.Happens(0.15),
            IsBad: chance.Happens(0.05));
        _tasks[task.Id] = task;
        _ = CallBackAsync(task);
        return task;
    }

    private Answer Record(string taskId)
    {
        if (!_tasks.TryGetValue(Uri.UnescapeDataString(taskId), out ProvidersTask? task)) return Told(HttpStatusCode.NotFound);
        return task.Chance.Next(12) switch
        {
            1 => Told(HttpStatusCode.TooManyRequests, retryAfter: 40),
            2 => Told(HttpStatusCode.InternalServerError),
            3 => new Answer(),
            _ => Data(Of(task, StateOf(task))),
        };
    }

    private string StateOf(ProvidersTask task) =>
        Time.GetUtcNow() < task.DoneAt ? "waiting" : task.Fails ? "fail" : "success";

    private static JsonObject Of(ProvidersTask task, string state) => new()
    {
        ["taskId"] = task.Id,
        ["model"] = "sora-2.0",
        ["state"] = state,
        ["param"] = new JsonObject { ["callBackUrl"] = task.Callback }.ToJsonString(),
        ["resultJson"] = state == "success"
            ? JsonSerializer.Serialize(new { resultUrls = new[] { $"{Address}/films/{task.Id}" } })
            : null,
    };

    private Answer Film(ProvidersTask task)
    {
        task.DoneAt.ShouldBeLessThanOrEqualTo(Time.GetUtcNow(), "Nobody looks for a film before it is made.");
        if (task.IsBad) return new Answer(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") });
        int chance = task.Chance.Next(12);
        if (chance == 1) return Told(HttpStatusCode.BadGateway);
        Stream content = chance == 2 ? new BrokenOff(_film) : new CountedToEnd(_film, () => Interlocked.Increment(ref task.Fetched));
        StreamContent film = new(content);
        film.Headers.ContentType = new MediaTypeHeaderValue("video/mp4");
        return new Answer(new HttpResponseMessage(HttpStatusCode.OK) { Content = film });
    }

    // What it tells by itself: mostly the truth, when it is one, and once.
    private async Task CallBackAsync(ProvidersTask task)
    {
        int chance = task.Chance.Next(12);
        var late = TimeSpan.FromSeconds(task.Chance.Happens(0.3) ? task.Chance.Next(180) : 0);
        if (chance is 1) await PostAsync(task.Callback[..^4] + "ABCD", Of(task, "success"), HttpStatusCode.NotFound);
        if (chance is 2) await PostAsync(task.Callback, Of(task, "success"), null, isTrue: true, task);
        if (chance is 3) await PostAsync(task.Callback, Of(task with { Id = "task-of-nobody" }, "success"), null);
        if (chance is 4) await PostAsync(task.Callback, new JsonObject { ["state"] = "success" }, HttpStatusCode.UnprocessableEntity);
        if (chance is 5 or 6) return;
        await Task.Delay(task.DoneAt + late - Time.GetUtcNow(), Time);
        for (int times = chance is 7 or 8 ? 2 : 1; times > 0; times--)
            await PostAsync(task.Callback, Of(task, StateOf(task)), HttpStatusCode.OK, isTrue: true, task);
    }

    private async Task PostAsync(
        string url, JsonObject data, HttpStatusCode? wanted, bool isTrue = false, ProvidersTask? task = null)
    {
        HttpStatusCode status = await faulty.Chance.WatchAsync(async () =>
        {
            using HttpClient client = faulty.NewClient();
            using StringContent body = new(
                new JsonObject { ["code"] = 200, ["msg"] = "success", ["data"] = data }.ToJsonString(), Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await client.PostAsync(new Uri(url), body);
            return answer.StatusCode;
        });
        // What fails by chance is no answer; the provider does not try again.
        if (status >= HttpStatusCode.InternalServerError) return;
        if (wanted is { } one && one != status) faulty.Unexpected.Enqueue($"{url} was answered {status} and not {one}");
        if (isTrue && status == HttpStatusCode.OK) task!.IsTold = true;
    }

    private static Answer Data(JsonObject data, Action? said = null)
    {
        said?.Invoke();
        return new Answer(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(new JsonObject { ["code"] = 200, ["msg"] = "success", ["data"] = data }.ToJsonString()),
        });
    }

    private static Answer Told(HttpStatusCode status, int? retryAfter = null)
    {
        HttpResponseMessage response = new(status) { Content = new StringContent("""{"msg":"no"}""") };
        if (retryAfter is { } seconds) response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds));
        return new Answer(response);
    }

    /// <summary>An answer; neither is silence.</summary>
    private sealed record Answer(HttpResponseMessage? Response = null, Exception? Fault = null);

    private sealed class BrokenOff(byte[] content) : MemoryStream(content, 0, content.Length / 2)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new HttpIOException(HttpRequestError.ResponseEnded);
        }
    }

    private sealed class CountedToEnd(byte[] content, Action ended) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0) ended();
            return read;
        }
    }
}

/// <summary>Work that the provider has taken.</summary>
/// <param name="Id">Its name of it.</param>
/// <param name="Job">The job that it is for.</param>
/// <param name="Callback">Where it calls back.</param>
/// <param name="DoneAt">When it has ended.</param>
/// <param name="Chance">Decides what becomes of it.</param>
/// <param name="Fails">Whether there is no film then.</param>
/// <param name="IsBad">Whether what it hands out is no film.</param>
internal sealed record ProvidersTask(
    string Id, string Job, string Callback, DateTimeOffset DoneAt, Chance Chance, bool Fails, bool IsBad)
{
    /// <summary>How often the film was read to its end.</summary>
    public int Fetched;

    /// <summary>Whether the app has ever been told its name, by the answer or by a callback.</summary>
    public bool IsTold { get; set; }
}
