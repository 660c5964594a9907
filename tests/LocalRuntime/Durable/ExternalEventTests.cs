using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class ExternalEventTests : EngineTest
{
    [Fact]
    public async Task An_event_reaches_who_waits_for_it_whatever_the_case_of_its_name()
    {
        Functions.Orchestrator("Wait", context => context.WaitForExternalEvent<int>("Approval"));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Deadline);
        await StatusOf(id, OrchestrationRuntimeStatus.Running);

        await Client.RaiseEventAsync(id, "APPROVAL", 7, Deadline);

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(7);
    }

    [Fact]
    public async Task Events_that_come_early_are_kept_in_their_order()
    {
        Functions.Orchestrator("Collect", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            List<int> items = [];
            for (int index = 0; index < 5; index++)
                items.Add(await context.WaitForExternalEvent<int>("Item"));
            return items;
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Collect", Deadline);
        for (int index = 0; index < 5; index++)
            await Client.RaiseEventAsync(id, "Item", index, Deadline);

        await Client.RaiseEventAsync(id, "Go", Deadline);

        (await EndOf(id)).ReadOutputAs<int[]>().ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task Of_several_waiters_for_a_name_the_latest_is_served_first()
    {
        Functions.Orchestrator("Stack", async context =>
        {
            Task<int> first = context.WaitForExternalEvent<int>("N");
            Task<int> second = context.WaitForExternalEvent<int>("N");
            await Task.WhenAll(first, second);
            return (int[])[first.Result, second.Result];
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Stack", Deadline);
        await StatusOf(id, OrchestrationRuntimeStatus.Running);

        await Client.RaiseEventAsync(id, "N", 1, Deadline);
        await Client.RaiseEventAsync(id, "N", 2, Deadline);

        (await EndOf(id)).ReadOutputAs<int[]>().ShouldBe([2, 1]);
    }

    [Fact]
    public async Task A_wait_with_a_timeout_ends_in_cancellation_and_a_later_event_is_still_kept()
    {
        Functions.Orchestrator("Impatient", async context =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromMinutes(5));
            }
            catch (TaskCanceledException)
            {
                return "second: " + await context.WaitForExternalEvent<string>("Answer");
            }
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Impatient", Deadline);
        await TimerOf(id);

        Time.Advance(TimeSpan.FromMinutes(5));
        await TimerOf(id, count: 0);
        await Client.RaiseEventAsync(id, "Answer", "yes", Deadline);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("second: yes");
    }

    [Fact]
    public async Task A_wait_with_a_timeout_that_is_answered_in_time_goes_on_at_once()
    {
        Functions.Orchestrator("Patient", async context =>
        {
            string answer = await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromDays(5));
            await context.WaitForExternalEvent<string>("End");
            return answer;
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Patient", Deadline);
        await TimerOf(id);

        await Client.RaiseEventAsync(id, "Answer", "yes", Deadline);
        await Client.RaiseEventAsync(id, "End", Deadline);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("yes");
        Scalar("SELECT count(*) FROM timers").ShouldBe(0);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled_by_a_token()
    {
        Functions.Activity<string, string>("Work", _ => "worked");
        Functions.Orchestrator("Either", async context =>
        {
            using CancellationTokenSource cancel = new();
            Task<string> answer = context.WaitForExternalEvent<string>("Answer", cancel.Token);
            Task<string> work = context.CallActivityAsync<string>("Work");
            Task<string> first = await Task.WhenAny(answer, work);
            cancel.Cancel();
            await Thrown<TaskCanceledException>(answer);
            return await first;
        });

        (await ResultOf<string>("Either")).ShouldBe("worked");
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_fails_the_orchestration_that_waits_for_it()
    {
        Functions.Orchestrator("Count", context => context.WaitForExternalEvent<int>("N"));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Count", Deadline);

        await Client.RaiseEventAsync(id, "N", "many", Deadline);

        OrchestrationMetadata end = await EndOf(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput.ShouldStartWith(
            """{"message":"Function 'Count' failed with an unhandled exception.","details":"System.Text.Json.JsonException: """);
    }

    [Fact]
    public async Task Events_for_missing_or_ended_instances_are_errors()
    {
        Functions.Orchestrator("Short", _ => Task.FromResult("over"));
        string id = (await RunAsync("Short")).InstanceId;

        (await Should.ThrowAsync<RpcException>(() => Client.RaiseEventAsync(id, "Late", Deadline))).Status.ShouldBe(new Status(
            StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running."));
        (await Should.ThrowAsync<RpcException>(() => Client.RaiseEventAsync("nobody", "Lost", Deadline))).Status.ShouldBe(
            new Status(StatusCode.NotFound, "No instance with ID 'nobody' was found. (Parameter 'instanceId')"));

        Scalar("SELECT count(*) FROM inbox").ShouldBe(0);
    }

    [Fact]
    public async Task One_orchestration_sends_an_event_to_another()
    {
        Functions.Orchestrator("Receiver", context => context.WaitForExternalEvent<string>("Ping"));
        Functions.Orchestrator("Sender", context =>
        {
            context.SendEvent(context.GetInput<string>()!, "Ping", "hello");
            context.SendEvent("nobody", "Ping", "lost");
            return Task.FromResult("sent");
        });
        string receiver = await Client.ScheduleNewOrchestrationInstanceAsync("Receiver", Deadline);

        await RunAsync("Sender", receiver);

        (await EndOf(receiver)).ReadOutputAs<string>().ShouldBe("hello");
    }
}
