using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class SubOrchestrationTests : EngineTest
{
    [Fact]
    public async Task A_sub_orchestration_returns_its_result_and_knows_its_parent()
    {
        Functions.Orchestrator("Child", context =>
            Task.FromResult($"{context.GetInput<string>()} of {context.Parent!.Name} {context.Parent.InstanceId}"));
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Child", "child"));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(
            "Parent", new StartOrchestrationOptions("mother"), Deadline);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("child of Parent mother");
    }

    [Fact]
    public async Task A_sub_orchestration_has_the_id_it_is_given()
    {
        Functions.Orchestrator("Child", context => Task.FromResult(context.InstanceId));
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>(
            "Child", new SubOrchestrationOptions(instanceId: context.InstanceId + ":child")));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync(
            "Parent", new StartOrchestrationOptions("p"), Deadline);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("p:child");
    }

    [Fact]
    public async Task A_failed_sub_orchestration_throws_in_its_parent()
    {
        Functions.Orchestrator<string>("Child", _ => throw new InvalidOperationException("no"));
        Functions.Orchestrator("Parent", async context =>
        {
            TaskFailedException failure = await Thrown<TaskFailedException>(context.CallSubOrchestratorAsync("Child"));
            return failure.FailureDetails.ToString();
        });

        (await ResultOf<string>("Parent")).ShouldBe("System.InvalidOperationException: no");
    }

    [Fact]
    public async Task A_terminated_sub_orchestration_throws_in_its_parent()
    {
        Functions.Orchestrator("Child", context => context.WaitForExternalEvent<string>("Never"));
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>(
            "Child", new SubOrchestrationOptions(instanceId: "child")));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Parent", Deadline);
        await StatusOf("child", OrchestrationRuntimeStatus.Running);

        await Client.TerminateInstanceAsync("child", Deadline);

        (await EndOf(id)).SerializedOutput!.ShouldContain("'child' was terminated");
    }

    [Fact]
    public async Task A_sub_orchestration_under_the_id_of_one_under_way_fails()
    {
        Functions.Orchestrator("Child", context => context.WaitForExternalEvent<string>("Never"));
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>(
            "Child", new SubOrchestrationOptions(instanceId: "taken")));
        await Client.ScheduleNewOrchestrationInstanceAsync("Child", new StartOrchestrationOptions("taken"), Deadline);

        (await RunAsync("Parent")).SerializedOutput!.ShouldContain("ID taken already exists");
    }

    [Fact]
    public async Task An_orchestrator_that_does_not_exist_fails()
    {
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Nowhere"));

        (await RunAsync("Parent")).SerializedOutput!.ShouldContain("no orchestrator 'Nowhere'");
        (await RunAsync("Nowhere")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
    }
}
