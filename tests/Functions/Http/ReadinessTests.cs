using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs.Engines;
using Understudy.Functions.Tests.Support;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Http;

/// <summary>Whether the app is alive, whether it is ready, and what it does without room on the disk.</summary>
public sealed class ReadinessTests : IAsyncLifetime
{
    private readonly TestApp _app = new();
    private FaultyStore _store = null!;

    public ReadinessTests() => _app.AroundStore = inner => _store = new FaultyStore(inner)
    {
        Failure = new SqliteException("database or disk is full", SQLitePCL.raw.SQLITE_FULL),
    };

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_part_that_is_broken_is_named_and_nothing_else_of_it()
    {
        (await AskAsync("/readyz")).ShouldBe((HttpStatusCode.OK, """{"status":"ready"}"""));

        _store.Fails = (operation, _) => operation == "replace";
        string media = System.IO.Path.Combine(_app.DataFolder, "media", "library");
        if (Directory.Exists(media)) Directory.Delete(media, recursive: true);
        await File.WriteAllTextAsync(media, "in the way");
        (HttpStatusCode status, string body) = await UntilAsync(HttpStatusCode.ServiceUnavailable);
        JsonNode.Parse(body)!["failing"]!.AsArray().Select(part => part!.GetValue<string>()).ShouldBe(["store", "media"]);
        body.ShouldNotContain(_app.DataFolder);
        (await AskAsync("/healthz")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await AskAsync("/health")).ShouldBe((HttpStatusCode.OK, "ok"));

        _store.Fails = null;
        File.Delete(media);
        await UntilAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("media/uploads", "media")]
    [InlineData("work", "engine")]
    public async Task A_folder_that_uploads_or_jobs_need_is_a_part(string folder, string part)
    {
        // Asking makes the folders that are not there yet.
        await UntilAsync(HttpStatusCode.OK);
        string path = System.IO.Path.Combine(_app.DataFolder, folder);
        Directory.Delete(path, recursive: true);
        await File.WriteAllTextAsync(path, "in the way");
        string body = (await UntilAsync(HttpStatusCode.ServiceUnavailable)).Body;
        JsonNode.Parse(body)!["failing"]!.AsArray().Select(failing => failing!.GetValue<string>()).ShouldBe([part]);

        File.Delete(path);
        await UntilAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broker_that_workers_stand_behind_is_a_part(bool hangs)
    {
        Broker broker = new();
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => WithBroker(app, broker, "queue"));
        using HttpClient anybody = own.App.Anonymous();
        (await anybody.GetStringAsync("/readyz")).ShouldBe("""{"status":"ready"}""");

        // One that does not answer at all is waited for until the app's patience is at an end.
        broker.Answer = given => hangs ? Task.Delay(Timeout.Infinite, given) : throw new IOException("It is not there.");
        string told = await own.App.AdvanceUntilAsync(
            TimeSpan.FromSeconds(2),
            async () => await (await anybody.GetAsync("/readyz")).Content.ReadAsStringAsync(),
            answer => answer.Contains("not ready", StringComparison.Ordinal));
        told.ShouldBe("""{"status":"not ready","failing":["broker"]}""");
    }

    [Fact]
    public async Task A_broker_that_nothing_is_behind_is_none()
    {
        Broker broker = new() { Answer = _ => throw new IOException("It is not there.") };
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => WithBroker(app, broker, "embedded"));
        using HttpClient anybody = own.App.Anonymous();
        (await anybody.GetStringAsync("/readyz")).ShouldBe("""{"status":"ready"}""");
    }

    [Fact]
    public async Task Too_little_room_is_not_ready()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(
            full => full.Settings["FreeDiskReserveBytes"] = $"{long.MaxValue}");
        using HttpClient anybody = own.App.Anonymous();
        using HttpResponseMessage ready = await anybody.GetAsync("/readyz");
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).ShouldContain("media");

        using Person person = await own.App.NewPersonAsync();
        Answer created = await person.CreateModelAsync("voice");
        (await person.UploadAsync("voice", created)).ShouldBe(HttpStatusCode.InsufficientStorage);
    }

    [Fact]
    public async Task Without_room_nothing_is_written_all_is_read_and_it_goes_on_when_there_is_room_again()
    {
        using Person person = await _app.NewPersonAsync();
        string model = (await person.CreateModelAsync("voice")).Text("model.id");

        _store.Fails = (operation, _) => operation is "create" or "replace" or "delete";
        foreach (Answer refused in new[]
        {
            await person.CreateModelAsync("voice"),
            await person.PatchAsync("/api/v1/settings", """{"language":"en"}"""),
            await person.DeleteAsync($"/api/v1/models/voice/{model}"),
        })
        {
            refused.ShouldBeError(HttpStatusCode.InsufficientStorage, "INSUFFICIENT_STORAGE");
        }
        (await person.GetAsync($"/api/v1/models/voice/{model}")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync("/api/v1/settings")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync("/api/v1/dashboard")).Status.ShouldBe(HttpStatusCode.OK);

        _store.Fails = null;
        (await person.DeleteAsync($"/api/v1/models/voice/{model}")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.CreateModelAsync("voice")).Status.ShouldBe(HttpStatusCode.Created);
    }

    private static void WithBroker(TestApp app, IEngineBroker broker, string engine) =>
        app.AddServices = services => services
            .AddSingleton(broker)
            .AddSingleton(provider => new NamedEngine(
                "queue", new Lazy<IMediaEngine>(() => provider.GetRequiredService<ScriptedEngine>())))
            .AddSingleton(new EngineChoice(engine, new Dictionary<(string Product, string Kind), string>()));

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string path)
    {
        using HttpClient anybody = _app.Anonymous();
        using HttpResponseMessage response = await anybody.GetAsync(path);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private Task<(HttpStatusCode Status, string Body)> UntilAsync(HttpStatusCode status) => _app.AdvanceUntilAsync(
        TimeSpan.FromSeconds(2), () => AskAsync("/readyz"), answer => answer.Status == status);

    /// <summary>A broker that answers as a test says.</summary>
    private sealed class Broker : IEngineBroker
    {
        public Func<CancellationToken, Task> Answer { get; set; } = _ => Task.CompletedTask;

        public Task ReachAsync(CancellationToken cancellationToken) => Answer(cancellationToken);
    }
}
