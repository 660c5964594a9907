using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Dispatch;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>The client of the engine in this process.</summary>
internal sealed class LocalDurableTaskClient(
    StoreWriter writer,
    ReaderPool readers,
    Dispatcher dispatcher,
    InstanceSignals signals,
    DataConverter converter,
    TimeProvider time)
    : DurableTaskClient("local")
{
    private const int PurgeBatch = 200;

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [.. Enum.GetValues<OrchestrationRuntimeStatus>().Where(status => status.IsEnd())];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        NewInstance instance = new(
            options?.InstanceId ?? NewId(),
            orchestratorName,
            converter.Serialize(input),
            options?.StartAt?.UtcDateTime,
            [.. options?.DedupeStatuses?.Select(Enum.Parse<OrchestrationRuntimeStatus>) ?? []]);
        return await ScheduleAsync(instance, cancellation);
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return SendAsync(
            instanceId, new HistoryEvent.EventRaised(eventName, converter.Serialize(eventPayload)), cancellation);
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(
            instanceId, status => status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, status => status.IsEnd(), getInputsAndOutputs, cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        SendAsync(
            instanceId,
            new HistoryEvent.Terminated(converter.Serialize(options?.Output), options?.Recursive ?? false),
            cancellation);

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent.Suspended(reason), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent.Resumed(reason), cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        InstanceRow? row = Find(instanceId);
        return Task.FromResult(row is null ? null : Read(row, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        return new InstancePages(readers, query, row => Read(row, query.FetchInputsAndOutputs));
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        new(await PurgeAsync([instanceId], options, cancellation));

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        InstanceFilter ended = new(
            filter.CreatedFrom, filter.CreatedTo, [.. filter.Statuses?.Where(status => status.IsEnd()) ?? Ended]);
        int removed = 0;
        long after = 0;
        while (true)
        {
            IReadOnlyList<InstanceRow> rows = readers.Use(reader => reader.List(ended, after, PurgeBatch));
            if (rows.Count == 0)
                return new PurgeResult(removed, isComplete: true);
            after = rows[^1].Key;
            removed += await PurgeAsync([.. rows.Select(row => row.Id)], options, cancellation);
        }
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        InstanceRow row = Find(instanceId)
            ?? throw new ArgumentException($"There is no orchestration with the id '{instanceId}'.", nameof(instanceId));
        string id = restartWithNewInstanceId ? NewId() : instanceId;
        return await ScheduleAsync(new NewInstance(id, row.Name, row.Input, null, []), cancellation);
    }

    // Ids that grow with time keep new rows next to each other in the index of ids, however many there are.
    private string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> ScheduleAsync(NewInstance instance, CancellationToken cancellation)
    {
        OrchestrationRuntimeStatus? obstacle = await StoreAsync(
            new ScheduleTransition(dispatcher, instance, Now), cancellation);
        return obstacle is null
            ? instance.Id
            : throw new InvalidOperationException(
                $"An orchestration with the id '{instance.Id}' already exists; it is {obstacle}.");
    }

    private Task<bool> SendAsync(string instanceId, HistoryEvent item, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return StoreAsync(new SendTransition(dispatcher, instanceId, item), cancellation);
    }

    private Task<int> PurgeAsync(
        IReadOnlyList<string> instanceIds, PurgeInstanceOptions? options, CancellationToken cancellation) =>
        StoreAsync(new PurgeTransition(dispatcher, instanceIds, options?.Recursive ?? false), cancellation);

    private Task<T> StoreAsync<T>(ClientTransition<T> transition, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        writer.Enqueue(transition);
        return transition.Stored.WaitAsync(cancellation);
    }

    private Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<OrchestrationRuntimeStatus, bool> until, bool withData, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return signals.UntilAsync(instanceId, Evaluate, cancellation);

        OrchestrationMetadata? Evaluate()
        {
            InstanceRow row = Find(instanceId)
                ?? throw new InvalidOperationException($"There is no orchestration with the id '{instanceId}'.");
            return until(row.Status) ? Read(row, withData) : null;
        }
    }

    private InstanceRow? Find(string instanceId) => readers.Use(reader => reader.Find(instanceId));

    private OrchestrationMetadata Read(InstanceRow row, bool withData) => new(row.Name, row.Id)
    {
        RuntimeStatus = row.Status,
        CreatedAt = new DateTimeOffset(row.CreatedAt),
        LastUpdatedAt = new DateTimeOffset(row.UpdatedAt),
        DataConverter = withData ? converter : null,
        SerializedInput = withData ? row.Input : null,
        SerializedOutput = withData ? row.Output : null,
        SerializedCustomStatus = withData ? row.CustomStatus : null,
        FailureDetails = withData && row.Failure is not null ? EventColumns.ReadFailure(row.Failure) : null,
    };
}
