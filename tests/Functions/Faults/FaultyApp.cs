using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Files;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// The whole app while a tenth of the calls of its document store and its media store fail, half of them after they have taken
/// effect, and while its engine breaks and refuses besides.
/// </summary>
internal sealed class FaultyApp : IAsyncDisposable
{
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(10);

    private readonly TestApp _app = new();
    private MemoryBroker? _broker;
    private Workers? _workers;
    private IDocumentStore? _store;

    /// <summary>What fails.</summary>
    public Chance Chance { get; } = new();

    /// <summary>The app.</summary>
    public TestApp App => _app;

    /// <summary>The app's documents, without faults.</summary>
    public IDocumentStore Store => _store!;

    /// <summary>What was answered that should not have been.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>What is added to the app before it starts.</summary>
    public Action<IServiceCollection>? Also { get; set; }

    /// <summary>Starts one.</summary>
    /// <param name="hasWorkers">Whether workers elsewhere do its work, which die, and whose queues fail, too.</param>
    /// <param name="prepare">Changes it before it starts.</param>
    public static async Task<FaultyApp> StartAsync(bool hasWorkers, Action<FaultyApp>? prepare = null)
    {
        FaultyApp faulty = new();
        prepare?.Invoke(faulty);
        if (hasWorkers) faulty._broker = new MemoryBroker(faulty.Chance, faulty._app.Time);
        faulty._app.AroundStore = inner => new UnreliableStore(faulty._store = inner, faulty.Chance);
        faulty._app.AddServices = faulty.AddServices;
        await faulty._app.InitializeAsync();
        await faulty.Store.CreateAsync(new Pulse());
        faulty._app.Engine.Capacity = 2;
        faulty._app.Engine.Script = faulty.WorkAsync;
        if (faulty._broker is { } broker)
        {
            faulty._workers = new Workers(faulty._app, broker, faulty.Chance);
            faulty._workers.Start();
        }
        return faulty;
    }

    /// <summary>A client of the app's; whether what it is answered is documented, others look at.</summary>
    public HttpClient NewClient()
    {
        HttpClient client = ((TestServer)_app.Services.GetRequiredService<IServer>()).CreateClient();
        client.Timeout = Limits.Wait;
        return client;
    }

    /// <summary>
    /// Lets the app's time pass, whenever nothing goes on, until something has come to its end. So a slow machine has
    /// all the time it needs; what does not end is told by the app's own clock.
    /// </summary>
    public async Task PassTimeUntilAsync(Task ends)
    {
        // The most stubborn step is tried for a week.
        DateTimeOffset end = _app.Time.GetUtcNow().AddDays(15);
        while (!ends.IsCompleted)
        {
            long moves = Chance.Moves;
            bool isQuiet = !Chance.IsBusy;
            // What is between two calls of the app is over by the time that the machine has written two documents.
            for (int n = 0; n < 2 && isQuiet && !ends.IsCompleted; n++)
            {
                await Task.WhenAny(ends, Task.Delay(1));
                await Store.UpdateAsync<Pulse>(Pulse.Only, Pulse.Only, pulse => new Pulse { Beats = pulse.Beats + 1 });
                isQuiet = Chance.Moves == moves && !Chance.IsBusy;
            }
            if (!isQuiet) await Task.WhenAny(ends, Task.Delay(1));
            else if (!ends.IsCompleted) _app.Time.Advance(_step);
            if (_app.Time.GetUtcNow() > end) throw new TimeoutException("It has not come to its end in two weeks.");
        }
        await ends;
    }

    public async ValueTask DisposeAsync()
    {
        Chance.Calm();
        if (_workers is not null) await _workers.DisposeAsync();
        await _app.DisposeAsync();
    }

    private void AddServices(IServiceCollection services)
    {
        services.AddSingleton<IMediaStore>(provider =>
            new UnreliableMedia(provider.GetRequiredService<FileMediaStore>(), Chance));
        if (_broker is { } broker) Workers.Prepare(services, broker, Chance);
        Also?.Invoke(services);
        // Thousands of faults, each of which the app logs.
        services.AddLogging(logging => logging
            .AddFilter<ConsoleLoggerProvider>(null, LogLevel.None).AddFilter<LogTail>(null, LogLevel.None));
    }

    private async Task<EngineVerdict> WorkAsync(ScriptedJob job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        switch (Chance.Next(12))
        {
            case 1: return await ScriptedEngine.Refuse("no_face", "There is no face.")(job, watcher, cancellationToken);
            case 2: throw new IOException("The engine broke.");
        }
        if (!await watcher.StartedAsync(cancellationToken)) return EngineVerdict.Impossible(JobFailure.Unwanted);
        await Task.Delay(TimeSpan.FromSeconds(Chance.Next(45)), _app.Time, cancellationToken);
        return await _app.Engine.SucceedAsync(job, watcher, cancellationToken);
    }

    /// <summary>Is written to see how fast the machine is.</summary>
    private sealed record Pulse : IDocument
    {
        public const string Only = "pulse";

        public static DocumentType Type { get; } = new("test-pulse");

        public string Id => Only;

        public string Partition => Only;

        public long Beats { get; init; }
    }
}
