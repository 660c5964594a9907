using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class LifecycleTests : EngineTest
{
    [Fact]
    public async Task The_custom_status_is_seen_while_the_orchestration_runs()
    {
        Functions.Orchestrator("Report", async context =>
        {
            context.SetCustomStatus(new { step = 1 });
            await context.WaitForExternalEvent<string>("Next");
            context.SetCustomStatus("last");
            return 0;
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Report", Deadline);
        await StatusOf(id, OrchestrationRuntimeStatus.Running);

        (await Client.GetInstanceAsync(id, true, Deadline))!.SerializedCustomStatus.ShouldBe("""{"step":1}""");
        await Client.RaiseEventAsync(id, "Next", Deadline);
        (await EndOf(id)).ReadCustomStatusAs<string>().ShouldBe("last");
    }

    [Fact]
    public async Task A_custom_status_that_cannot_be_written_fails_the_orchestration()
    {
        Functions.Orchestrator("Report", async context =>
        {
            context.SetCustomStatus(typeof(int));
            await context.WaitForExternalEvent<string>("Next");
            return 0;
        });

        (await RunAsync("Report")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
    }

    [Fact]
    public async Task Continuing_as_new_starts_over_with_the_new_input_and_no_history()
    {
        Functions.Activity<int, int>("Increment", n => n + 1);
        Functions.Orchestrator("Count", async context =>
        {
            int next = await context.CallActivityAsync<int>("Increment", context.GetInput<int>());
            if (next < 20) context.ContinueAsNew(next);
            return next;
        });

        OrchestrationMetadata end = await RunAsync("Count", 0);

        end.ReadOutputAs<int>().ShouldBe(20);
        end.ReadInputAs<int>().ShouldBe(19);
        Enumerable.Range(0, 20).ShouldAllBe(n => Functions.Runs("Increment", n) == 1);
        Scalar("SELECT count(*) FROM history").ShouldBeLessThan(10);
    }

    [Theory]
    [InlineData(true, 6)]
    [InlineData(false, 0)]
    public async Task Continuing_as_new_takes_unclaimed_events_along_if_asked_to(bool preserve, int expected)
    {
        Functions.Orchestrator("Sum", async context =>
        {
            int[] state = context.GetInput<int[]>()!;
            if (state.Length == 0)
            {
                await context.WaitForExternalEvent<string>("Go");
                context.ContinueAsNew(new[] { 0 }, preserve);
                return 0;
            }

            int sum = 0;
            Task<string> end = context.WaitForExternalEvent<string>("End");
            while (true)
            {
                Task<int> item = context.WaitForExternalEvent<int>("Item");
                if (await Task.WhenAny(item, end) == end) return sum;
                sum += await item;
            }
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Sum", Array.Empty<int>(), Deadline);
        foreach (int item in new[] { 1, 2, 3 })
            await Client.RaiseEventAsync(id, "Item", item, Deadline);
        await Client.RaiseEventAsync(id, "Go", Deadline);
        await Eventually(async () => (await Client.GetInstanceAsync(id, true, Deadline))!.SerializedInput == "[0]");

        await Client.RaiseEventAsync(id, "End", Deadline);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(expected);
    }

    [Fact]
    public async Task Events_keep_their_order_over_continuing_as_new()
    {
        Functions.Orchestrator("Collect", async context =>
        {
            List<int> seen = context.GetInput<List<int>>()!;
            seen.Add(await context.WaitForExternalEvent<int>("N"));
            if (seen.Count < 10) context.ContinueAsNew(seen);
            return seen;
        });
        // All of them are there when the first execution begins.
        StartOrchestrationOptions options = new(StartAt: Time.GetUtcNow().AddHours(1));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Collect", new List<int>(), options, Deadline);
        foreach (int number in Enumerable.Range(0, 10))
            await Client.RaiseEventAsync(id, "N", number, Deadline);

        Time.Advance(TimeSpan.FromHours(1));

        (await EndOf(id)).ReadOutputAs<int[]>().ShouldBe(Enumerable.Range(0, 10));
    }

    [Fact]
    public async Task Continuing_as_new_waits_for_what_is_under_way()
    {
        TaskCompletionSource<int> late = new();
        Functions.Activity<int, int>("Late", (n, _) => n == 0 ? late.Task : Task.FromResult(n));
        Functions.Orchestrator("Move", async context =>
        {
            Task<int> answer = context.CallActivityAsync<int>("Late", context.GetInput<int>());
            if (context.GetInput<int>() == 1) return await answer;
            context.ContinueAsNew(1);
            return -1;
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Move", 0, Deadline);
        await Eventually(() => Task.FromResult(Functions.Runs("Late", 0) == 1));
        Functions.Runs("Late", 1).ShouldBe(0);

        late.SetResult(42);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_timer_that_fires_while_its_execution_continues_as_new_is_not_the_next_one_s()
    {
        using ManualResetEventSlim cancelled = new();
        using ManualResetEventSlim fired = new();
        Functions.Orchestrator("Move", async context =>
        {
            using CancellationTokenSource cancel = new();
            Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
            Task<string> answer = context.WaitForExternalEvent<string>("Answer");
            if (await Task.WhenAny(timer, answer) == timer) return "timer";
            cancel.Cancel();
            if (context.GetInput<int>() == 1) return await answer;
            cancelled.Set();
            fired.Wait(Deadline);
            context.ContinueAsNew(1);
            return "";
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Move", 0, Deadline);
        await TimerOf(id);
        await Client.RaiseEventAsync(id, "Answer", "first", Deadline);
        await Eventually(() => Task.FromResult(cancelled.IsSet));
        Time.Advance(TimeSpan.FromDays(1));
        fired.Set();

        await Eventually(async () => (await Client.GetInstanceAsync(id, true, Deadline))!.SerializedInput == "1");
        await TimerOf(id);
        await Client.RaiseEventAsync(id, "Answer", "second", Deadline);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("second");
    }

    [Fact]
    public async Task A_custom_status_is_seen_until_the_end_of_the_next_execution_s_first_turn()
    {
        Functions.Orchestrator("Report", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                context.SetCustomStatus("first");
                context.ContinueAsNew(1);
                return 0;
            }

            await context.WaitForExternalEvent<string>("Next");
            return 1;
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Report", 0, Deadline);
        await Eventually(() => Task.FromResult(Scalar("SELECT count(*) FROM history WHERE kind = 1") == 1));

        (await Client.GetInstanceAsync(id, true, Deadline))!.SerializedCustomStatus.ShouldBe("\"first\"");
        await Client.RaiseEventAsync(id, "Next", Deadline);
        (await EndOf(id)).SerializedCustomStatus.ShouldBe("null");
    }

    [Fact]
    public async Task Terminating_ends_an_instance_with_the_given_output_and_leaves_its_children()
    {
        await StartFamilyAsync();

        await Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions("bye"), Deadline);

        OrchestrationMetadata end = await EndOf("parent");
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        end.ReadOutputAs<string>().ShouldBe("bye");
        (await Client.GetInstanceAsync("child", Deadline))!.IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task Terminating_recursively_ends_the_children_too()
    {
        await StartFamilyAsync();

        await Client.TerminateInstanceAsync("parent", new TerminateInstanceOptions(Recursive: true), Deadline);

        (await EndOf("child")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        (await EndOf("grandchild")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task Steering_what_is_missing_or_ended_is_an_error()
    {
        Functions.Orchestrator("Short", _ => Task.FromResult("over"));
        string id = (await RunAsync("Short")).InstanceId;

        foreach (Func<string, Task> steer in new Func<string, Task>[]
        {
            instance => Client.TerminateInstanceAsync(instance, Deadline),
            instance => Client.SuspendInstanceAsync(instance, cancellation: Deadline),
            instance => Client.ResumeInstanceAsync(instance, cancellation: Deadline),
        })
        {
            (await Should.ThrowAsync<RpcException>(() => steer(id))).StatusCode.ShouldBe(StatusCode.FailedPrecondition);
            RpcException missing = await Should.ThrowAsync<RpcException>(() => steer("nobody"));
            missing.Status.ShouldBe(new Status(
                StatusCode.NotFound, "ArgumentException: No instance with ID 'nobody' was found. (Parameter 'instanceId')"));
        }

        (await Client.GetInstanceAsync(id, Deadline))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task A_suspended_instance_does_nothing_until_it_is_resumed()
    {
        Functions.Orchestrator("Wait", context => context.WaitForExternalEvent<int>("N"));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Deadline);
        await Client.SuspendInstanceAsync(id, "pause", Deadline);
        await StatusOf(id, OrchestrationRuntimeStatus.Suspended);
        (await Client.GetInstanceAsync(id, true, Deadline))!.SerializedOutput.ShouldBe("pause");

        await Client.RaiseEventAsync(id, "N", 3, Deadline);
        await CrashAndRestartAsync();
        (await Client.GetInstanceAsync(id, Deadline))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);
        Scalar("SELECT count(*) FROM inbox").ShouldBe(1);
        await Client.ResumeInstanceAsync(id, "go", Deadline);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(3);
    }

    [Fact]
    public async Task An_instance_suspended_before_its_start_starts_when_it_is_resumed()
    {
        Functions.Activity<int, int>("Increment", n => n + 1);
        Functions.Orchestrator("Later", context => context.CallActivityAsync<int>("Increment", 1));
        StartOrchestrationOptions options = new(StartAt: Time.GetUtcNow().AddHours(1));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Later", options, Deadline);
        await Client.SuspendInstanceAsync(id, cancellation: Deadline);

        Time.Advance(TimeSpan.FromHours(1));
        await StatusOf(id, OrchestrationRuntimeStatus.Suspended);
        Functions.Runs("Increment", 1).ShouldBe(0);
        await Client.ResumeInstanceAsync(id, cancellation: Deadline);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_suspension_that_arrives_while_an_instance_continues_as_new_holds_the_next_execution()
    {
        using ManualResetEventSlim running = new();
        using ManualResetEventSlim suspended = new();
        Functions.Orchestrator("Move", context =>
        {
            if (context.GetInput<int>() == 1) return context.WaitForExternalEvent<int>("N");
            running.Set();
            suspended.Wait(Deadline);
            context.ContinueAsNew(1);
            return Task.FromResult(0);
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Move", 0, Deadline);
        await Eventually(() => Task.FromResult(running.IsSet));
        await Client.SuspendInstanceAsync(id, cancellation: Deadline);
        suspended.Set();

        await StatusOf(id, OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync(id, "N", 3, Deadline);
        await Client.ResumeInstanceAsync(id, cancellation: Deadline);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(3);
    }

    [Fact]
    public async Task A_suspended_instance_can_be_terminated()
    {
        Functions.Orchestrator("Wait", context => context.WaitForExternalEvent<int>("N"));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Deadline);
        await Client.SuspendInstanceAsync(id, cancellation: Deadline);

        await Client.TerminateInstanceAsync(id, Deadline);

        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task An_instance_scheduled_for_later_is_pending_until_then()
    {
        Functions.Orchestrator("Later", context => context.WaitForExternalEvent<int>("Early"));
        StartOrchestrationOptions options = new(StartAt: Time.GetUtcNow().AddHours(1));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Later", options, Deadline);
        await Client.RaiseEventAsync(id, "Early", 5, Deadline);
        await CrashAndRestartAsync();

        Time.Advance(TimeSpan.FromMinutes(59));
        (await Client.GetInstanceAsync(id, Deadline))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        Time.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(5);
    }

    [Fact]
    public async Task An_orchestrator_that_throws_fails_with_its_exception()
    {
        Functions.Orchestrator<int>("Broken", _ => throw new ArgumentException("bad", new TimeoutException("slow")));

        OrchestrationMetadata end = await RunAsync("Broken");

        end.SerializedOutput.ShouldBe("System.ArgumentException: bad");
        end.FailureDetails.ShouldBeNull();
    }

    private async Task StartFamilyAsync()
    {
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>(
            "Child", new SubOrchestrationOptions(instanceId: "child")));
        Functions.Orchestrator("Child", context => context.CallSubOrchestratorAsync<int>(
            "Grandchild", new SubOrchestrationOptions(instanceId: "grandchild")));
        Functions.Orchestrator("Grandchild", context => context.WaitForExternalEvent<int>("Never"));
        await Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions("parent"), Deadline);
        await StatusOf("grandchild", OrchestrationRuntimeStatus.Running);
    }
}
