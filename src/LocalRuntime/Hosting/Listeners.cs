using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Blobs;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Queues;
using Understudy.LocalRuntime.Timers;
using Understudy.Shared;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>Makes the listeners of the functions that timers, blobs and messages start.</summary>
internal sealed class Listeners(IServiceProvider services, FunctionHost host, HostJson hostJson, TimeProvider time)
{
    private static readonly TimeSpan _shortestMonitored = TimeSpan.FromMinutes(1);

    private const int ConcurrentBlobs = 8;

    private readonly IConfiguration _configuration = services.GetRequiredService<IConfiguration>();

    // Opened when the listeners are made, for the app takes its data folder before.
    private QueueStore Queues => field ??= services.GetRequiredService<QueueStore>();

    /// <exception cref="InvalidOperationException">A schedule, a path or a connection is wrong.</exception>
    public IReadOnlyList<IListener> Make()
    {
        List<IListener> listeners = [];
        foreach (LocalFunctionDefinition function in host.Functions)
        {
            try
            {
                listeners.AddRange(Make(function));
            }
            catch (Exception exception) when (exception is FormatException or InvalidOperationException)
            {
                throw new InvalidOperationException($"Function {function.Name}: {exception.Message}", exception);
            }
        }

        return listeners;
    }

    private IListener[] Make(LocalFunctionDefinition function) => function.Trigger switch
    {
        TimerTriggerAttribute timer => [Make(function, timer)],
        BlobTriggerAttribute blob => Make(function, blob),
        ServiceBusTriggerAttribute queue => [Make(function, queue)],
        _ => [],
    };

    private IListener Make(LocalFunctionDefinition function, ServiceBusTriggerAttribute queue)
    {
        string name = Resolve(queue.QueueName!);
        if (queue.Connection is { } setting)
        {
            if (_configuration[$"{setting}:fullyQualifiedNamespace"] is { Length: > 0 })
                throw new FormatException(
                    $"the setting {setting} must be a connection string: the local runtime has no identity.");
            if (Connection(setting) is { } connection && BrokerListener.IsBroker(connection))
                return new BrokerListener(host, function, connection, name, hostJson.MaxConcurrentMessages, time);
        }
        return new QueueListener(
            host, function, name, Queues,
            static message => new Delivery(message.MessageId, message, message.BindingData),
            hostJson.MaxConcurrentMessages, hostJson.MaxDeliveryCount);
    }

    private TimerListener Make(LocalFunctionDefinition function, TimerTriggerAttribute timer)
    {
        TimerSchedule schedule = new(Resolve(timer.Schedule));
        DateTime next = schedule.Next(time.GetUtcNow().UtcDateTime)
            ?? throw new FormatException($"'{timer.Schedule}' never comes.");
        bool monitored = timer.UseMonitor && schedule.Next(next) - next >= _shortestMonitored;
        return new TimerListener(
            host, function, schedule, monitored ? services.GetRequiredService<TimerStatusStore>() : null, time);
    }

    private IListener[] Make(LocalFunctionDefinition function, BlobTriggerAttribute blob)
    {
        const string Files = "files=";
        string name = blob.Connection ?? "AzureWebJobsStorage";
        string? connection = Connection(name);
        var pattern = BlobPathPattern.Parse(Resolve(blob.BlobPath));
        SeenBlobs seen = services.GetRequiredService<SeenBlobs>();
        BlobListener blobs = connection?.StartsWith(Files, StringComparison.OrdinalIgnoreCase) is true
            && Path.IsPathFullyQualified(connection[Files.Length..])
            ? new FolderListener(function, pattern, connection[Files.Length..], seen, Queues, time)
            : new ContainerListener(function, pattern, AccountOf(name, connection), seen, Queues, time);
        return [blobs, new QueueListener(
            host, function, blobs.Queue, Queues, blobs.Read, ConcurrentBlobs, hostJson.MaxBlobAttempts)];
    }

    private string? Connection(string name) => _configuration[name] ?? _configuration.GetConnectionString(name);

    private static BlobServiceClient AccountOf(string name, string? connection)
    {
        try
        {
            return new BlobServiceClient(connection, new BlobClientOptions(EmulatedBlobs.Version));
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new FormatException(
                $"the setting {name} must be 'files=' and the absolute path of a folder, or the connection string of a storage "
                + "account such as an emulator's.",
                error);
        }
    }

    private string Resolve(string text) => new AppSettingNames(_configuration).Resolve(text);
}
