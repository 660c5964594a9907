using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class RecoveryTests : EngineTest
{
    internal override DurableEngineOptions Options => base.Options with { MaxCachedInstances = 2 };

    [Fact]
    public async Task After_a_crash_completed_steps_are_not_run_again_and_the_one_under_way_is()
    {
        TaskCompletionSource reached = new();
        TaskCompletionSource never = new();
        bool crashed = false;
        Functions.Activity<int, int>("Step", async (n, _) =>
        {
            if (n == 3 && !Volatile.Read(ref crashed))
            {
                reached.SetResult();
                await never.Task;
            }

            return n;
        });
        Functions.Orchestrator("Steps", async context =>
        {
            int sum = 0;
            foreach (int step in Enumerable.Range(1, 5))
                sum += await context.CallActivityAsync<int>("Step", step);
            return sum;
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Steps", Deadline);
        await reached.Task.WaitAsync(Deadline);

        Volatile.Write(ref crashed, true);
        await CrashAndRestartAsync();

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(15);
        Enumerable.Range(1, 5).Select(step => Functions.Runs("Step", step)).ShouldBe([1, 1, 2, 1, 1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopping_cancels_running_activities_which_run_again_at_the_next_start(bool fails)
    {
        TaskCompletionSource reached = new();
        bool stopped = false;
        Functions.Activity<int, string>("Long", async (_, cancellationToken) =>
        {
            if (Volatile.Read(ref stopped)) return "second";
            reached.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken)
                .ConfigureAwait(fails ? ConfigureAwaitOptions.SuppressThrowing : ConfigureAwaitOptions.None);
            throw new InvalidOperationException("A tool that the activity ran was killed.");
        });
        Functions.Orchestrator("Work", context => context.CallActivityAsync<string>("Long", 0));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Work", Deadline);
        await reached.Task.WaitAsync(Deadline);

        Volatile.Write(ref stopped, true);
        await Engine.StopAsync(Deadline);
        await CrashAndRestartAsync();

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("second");
    }

    [Fact]
    public async Task What_is_asked_before_the_start_is_done_after_it()
    {
        Functions.Activity<int, int>("Step", n => n);
        Functions.Orchestrator("Ask", async context =>
            await context.CallActivityAsync<int>("Step", 1) + await context.WaitForExternalEvent<int>("N"));
        await Engine.DisposeAsync();
        await using DurableEngine engine = Open();

        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Ask", Deadline);
        await engine.Client.RaiseEventAsync(id, "N", 2, Deadline);
        (await engine.Client.GetInstanceAsync(id, Deadline))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        await engine.StartAsync(Deadline);

        OrchestrationMetadata end = await engine.Client.WaitForInstanceCompletionAsync(id, true, Deadline);
        end.ReadOutputAs<int>().ShouldBe(3);
        Functions.Runs("Step", 1).ShouldBe(1);
    }

    [Fact]
    public void A_second_engine_cannot_open_the_same_store() => Should.Throw<IOException>(() => Open());

    [Fact]
    public async Task A_stopped_engine_refuses_work_and_ends_waits()
    {
        Functions.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("Never"));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Deadline);
        Task<OrchestrationMetadata> wait = Client.WaitForInstanceCompletionAsync(id, Deadline);

        await Engine.StopAsync(Deadline);

        await Should.ThrowAsync<ObjectDisposedException>(() => wait);
        await Should.ThrowAsync<ObjectDisposedException>(
            () => Client.ScheduleNewOrchestrationInstanceAsync("Wait", Deadline));
        await Should.ThrowAsync<ObjectDisposedException>(() => Client.GetInstanceAsync(id, Deadline));
    }

    [Fact]
    public async Task Instances_that_left_the_memory_are_read_again_when_something_happens()
    {
        Functions.Orchestrator("Two", async context =>
            await context.WaitForExternalEvent<int>("N") + await context.WaitForExternalEvent<int>("N"));
        string[] ids = [.. Enumerable.Range(0, 20).Select(index => $"i{index}")];
        foreach (string id in ids)
            await Client.ScheduleNewOrchestrationInstanceAsync("Two", new StartOrchestrationOptions(id), Deadline);

        foreach (int round in new[] { 1, 2 })
        {
            foreach (string id in ids)
            {
                await Client.RaiseEventAsync(id, "N", round, Deadline);
                await Eventually(() => Task.FromResult(Scalar("SELECT count(*) FROM inbox") == 0));
            }
        }

        foreach (string id in ids)
            (await EndOf(id)).ReadOutputAs<int>().ShouldBe(3);
    }

    [Fact]
    public async Task Activities_beyond_the_limit_wait_for_their_turn()
    {
        await Engine.DisposeAsync();
        await using DurableEngine engine = new(
            Options with { MaxConcurrentActivities = 3 },
            Functions,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            Time);
        await engine.StartAsync(Deadline);
        int running = 0;
        int most = 0;
        Functions.Activity<int, int>("Busy", async (n, _) =>
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return n;
        });
        Functions.Orchestrator("Fan", async context => (await Task.WhenAll(
            Enumerable.Range(0, 50).Select(n => context.CallActivityAsync<int>("Busy", n)))).Sum());

        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Fan", Deadline);

        (await engine.Client.WaitForInstanceCompletionAsync(id, true, Deadline)).ReadOutputAs<int>().ShouldBe(1225);
        most.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_store_locked_by_somebody_else_only_delays()
    {
        Functions.Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()));
        using SqliteConnection other = Connect();
        Run(other, "BEGIN IMMEDIATE");
        Task<string> result = ResultOf<string>("Echo", "late");

        result.IsCompleted.ShouldBeFalse();
        Run(other, "ROLLBACK");

        (await result).ShouldBe("late");
    }

    [Fact]
    public async Task A_turn_that_cannot_be_stored_is_tried_again_and_spares_the_others()
    {
        Functions.Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            return "awake";
        });
        Functions.Orchestrator("Echo", context => Task.FromResult("unharmed"));
        using SqliteConnection other = Connect();
        Run(other, "ALTER TABLE timers RENAME TO hidden");
        Run(other, "CREATE TABLE timers (instance_key, task_id, fire_at INTEGER CHECK (fire_at < 0))");
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Sleep", Deadline);
        (await ResultOf<string>("Echo")).ShouldBe("unharmed");
        (await Client.GetInstanceAsync(id, Deadline))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);

        Run(other, "DROP TABLE timers");
        Run(other, "ALTER TABLE hidden RENAME TO timers");

        await Eventually(async () =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return (await Client.GetInstanceAsync(id, Deadline))!.IsCompleted;
        });
        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("awake");
    }

    private SqliteConnection Connect()
    {
        SqliteConnection connection = new($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value)
            Interlocked.CompareExchange(ref target, value, seen);
    }
}
