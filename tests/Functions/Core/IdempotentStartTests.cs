using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Functions.Core;

namespace Understudy.Functions.Tests.Core;

/// <summary>Starting and telling orchestrations with a client that refuses what Azure's refuses.</summary>
public sealed class IdempotentStartTests
{
    private readonly StrictClient _client = new();

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task An_id_runs_once_whatever_became_of_it(OrchestrationRuntimeStatus status)
    {
        await _client.StartAsync("Name", "id", "input", CancellationToken.None);
        _client.Instances["id"] = status;
        await _client.StartAsync("Name", "id", "input", CancellationToken.None);
        _client.Started.ShouldBe(1);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, 0)]
    [InlineData(OrchestrationRuntimeStatus.Failed, 1)]
    public async Task What_may_run_again_does_when_it_has_ended(OrchestrationRuntimeStatus status, int started)
    {
        _client.Instances["id"] = status;
        await _client.StartAsync("Name", "id", "input", CancellationToken.None, again: true);
        _client.Started.ShouldBe(started);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running, 0)]
    [InlineData(OrchestrationRuntimeStatus.Completed, 0)]
    [InlineData(OrchestrationRuntimeStatus.Failed, 1)]
    public async Task What_failed_under_a_name_that_nobody_knows_any_more_is_begun_anew(
        OrchestrationRuntimeStatus status, int started)
    {
        _client.Instances["id"] = status;
        await _client.StartAsync("Another-Name", "id", "input", CancellationToken.None);
        _client.Started.ShouldBe(started);
    }

    [Fact]
    public async Task A_start_that_failed_is_not_hidden()
    {
        _client.IsDown = true;
        await Should.ThrowAsync<IOException>(() => _client.StartAsync("Name", "id", "input", CancellationToken.None));
        _client.Instances["id"] = OrchestrationRuntimeStatus.Failed;
        await Should.ThrowAsync<IOException>(
            () => _client.StartAsync("Name", "id", "input", CancellationToken.None, again: true));
    }

    [Fact]
    public async Task Only_who_is_there_is_told_and_nobody_else_is_an_error()
    {
        await _client.TellAsync("id", "missing", CancellationToken.None);
        _client.Instances["id"] = OrchestrationRuntimeStatus.Completed;
        await _client.TellAsync("id", "over", CancellationToken.None);
        _client.Instances["id"] = OrchestrationRuntimeStatus.Running;
        await _client.TellAsync("id", "running", CancellationToken.None);
        _client.Told.ShouldBe(["running"]);
        _client.IsDown = true;
        await Should.ThrowAsync<IOException>(() => _client.TellAsync("id", "lost", CancellationToken.None));
    }

    [Fact]
    public async Task One_that_has_ended_by_itself_is_not_ended_again()
    {
        await _client.EndAsync("id", CancellationToken.None);
        _client.Instances["id"] = OrchestrationRuntimeStatus.Completed;
        await _client.EndAsync("id", CancellationToken.None);
        _client.Instances["id"].ShouldBe(OrchestrationRuntimeStatus.Completed);
        _client.Instances["id"] = OrchestrationRuntimeStatus.Running;
        await _client.EndAsync("id", CancellationToken.None);
        _client.Instances["id"].ShouldBe(OrchestrationRuntimeStatus.Terminated);
    }

    [Fact]
    public async Task A_host_that_replaces_whatever_has_ended_starts_nothing_twice()
    {
        _client.IsForgetful = true;
        _client.Instances["id"] = OrchestrationRuntimeStatus.Completed;
        await _client.StartAsync("Name", "id", "input", CancellationToken.None);
        _client.Started.ShouldBe(0);
    }

    private sealed class StrictClient() : DurableTaskClient("strict")
    {
        public Dictionary<string, OrchestrationRuntimeStatus> Instances { get; } = [];

        public List<string> Told { get; } = [];

        public int Started { get; private set; }

        public bool IsDown { get; set; }

        /// <summary>Whether it does not heed the statuses that forbid a start.</summary>
        public bool IsForgetful { get; set; }

        public override Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName,
            object? input = null,
            StartOrchestrationOptions? options = null,
            CancellationToken cancellation = default)
        {
            if (IsDown) throw new IOException("The service cannot be reached.");
            string id = options!.InstanceId!;
            if (Instances.TryGetValue(id, out OrchestrationRuntimeStatus status) &&
                (!Known(id)!.IsCompleted ||
                (!IsForgetful && options.DedupeStatuses?.Contains(status.ToString()) == true)))
                throw new OrchestrationAlreadyExistsException(id);
            Instances[id] = OrchestrationRuntimeStatus.Pending;
            Started++;
            return Task.FromResult(id);
        }

        public override Task RaiseEventAsync(
            string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
        {
            if (IsDown) throw new IOException("The service cannot be reached.");
            RequireRunning(instanceId);
            Told.Add(eventName);
            return Task.CompletedTask;
        }

        public override Task TerminateInstanceAsync(
            string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
        {
            RequireRunning(instanceId);
            Instances[instanceId] = OrchestrationRuntimeStatus.Terminated;
            return Task.CompletedTask;
        }

        public override Task<OrchestrationMetadata?> GetInstancesAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            Task.FromResult(Known(instanceId));

        public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Task SuspendInstanceAsync(
            string instanceId, string? reason = null, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override Task ResumeInstanceAsync(
            string instanceId, string? reason = null, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
            throw new NotSupportedException();

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void RequireRunning(string id)
        {
            if (Known(id) is not { } known) throw new RpcException(new Status(StatusCode.NotFound, id));
            if (known.IsCompleted) throw new RpcException(new Status(StatusCode.FailedPrecondition, id));
        }

        private OrchestrationMetadata? Known(string id) =>
            Instances.TryGetValue(id, out OrchestrationRuntimeStatus status)
                ? new OrchestrationMetadata("Name", id) { RuntimeStatus = status }
                : null;
    }
}
