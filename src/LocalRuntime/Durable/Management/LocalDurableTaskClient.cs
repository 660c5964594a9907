using DurableTask.Core.Exceptions;
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

    private static readonly OrchestrationRuntimeStatus[] _ended =
        [.. Enum.GetValues<OrchestrationRuntimeStatus>().Where(status => status.IsEnd())];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        ClientErrors.RequireNoEntity(options?.InstanceId, "options?.InstanceId");
        NewInstance instance = new(
            string.IsNullOrEmpty(options?.InstanceId) ? NewId() : options.InstanceId,
            orchestratorName,
            converter.Serialize(input),
            options?.StartAt?.UtcDateTime,
            [.. options?.DedupeStatuses?.Select(Enum.Parse<OrchestrationRuntimeStatus>) ?? []]);
        return await ScheduleAsync(instance, cancellation) is null
            ? instance.Id
            : throw new OrchestrationAlreadyExistsException(Failures.AlreadyExists(instance.Id).ErrorMessage);
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        HistoryEvent.EventRaised raised = new(eventName, converter.Serialize(eventPayload));
        OrchestrationRuntimeStatus? status = await SendAsync(instanceId, raised, IsActive, cancellation);
        if (status is null) throw ClientErrors.NoReceiver(instanceId);
        if (!IsActive(status.Value)) throw ClientErrors.EndedReceiver();
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => WaitAsync(
            instanceId,
            status => status != OrchestrationRuntimeStatus.Pending,
            getInputsAndOutputs,
            nameof(WaitForInstanceStartAsync),
            cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) => WaitAsync(
            instanceId,
            status => status.IsEnd(),
            getInputsAndOutputs,
            nameof(WaitForInstanceCompletionAsync),
            cancellation);

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) => SteerAsync(
            "terminate",
            instanceId,
            new HistoryEvent.Terminated(converter.Serialize(options?.Output), options?.Recursive ?? false),
            IsActive,
            cancellation);

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) => SteerAsync(
            "suspend",
            instanceId,
            new HistoryEvent.Suspended(reason),
            status => IsActive(status) && status != OrchestrationRuntimeStatus.Suspended,
            cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) => SteerAsync(
            "resume",
            instanceId,
            new HistoryEvent.Resumed(reason),
            status => status == OrchestrationRuntimeStatus.Suspended,
            cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ClientErrors.RequireNoEntity(instanceId, nameof(instanceId));
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
        OrchestrationRuntimeStatus[] statuses =
            filter.Statuses?.ToArray() is [_, ..] some ? [.. some.Where(status => status.IsEnd())] : _ended;
        InstanceFilter ended = new(filter.CreatedFrom, filter.CreatedTo, statuses);
        int removed = 0;
        long after = 0;
        while (true)
        {
            IReadOnlyList<InstanceRow> rows = readers.Use(reader => reader.List(ended, after, PurgeBatch));
            if (rows.Count == 0) return new PurgeResult(removed, isComplete: true);
            after = rows[^1].Key;
            removed += await PurgeAsync([.. rows.Select(row => row.Id)], options, cancellation);
        }
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        InstanceRow row = Find(instanceId)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.");
        string id = restartWithNewInstanceId ? NewId() : instanceId;
        return await ScheduleAsync(new NewInstance(id, row.Name, row.Input, null, []), cancellation) is null
            ? id
            : throw new InvalidOperationException(
                $"An orchestration with the instanceId {instanceId} cannot be restarted.");
    }

    // Ids that grow with time keep new rows next to each other in the index of ids, however many there are.
    private string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsActive(OrchestrationRuntimeStatus status) => !status.IsEnd();

    /// <returns>The status of an instance of that id that is in the way, or null.</returns>
    private Task<OrchestrationRuntimeStatus?> ScheduleAsync(NewInstance instance, CancellationToken cancellation) =>
        StoreAsync(new ScheduleTransition(dispatcher, instance, Now), cancellation);

    private async Task SteerAsync(
        string verb,
        string instanceId,
        HistoryEvent item,
        Func<OrchestrationRuntimeStatus, bool> allows,
        CancellationToken cancellation)
    {
        OrchestrationRuntimeStatus? status = await SendAsync(instanceId, item, allows, cancellation);
        if (status is null) throw ClientErrors.NoInstance(instanceId);
        if (!allows(status.Value)) throw ClientErrors.Cannot(verb, instanceId, status.Value);
    }

    private Task<OrchestrationRuntimeStatus?> SendAsync(
        string instanceId, HistoryEvent item, Func<OrchestrationRuntimeStatus, bool> allows, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ClientErrors.RequireNoEntity(instanceId, nameof(instanceId));
        return StoreAsync(new SendTransition(dispatcher, instanceId, item, allows), cancellation);
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

    /// <summary>Waits for an instance, as long as there is none too.</summary>
    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId,
        Func<OrchestrationRuntimeStatus, bool> until,
        bool withData,
        string operation,
        CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ClientErrors.RequireNoEntity(instanceId, nameof(instanceId));
        try
        {
            return await signals.UntilAsync(
                instanceId,
                () => Find(instanceId) is { } row && until(row.Status) ? Read(row, withData) : null,
                cancellation);
        }
        catch (OperationCanceledException canceled)
        {
            throw ClientErrors.Canceled(operation, canceled);
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
        // As the Functions host tells one that was not set.
        SerializedCustomStatus = withData ? row.CustomStatus ?? "null" : null,
    };
}
