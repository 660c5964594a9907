using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class ClientTests : EngineTest
{
    public ClientTests()
    {
        Functions.Orchestrator("Echo", context => Task.FromResult(context.GetInput<string>()));
        Functions.Orchestrator("Wait", context => context.WaitForExternalEvent<string>("End"));
    }

    [Fact]
    public async Task An_id_under_way_forbids_another_instance()
    {
        StartOrchestrationOptions options = new("one");
        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Deadline);

        (await Should.ThrowAsync<OrchestrationAlreadyExistsException>(
            () => Client.ScheduleNewOrchestrationInstanceAsync("Wait", options, Deadline))).Message
            .ShouldBe("An Orchestration instance with the ID one already exists.");
    }

    [Fact]
    public async Task An_ended_instance_is_replaced_unless_its_status_forbids_it()
    {
        StartOrchestrationOptions options = new("one");
        await Client.ScheduleNewOrchestrationInstanceAsync("Echo", "a", options, Deadline);
        await EndOf("one");

        await Client.ScheduleNewOrchestrationInstanceAsync("Echo", "b", options, Deadline);
        (await EndOf("one")).ReadOutputAs<string>().ShouldBe("b");

        await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() => Client.ScheduleNewOrchestrationInstanceAsync(
            "Echo", "c", options.WithDedupeStatuses(OrchestrationRuntimeStatus.Completed), Deadline));
    }

    [Fact]
    public async Task Waiting_for_the_start_returns_once_it_has_started()
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Deadline);

        OrchestrationMetadata started = await Client.WaitForInstanceStartAsync(id, Deadline);

        started.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        started.CreatedAt.ShouldBe(Time.GetUtcNow());
    }

    [Fact]
    public async Task A_wait_for_what_is_missing_lasts_until_it_comes_and_can_be_given_up()
    {
        Task<OrchestrationMetadata> early = Client.WaitForInstanceCompletionAsync("later", Deadline);
        using CancellationTokenSource impatient = new();
        Task<OrchestrationMetadata> wait = Client.WaitForInstanceCompletionAsync("nobody", impatient.Token);

        await Client.ScheduleNewOrchestrationInstanceAsync("Echo", new StartOrchestrationOptions("later"), Deadline);
        await impatient.CancelAsync();

        (await early).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        (await Thrown<OperationCanceledException>(wait)).Message
            .ShouldBe("The WaitForInstanceCompletionAsync operation was canceled.");
    }

    [Fact]
    public async Task An_empty_id_is_no_id_and_one_of_an_entity_is_refused()
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Echo", new StartOrchestrationOptions(""), Deadline);
        id.Length.ShouldBe(32);

        (await Should.ThrowAsync<ArgumentException>(() => Client.ScheduleNewOrchestrationInstanceAsync(
            "Echo", new StartOrchestrationOptions("@echo"), Deadline))).Message.ShouldBe(
                "Instance IDs starting with '@' are reserved for entities, and must not be used for orchestrations, "
                + "when entity support is enabled. (Parameter 'options?.InstanceId')");
        await Should.ThrowAsync<ArgumentException>(() => Client.RaiseEventAsync("@echo", "Go", Deadline));
    }

    [Fact]
    public async Task Inputs_and_outputs_are_read_only_if_asked_for()
    {
        string id = (await RunAsync("Echo", "hi")).InstanceId;

        OrchestrationMetadata brief = (await Client.GetInstanceAsync(id, Deadline))!;
        OrchestrationMetadata full = (await Client.GetInstanceAsync(id, getInputsAndOutputs: true, Deadline))!;

        brief.SerializedInput.ShouldBeNull();
        Should.Throw<InvalidOperationException>(() => brief.ReadOutputAs<string>());
        full.ReadInputAs<string>().ShouldBe("hi");
        full.ReadOutputAs<string>().ShouldBe("hi");
        (await Client.GetInstanceAsync("nobody", Deadline)).ShouldBeNull();
    }

    [Fact]
    public async Task Queries_filter_and_page()
    {
        foreach (int index in Enumerable.Range(0, 7))
            await Client.ScheduleNewOrchestrationInstanceAsync("Echo", new StartOrchestrationOptions($"echo-{index}"), Deadline);
        Time.Advance(TimeSpan.FromHours(1));
        await Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("wait-0"), Deadline);
        foreach (int index in Enumerable.Range(0, 7))
            await EndOf($"echo-{index}");
        await StatusOf("wait-0", OrchestrationRuntimeStatus.Running);

        (await IdsAsync(new OrchestrationQuery())).Count.ShouldBe(8);
        (await IdsAsync(new OrchestrationQuery { InstanceIdPrefix = "echo-", PageSize = 2 })).ShouldBe(
            Enumerable.Range(0, 7).Select(index => $"echo-{index}"));
        (await IdsAsync(new OrchestrationQuery { Statuses = [OrchestrationRuntimeStatus.Running] })).ShouldBe(["wait-0"]);
        (await IdsAsync(new OrchestrationQuery { Statuses = [] })).Count.ShouldBe(8);
        (await IdsAsync(new OrchestrationQuery { CreatedFrom = Time.GetUtcNow() })).ShouldBe(["wait-0"]);
        (await IdsAsync(new OrchestrationQuery { CreatedTo = Time.GetUtcNow().AddMinutes(-1) })).Count.ShouldBe(7);
        (await IdsAsync(new OrchestrationQuery { InstanceIdPrefix = "%" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_query_goes_on_from_a_continuation_token()
    {
        foreach (int index in Enumerable.Range(0, 5))
            await Client.ScheduleNewOrchestrationInstanceAsync("Echo", new StartOrchestrationOptions($"{index}"), Deadline);
        Page<OrchestrationMetadata> first = await FirstPageAsync(null);

        Page<OrchestrationMetadata> second = await FirstPageAsync(first.ContinuationToken);

        first.Values.Select(instance => instance.InstanceId).ShouldBe(["0", "1", "2"]);
        second.Values.Select(instance => instance.InstanceId).ShouldBe(["3", "4"]);
        second.ContinuationToken.ShouldBeNull();
    }

    [Fact]
    public async Task Purging_removes_all_of_an_ended_instance_and_nothing_of_one_under_way()
    {
        string ended = (await RunAsync("Echo", "x")).InstanceId;
        string waiting = await Client.ScheduleNewOrchestrationInstanceAsync("Wait", Deadline);
        await StatusOf(waiting, OrchestrationRuntimeStatus.Running);

        (await Client.PurgeInstanceAsync(ended, Deadline)).PurgedInstanceCount.ShouldBe(1);
        (await Client.PurgeInstanceAsync(waiting, Deadline)).PurgedInstanceCount.ShouldBe(0);

        (await Client.GetInstanceAsync(ended, Deadline)).ShouldBeNull();
        Scalar("SELECT count(DISTINCT instance_key) FROM history").ShouldBe(1);
    }

    [Fact]
    public async Task Purging_recursively_removes_sub_orchestrations_too()
    {
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<string>("Echo", "x"));
        string id = (await RunAsync("Parent")).InstanceId;

        PurgeResult purged = await Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(Recursive: true), Deadline);

        purged.PurgedInstanceCount.ShouldBe(2);
        Scalar("SELECT count(*) FROM instances").ShouldBe(0);
        Scalar("SELECT count(*) FROM history").ShouldBe(0);
    }

    [Fact]
    public async Task Purging_by_filter_removes_what_matches()
    {
        await RunAsync("Echo", "old");
        DateTimeOffset between = Time.GetUtcNow().AddMinutes(1);
        Time.Advance(TimeSpan.FromHours(1));
        string recent = (await RunAsync("Echo", "new")).InstanceId;

        PurgeResult purged = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: between), Deadline);

        purged.PurgedInstanceCount.ShouldBe(1);
        (await IdsAsync(new OrchestrationQuery())).ShouldBe([recent]);
        (await Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Failed]), Deadline)).PurgedInstanceCount.ShouldBe(0);
        (await Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Running]), Deadline)).PurgedInstanceCount.ShouldBe(0);
        (await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(Statuses: []), Deadline)).PurgedInstanceCount.ShouldBe(1);
    }

    [Fact]
    public async Task Restarting_runs_the_same_input_again_under_the_same_or_a_new_id()
    {
        string id = (await RunAsync("Echo", "again")).InstanceId;

        (await Client.RestartAsync(id, cancellation: Deadline)).ShouldBe(id);
        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("again");
        string other = await Client.RestartAsync(id, restartWithNewInstanceId: true, Deadline);

        other.ShouldNotBe(id);
        (await EndOf(other)).ReadOutputAs<string>().ShouldBe("again");
        await Should.ThrowAsync<ArgumentException>(() => Client.RestartAsync("nobody", cancellation: Deadline));
    }

    private async Task<List<string>> IdsAsync(OrchestrationQuery query)
    {
        List<string> ids = [];
        await foreach (OrchestrationMetadata instance in Client.GetAllInstancesAsync(query))
            ids.Add(instance.InstanceId);
        return ids;
    }

    private async Task<Page<OrchestrationMetadata>> FirstPageAsync(string? token)
    {
        await foreach (Page<OrchestrationMetadata> page in Client.GetAllInstancesAsync().AsPages(token, 3))
            return page;
        throw new InvalidOperationException("There is no page.");
    }
}
