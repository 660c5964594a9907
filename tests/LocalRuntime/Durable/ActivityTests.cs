using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class ActivityTests : EngineTest
{
    [Fact]
    public async Task Activities_run_one_after_another_and_each_result_reaches_the_next()
    {
        Functions.Activity<int, int>("Double", n => n * 2);
        Functions.Orchestrator("Five", async context =>
        {
            int value = context.GetInput<int>();
            for (int step = 0; step < 5; step++)
                value = await context.CallActivityAsync<int>("Double", value);
            return value;
        });

        (await ResultOf<int>("Five", 1)).ShouldBe(32);

        new[] { 1, 2, 4, 8, 16 }.ShouldAllBe(input => Functions.Runs("Double", input) == 1);
    }

    [Fact]
    public async Task Activities_started_together_run_together_and_all_are_awaited()
    {
        TaskCompletionSource allStarted = new();
        int started = 0;
        Functions.Activity<int, int>("Square", async (n, _) =>
        {
            if (Interlocked.Increment(ref started) == 10) allStarted.SetResult();
            await allStarted.Task;
            return n * n;
        });
        Functions.Orchestrator("Fan", async context =>
        {
            int[] squares = await Task.WhenAll(
                Enumerable.Range(1, 10).Select(n => context.CallActivityAsync<int>("Square", n)));
            return squares.Sum();
        });

        (await ResultOf<int>("Fan")).ShouldBe(385);
    }

    [Fact]
    public async Task The_first_of_several_activities_decides_a_race_which_ends_when_all_have_ended()
    {
        TaskCompletionSource<string> slow = new();
        Functions.Activity<string, string>("Run", (name, _) => name == "hare" ? Task.FromResult(name) : slow.Task);
        Functions.Orchestrator("Race", async context =>
        {
            Task<string> winner = await Task.WhenAny(
                context.CallActivityAsync<string>("Run", "tortoise"), context.CallActivityAsync<string>("Run", "hare"));
            return await winner;
        });

        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Race", Deadline);
        await Eventually(() => Task.FromResult(Scalar("SELECT count(*) FROM tasks") == 1 && Scalar("SELECT count(*) FROM inbox") == 0));
        (await Client.GetInstanceAsync(id, Deadline))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        slow.SetResult("tortoise");
        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("hare");
    }

    [Fact]
    public async Task A_failed_activity_throws_in_the_orchestrator_with_the_failure_and_its_causes()
    {
        Functions.Activity<string, int>("Boom", _ => throw new InvalidOperationException("outer", new ArgumentException("inner")));
        Functions.Orchestrator("Catch", async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Boom");
            }
            catch (TaskFailedException exception)
            {
                TaskFailureDetails failure = exception.FailureDetails;
                failure.IsCausedBy<InvalidOperationException>().ShouldBeTrue();
                failure.IsCausedBy<ArgumentException>().ShouldBeFalse();
                failure.StackTrace.ShouldNotBeNull().ShouldContain(nameof(ActivityTests));
                return $"{exception.TaskName}|{failure.ErrorType}|{failure.ErrorMessage}|{failure.InnerFailure!.ErrorType}";
            }
        });

        (await ResultOf<string>("Catch")).ShouldBe(
            "Boom|System.InvalidOperationException|outer|System.ArgumentException");
    }

    [Fact]
    public async Task An_uncaught_failure_fails_the_orchestration_and_names_the_activity()
    {
        Functions.Activity<string, int>("Boom", _ => throw new InvalidOperationException("no luck"));
        Functions.Orchestrator("Careless", context => context.CallActivityAsync<int>("Boom"));

        OrchestrationMetadata end = await RunAsync("Careless");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput.ShouldBe(
            "Microsoft.DurableTask.TaskFailedException: Task 'Boom' (#0) failed with an unhandled exception: no luck");
    }

    [Fact]
    public async Task An_activity_that_finds_no_room_on_the_disk_runs_again_and_has_not_failed()
    {
        int runs = 0;
        Functions.Activity<string, int>("Write", _ => ++runs < 4
            ? throw new IOException("Cannot be written.", new SqliteException("full", SQLitePCL.raw.SQLITE_FULL))
            : runs);
        Functions.Orchestrator("Keep", context => context.CallActivityAsync<int>("Write"));

        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Keep", Deadline);
        for (int run = 1; run < 4; run++)
        {
            await Understudy.Tests.Eventually.HoldsAsync(() => runs == run && Time.NextDue is not null, "it waits for room");
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(4);
    }

    [Fact]
    public async Task An_activity_that_does_not_exist_fails_and_is_not_retried()
    {
        var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromDays(1)));
        Functions.Orchestrator("Typo", context => context.CallActivityAsync<int>("Nowhere", null, retry));

        OrchestrationMetadata end = await RunAsync("Typo");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput!.ShouldContain("There is no activity 'Nowhere'.");
    }

    [Fact]
    public async Task A_result_of_another_type_than_asked_for_fails_in_the_orchestrator()
    {
        Functions.Activity<string, string>("Word", _ => "word");
        Functions.Orchestrator("Number", context => context.CallActivityAsync<int>("Word"));

        (await RunAsync("Number")).SerializedOutput!.ShouldStartWith("System.Text.Json.JsonException: ");
    }

    [Fact]
    public async Task An_activity_that_nobody_awaits_still_runs()
    {
        TaskCompletionSource ran = new();
        Functions.Activity<string, int>("Log", _ =>
        {
            ran.SetResult();
            return 0;
        });
        Functions.Orchestrator("Hasty", context =>
        {
            _ = context.CallActivityAsync("Log");
            return Task.FromResult("gone");
        });

        (await ResultOf<string>("Hasty")).ShouldBe("gone");
        await ran.Task.WaitAsync(Deadline);
    }
}
