using FsCheck;
using FsCheck.Fluent;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class InterruptionTests
{
    [Fact]
    public void A_program_interrupted_at_random_instants_ends_as_if_it_had_not_been() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(ProgramGenerator.Programs(), sample =>
        {
            string uninterrupted = RunAsync(sample.Input, []).GetAwaiter().GetResult();
            string interrupted = RunAsync(sample.Input, sample.Crashes).GetAwaiter().GetResult();
            uninterrupted.ShouldBe(sample.Input.Expected());
            interrupted.ShouldBe(uninterrupted);
        }));

    private static async Task<string> RunAsync(ProgramInput input, int[] crashes)
    {
        using CancellationTokenSource deadline = new(Limits.Wait);
        string folder = Directory.CreateTempSubdirectory("durable-").FullName;
        string path = Path.Combine(folder, "durable.db");
        try
        {
            CrashSignal signal = new();
            TestFunctions functions = ProgramFunctions.Create(signal.Observe);
            await using (DurableEngine first = await StartAsync(path, functions, deadline.Token))
                await PrepareAsync(first.Client, input, deadline.Token);
            foreach (int instants in crashes)
            {
                Task crash = signal.After(instants);
                await using DurableEngine engine = await StartAsync(path, functions, deadline.Token);
                await Task.WhenAny(crash, engine.Client.WaitForInstanceCompletionAsync("program", deadline.Token));
            }

            await using DurableEngine last = await StartAsync(path, functions, deadline.Token);
            OrchestrationMetadata end = await last.Client.WaitForInstanceCompletionAsync("program", true, deadline.Token);
            end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed, end.SerializedOutput);
            RequireEachAnswerOnce(path);
            return end.ReadOutputAs<string>()!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<DurableEngine> StartAsync(
        string path, TestFunctions functions, CancellationToken cancellationToken)
    {
        DurableEngine engine = new(
            new DurableEngineOptions { DatabasePath = path }, functions, NullLoggerFactory.Instance, TimeProvider.System);
        await engine.StartAsync(cancellationToken);
        return engine;
    }

    /// <summary>Schedules the program and raises all that it will wait for, last first.</summary>
    private static async Task PrepareAsync(DurableTaskClient client, ProgramInput input, CancellationToken cancellationToken)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(
            ProgramFunctions.Orchestrator, input, new StartOrchestrationOptions("program"), cancellationToken);
        foreach (int iteration in Enumerable.Range(0, input.Iterations).Reverse())
        {
            foreach (int id in input.Program.Awaited.Reverse())
            {
                await client.RaiseEventAsync(
                    "program", ProgramFunctions.EventName(id, iteration), $"e{id}.{iteration}", cancellationToken);
            }
        }
    }

    private static void RequireEachAnswerOnce(string path)
    {
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        Count("SELECT count(*) FROM (SELECT 1 FROM history WHERE kind IN (7, 8) GROUP BY instance_key, task_id HAVING count(*) > 1)");
        Count(
            """
            SELECT count(*) FROM history asked WHERE asked.kind IN (3, 4) AND NOT EXISTS (
                SELECT 1 FROM history answer WHERE answer.instance_key = asked.instance_key
                AND answer.task_id = asked.task_id AND answer.kind IN (7, 8))
            """);
        Count("SELECT (SELECT count(*) FROM tasks) + (SELECT count(*) FROM timers) + (SELECT count(*) FROM inbox)");

        void Count(string sql)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteScalar().ShouldBe(0L, sql);
        }
    }

    /// <summary>Says when to crash: so many observed instants after it was asked.</summary>
    private sealed class CrashSignal
    {
        private volatile TaskCompletionSource _crash = new();
        private int _left = int.MaxValue;

        public Task After(int instants)
        {
            _crash = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _left, instants);
            return _crash.Task;
        }

        public void Observe()
        {
            if (Interlocked.Decrement(ref _left) == 0) _crash.TrySetResult();
        }
    }
}
