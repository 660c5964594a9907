using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>An engine on a database of its own, with functions that each test declares.</summary>
public abstract class EngineTest : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("durable-").FullName;

    internal TestFunctions Functions { get; } = new();

    internal ManualTime Time { get; } = new();

    internal DurableEngine Engine { get; private set; } = null!;

    protected DurableTaskClient Client => Engine.Client;

    /// <summary>Ends waits that would last forever.</summary>
    protected CancellationToken Deadline { get; } = new CancellationTokenSource(Limits.Wait).Token;

    protected string DatabasePath => Path.Combine(_folder, "durable.db");

    public async Task InitializeAsync()
    {
        Engine = Open();
        await Engine.StartAsync(Deadline);
    }

    public async Task DisposeAsync()
    {
        await Engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal virtual DurableEngineOptions Options => new() { DatabasePath = DatabasePath };

    internal DurableEngine Open() => new(Options, Functions, NullLoggerFactory.Instance, Time);

    /// <summary>Ends the engine as a crash would, and starts another on what it left.</summary>
    protected async Task CrashAndRestartAsync()
    {
        await Engine.DisposeAsync();
        Engine = Open();
        await Engine.StartAsync(Deadline);
    }

    protected async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null)
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, Deadline);
        return await EndOf(id);
    }

    protected Task<OrchestrationMetadata> EndOf(string instanceId) =>
        Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, Deadline);

    protected async Task<T> ResultOf<T>(string orchestrator, object? input = null)
    {
        OrchestrationMetadata end = await RunAsync(orchestrator, input);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, end.SerializedOutput);
        return end.ReadOutputAs<T>()!;
    }

    /// <summary>What a task throws. Unlike an assertion library's, its await stays within an orchestrator's turn.</summary>
    protected static async Task<T> Thrown<T>(Task task)
        where T : Exception
    {
        try
        {
            await task;
        }
        catch (T thrown)
        {
            return thrown;
        }

        throw new InvalidOperationException($"No {typeof(T).Name} was thrown.");
    }

    /// <summary>Waits until a condition holds.</summary>
    protected async Task Eventually(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(2, Deadline);
    }

    /// <summary>Waits until an instance has a timer in the store.</summary>
    protected Task TimerOf(string instanceId, int count = 1) => Eventually(() => Task.FromResult(Scalar(
        $"SELECT count(*) FROM timers t JOIN instances i ON i.key = t.instance_key WHERE i.id = '{instanceId}'") == count));

    protected async Task StatusOf(string instanceId, OrchestrationRuntimeStatus status) => await Eventually(
        async () => (await Client.GetInstanceAsync(instanceId, Deadline))?.RuntimeStatus == status);

    protected long Scalar(string sql)
    {
        using SqliteConnection connection = new($"Data Source={DatabasePath};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
