using Microsoft.DurableTask.Client;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Files;
using Understudy.MediaEngine;
using Understudy.MediaEngine.Processes;

namespace Understudy.Functions.Core.Health;

/// <summary>
/// Tries what requests need: documents and files are really written, and a broker that workers stand behind is asked. What was
/// found holds for a second, so that asking often costs nothing.
/// </summary>
public sealed partial class Readiness(
    IDocumentStore store,
    IMediaStore media,
    DataFolder data,
    DiskSpace disk,
    EngineChoice engines,
    TimeProvider time,
    ILogger<Readiness> log,
    IEngineBroker? broker = null)
{
    private static readonly TimeSpan _kept = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly MediaKey _probe = new(MediaKey.Library, "health/probe");

    private readonly Lock _gate = new();
    private Task<IReadOnlyList<string>>? _found;
    private long _askedAt;

    /// <summary>The parts that are not in order; none when the app is ready.</summary>
    public Task<IReadOnlyList<string>> FailingAsync(DurableTaskClient client)
    {
        lock (_gate)
        {
            if (_found is null || (_found.IsCompleted && time.GetElapsedTime(_askedAt) > _kept))
            {
                _askedAt = time.GetTimestamp();
                _found = AskAsync(client);
            }
            return _found;
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync(DurableTaskClient client)
    {
        List<Task<string?>> parts =
        [
            TryAsync("store", _ => WriteDocumentAsync()),
            TryAsync("media", _ => WriteFileAsync()),
            TryAsync("engine", _ => FindToolsAndRoom()),
            TryAsync("queue", given => client.PurgeInstanceAsync("App-Readiness", given)),
        ];
        if (broker is not null && engines.Uses(QueueEngine.Name)) parts.Add(TryAsync("broker", broker.ReachAsync));
        return [.. (await Task.WhenAll(parts)).OfType<string>()];
    }

    private async Task<string?> TryAsync(string part, Func<CancellationToken, Task> attempt)
    {
        using CancellationTokenSource given = new();
        try
        {
            // What writes a file may do so on the thread that asks.
            await Task.Run(() => attempt(given.Token)).WaitAsync(_patience);
            return null;
        }
        catch (Exception error)
        {
            await given.CancelAsync();
            LogNotReady(log, error, part);
            return part;
        }
    }

    private async Task WriteDocumentAsync()
    {
        await store.FindOrCreateAsync(Heartbeat.Only, Heartbeat.Only, () => new Heartbeat());
        await store.UpdateAsync<Heartbeat>(
            Heartbeat.Only, Heartbeat.Only, beat => beat with { At = time.GetUtcNow() });
    }

    private async Task WriteFileAsync()
    {
        if (disk.BeyondReserve <= 0) throw new IOException("Less is free on the disk than is kept in reserve.");
        if (media is FileMediaStore) data.Check("media", MediaKey.Uploads);
        await media.WriteAsync(_probe, new MemoryStream([0]), "application/octet-stream");
    }

    private Task FindToolsAndRoom()
    {
        data.Check("work");
        // Those of the workers, the workers look for.
        if (!engines.Uses(EmbeddedMediaEngine.Name)) return Task.CompletedTask;
        return MediaTools.Missing() is { Count: > 0 } missing
            ? throw new FileNotFoundException($"Programs are missing: {string.Join(", ", missing)}.")
            : Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Not ready: {Part}")]
    private static partial void LogNotReady(ILogger logger, Exception error, string part);

    /// <summary>Shows that documents can be written.</summary>
    private sealed record Heartbeat : IDocument
    {
        public const string Only = "heartbeat";

        public static DocumentType Type { get; } = new("heartbeat");

        public string Id => Only;

        public string Partition => Only;

        public DateTimeOffset At { get; init; }
    }
}
