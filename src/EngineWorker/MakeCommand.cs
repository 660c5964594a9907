using System.Text.Json;
using System.Text.Json.Serialization;
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

    // What people write by hand is told when it is wrong.
    private static readonly JsonSerializerOptions _strict = new(DocumentJson.Options)
    {
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

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
        EngineTask task = await ReadAsync(cancellationToken).WaitAsync(cancellationToken);
        // Its own, also when several are at work in one folder, and beside the files that it moves there.
        string work = Path.Combine(folder, $".make-{Environment.ProcessId}");
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
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }

    private static async Task<EngineTask> ReadAsync(CancellationToken cancellationToken)
    {
        await using Stream input = Console.OpenStandardInput();
        try
        {
            EngineTask task = await JsonSerializer.DeserializeAsync<EngineTask>(input, _strict, cancellationToken)
                ?? throw new InvalidDataException("There is no task.");
            return task.Output.Name.EndsWith('/')
                ? task
                : throw new InvalidDataException("The output of a task is a folder, whose name ends with a slash.");
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
