using System.Text.Json;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;
using Understudy.MediaEngine;

namespace Understudy.EngineWorker;

/// <summary>
/// <c>make FOLDER</c>: does one task at once, without a broker or an app: the task comes by standard input, its files are in the
/// folder by their keys, and what was made is told on standard output. For trying the engine out, and for demonstrations.
/// </summary>
internal static class MakeCommand
{
    /// <summary>How it is called.</summary>
    public const string Name = "make";

    // Whoever waits for it can stop it.
    private static readonly TimeSpan _limit = TimeSpan.FromHours(6);

    /// <summary>Does it.</summary>
    /// <returns>The exit code: 0 when it was made, 1 when that is impossible, 2 when it was called wrongly.</returns>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        if (arguments is not [Name, { Length: > 0 } place])
        {
            await Console.Error.WriteLineAsync($"usage: Understudy.EngineWorker {Name} FOLDER <TASK.json");
            return 2;
        }
        string folder = Path.GetFullPath(place);
        EngineTask task = await ReadAsync(cancellationToken);
        string work = Path.Combine(folder, "work");
        using MediaWork engine = WorkerComposition.EngineIn(folder, work);
        EngineOrder order = new(new JobReference("nobody", "made", "engine", "make"), "make", task, _limit);
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            EngineVerdict verdict = await engine.DoAsync(order, new Teller(), stop.Cancel, stop.Token);
            if (verdict.Outputs is { } made)
            {
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(made, DocumentJson.Options));
                return 0;
            }
            await Console.Error.WriteLineAsync($"error: {verdict.Failure?.Message}");
            return 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<EngineTask> ReadAsync(CancellationToken cancellationToken)
    {
        await using Stream input = Console.OpenStandardInput();
        try
        {
            return await JsonSerializer.DeserializeAsync<EngineTask>(input, DocumentJson.Options, cancellationToken)
                ?? throw new InvalidDataException("There is no task.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            throw new InvalidDataException($"This is no task: {error.Message}", error);
        }
    }

    private sealed class Teller : IJobWatcher
    {
        public Task<bool> StartedAsync(CancellationToken cancellationToken) => Task.FromResult(true);

        public async Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken)
        {
            await Console.Error.WriteLineAsync($"{percent} %".AsMemory(), cancellationToken);
            return true;
        }
    }
}
