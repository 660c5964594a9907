using Azure.Messaging.ServiceBus;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.EngineWorker;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.ServiceBus;
using Understudy.Infrastructure.Telemetry;
using Understudy.MediaEngine;
using Understudy.MediaEngine.Recognition;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// Two workers, each of which dies now and then and has a successor, and what hears from them in the app. All of it is ours but
/// the broker and the work.
/// </summary>
internal sealed class Workers(TestApp app, MemoryBroker broker, Chance chance) : IAsyncDisposable
{
    // A job takes about ten steps.
    private const double Mortality = 0.01;

    private static readonly ServiceBusOptions _nowhere =
        new("Endpoint=sb://nowhere.example;SharedAccessKeyName=a;SharedAccessKey=YQ==", null, null);

    private readonly CancellationTokenSource _stopping = new();
    private Task[] _running = [];

    /// <summary>Has an app hand its work to workers that are reached by that broker.</summary>
    public static void Prepare(IServiceCollection services, MemoryBroker broker, Chance chance)
    {
        services.AddServiceBus(_nowhere);
        services.AddSingleton(broker.Connect(new ProcessLife(chance, mortality: 0)));
        services.AddSingleton<WorkPermits>();
        services.AddSingleton(new EngineChoice(QueueEngine.Name, new Dictionary<(string Product, string Kind), string>()));
        services.AddSingleton(provider => new NamedEngine(QueueEngine.Name, new Lazy<IMediaEngine>(() => new QueueEngine(
            provider.GetRequiredService<IDocumentStore>(),
            provider.GetRequiredService<WorkPermits>(),
            provider.GetRequiredService<IAssignmentSender>(),
            capacity: 2,
            provider.GetRequiredService<TimeProvider>()))));
    }

    /// <summary>Begins.</summary>
    public void Start() => _running = [HearAsync(), StandInAsync(), StandInAsync()];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_running);
        _stopping.Dispose();
    }

    // Where one has died, the next one begins.
    private async Task StandInAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            ProcessLife life = new(chance, Mortality);
            ServiceProvider worker = Compose(life);
            JobTaker taker = worker.GetRequiredService<JobTaker>();
            await taker.StartAsync(CancellationToken.None);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, life.Dead);
            await Task.Delay(Timeout.InfiniteTimeSpan, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            // A dead one is left as it is: it neither ends nor tidies up.
            if (!life.Dead.IsCancellationRequested) await taker.StopAsync(CancellationToken.None);
        }
    }

    private ServiceProvider Compose(ProcessLife life)
    {
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(app.Time);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(app.Services.GetRequiredService<IMediaStore>());
        services.AddServiceBus(_nowhere);
        services.AddSingleton(broker.Connect(life));
        services.AddSingleton<IMediaWork>(new Work(app, life));
        services.AddSingleton<WorkPermits>();
        services.AddSingleton<AssignedWork>();
        services.AddSingleton(new WorkerOptions(
            _nowhere, null, "", Concurrency: 2, new RecognitionOptions(), new TelemetryRoute("worker", false, false, null)));
        services.AddSingleton<JobTaker>();
        return services.BuildServiceProvider();
    }

    // As the Functions host does: what was heard is completed, and what could not be heard is given back.
    private async Task HearAsync()
    {
        ServiceBusProcessor processor = broker.Connect(new ProcessLife(chance, mortality: 0)).CreateProcessor(
            EngineQueues.Results, new ServiceBusProcessorOptions { MaxConcurrentCalls = 4 });
        HearEngine hear = new(app.Services.GetRequiredService<EngineReports>());
        DurableTaskClient client = app.Services.GetRequiredService<DurableTaskClient>();
        processor.ProcessMessageAsync += async message =>
        {
            await hear.RunAsync(message.Message.Body.ToString(), client, CancellationToken.None);
            await message.CompleteMessageAsync(message.Message);
        };
        processor.ProcessErrorAsync += _ => Task.CompletedTask;
        await processor.StartProcessingAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, _stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        await processor.StopProcessingAsync();
    }

    /// <summary>The work: what the app's own engine would do, unless the worker dies over it.</summary>
    private sealed class Work(TestApp app, ProcessLife life) : IMediaWork
    {
        public async Task<EngineVerdict> DoAsync(
            EngineOrder order, IJobWatcher watcher, Action giveUp, CancellationToken cancellationToken) =>
            await life.LiveAsync(() => app.Engine.Script!(new ScriptedJob(order.Job.JobId, order.Task), watcher, cancellationToken));

        public Task DiscardAsync(EngineOrder order) =>
            app.Services.GetRequiredService<IMediaStore>().DeleteAllAsync(order.Task.Output, CancellationToken.None);
    }
}
