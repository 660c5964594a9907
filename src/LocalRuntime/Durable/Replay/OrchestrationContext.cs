using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Durable.Histories;

namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>
/// The context of one turn. It collects what the orchestrator asks for as actions, and hands out tasks that the turn
/// completes from the history.
/// </summary>
internal sealed class OrchestrationContext : TaskOrchestrationContext
{
    private readonly InstanceState _instance;
    private readonly DataConverter _converter;
    private readonly TurnScheduler _scheduler;
    private readonly Queue<OrchestrationAction> _actions = new();
    private readonly Dictionary<int, (ITaskSource Source, string Name)> _open = [];
    private readonly HashSet<int> _openTimers = [];
    private readonly HashSet<int> _cancelledTimers = [];
    private int _nextTaskId;
    private int _guids;
    private string? _input;
    private DateTime _now;
    private bool _isReplaying = true;

    public OrchestrationContext(
        InstanceState instance, DataConverter converter, ILoggerFactory loggers, TurnScheduler scheduler)
    {
        _instance = instance;
        _converter = converter;
        _scheduler = scheduler;
        LoggerFactory = loggers;
        Events = new ExternalEvents(converter);
        Parent = instance.Parent?.ToPublic();
    }

    public override TaskName Name => _instance.Name;

    public override string InstanceId => _instance.Id;

    public override ParentOrchestrationInstance? Parent { get; }

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _isReplaying;

    /// <summary>Actions not yet matched with the history, in the order they were asked for.</summary>
    public Queue<OrchestrationAction> Actions => _actions;

    public ExternalEvents Events { get; }

    /// <summary>Whether anything durable may still happen that the orchestrator could be waiting for.</summary>
    public bool HasOpenTasks => _open.Count > 0 || Events.Waiting > 0;

    public int FirstTaskId { get; private set; }

    public int NextTaskId => _nextTaskId;

    /// <summary>Timers of earlier turns that were cancelled in this one.</summary>
    public IReadOnlyCollection<int> CancelledTimers => _cancelledTimers;

    /// <summary>The custom status if it was set, or null.</summary>
    public SetStatus? CustomStatus { get; private set; }

    /// <summary>How to start over, if asked for.</summary>
    public StartOver? NewExecution { get; private set; }

    protected override ILoggerFactory LoggerFactory { get; }

    public override T? GetInput<T>()
        where T : default => _converter.Deserialize<T>(_input);

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        RequireTurn();
        RequireName(name, nameof(name));
        RefuseOptionsAsInput(input, options);
        string? serialized = _converter.Serialize(input);
        return Retrying.RunAsync(
            this, options?.Retry, () => Ask<TResult>(name, id => new OrchestrationAction.CallActivity(id, name, serialized)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        RequireTurn();
        RequireName(orchestratorName, nameof(orchestratorName));
        RefuseOptionsAsInput(input, options);
        string? serialized = _converter.Serialize(input);
        string instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        return Retrying.RunAsync(
            this,
            options?.Retry,
            () => Ask<TResult>(
                orchestratorName,
                id => new OrchestrationAction.CallSubOrchestrator(id, orchestratorName, instanceId, serialized)));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        RequireTurn();
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        int id = _nextTaskId++;
        DateTime due = fireAt.ToUniversalTime();
        OrchestrationAction.CreateTimer action = new(id, due);
        TaskSource<object?> source = new();
        _actions.Enqueue(action);
        _open.Add(id, (source, "timer"));
        _openTimers.Add(id);
        OnCancelled(() => CancelTimer(action, () => source.Cancel(cancellationToken)), cancellationToken);
        return source.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        RequireTurn();
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        TaskSource<T> source = new();
        if (cancellationToken.IsCancellationRequested)
            source.Cancel(cancellationToken);
        else if (!Events.Await(eventName, source))
        {
            OnCancelled(
                () =>
                {
                    Events.Abandon(source);
                    _scheduler.Later(() => source.Cancel(cancellationToken));
                },
                cancellationToken);
        }

        return source.Task;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        RequireTurn();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        _actions.Enqueue(new OrchestrationAction.SendEvent(
            _nextTaskId++, instanceId, eventName, _converter.Serialize(payload)));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        RequireTurn();
        CustomStatus = new SetStatus(_converter.Serialize(customStatus));
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        RequireTurn();
        NewExecution = new StartOver(_converter.Serialize(newInput), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        RequireTurn();
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{InstanceId}|{_now.Ticks}|{FirstTaskId}|{_guids++}");
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public void BeginExecution(HistoryEvent.ExecutionCreated created)
    {
        FirstTaskId = _nextTaskId = created.FirstTaskId;
        _input = created.Input;
    }

    public void BeginTurn(DateTime now) => _now = now;

    public void EndReplay() => _isReplaying = false;

    /// <summary>Completes what the orchestrator may be waiting for; ignored if that was cancelled.</summary>
    public void Complete(int taskId, string? result)
    {
        if (Close(taskId) is { } task)
            task.Source.Complete(result, _converter);
    }

    public void Fail(int taskId, TaskFailureDetails failure)
    {
        if (Close(taskId) is { } task)
            task.Source.Fail(new TaskFailedException(task.Name, taskId, failure));
    }

    /// <summary>Timers that have neither fired nor been cancelled.</summary>
    public IReadOnlyCollection<int> OpenTimers => _openTimers;

    private (ITaskSource Source, string Name)? Close(int taskId)
    {
        _openTimers.Remove(taskId);
        return _open.Remove(taskId, out (ITaskSource Source, string Name) task) ? task : null;
    }

    private Task<T> Ask<T>(string name, Func<int, OrchestrationAction> action)
    {
        int id = _nextTaskId++;
        TaskSource<T> source = new();
        _actions.Enqueue(action(id));
        _open.Add(id, (source, name));
        return source.Task;
    }

    private void CancelTimer(OrchestrationAction.CreateTimer timer, Action cancelSource)
    {
        if (!_open.Remove(timer.TaskId))
            return;
        timer.IsCancelled = true;
        _openTimers.Remove(timer.TaskId);
        if (!_isReplaying && !_actions.Contains(timer))
            _cancelledTimers.Add(timer.TaskId);
        _scheduler.Later(cancelSource);
    }

    private void OnCancelled(Action cancel, CancellationToken cancellationToken) => cancellationToken.UnsafeRegister(
        _ =>
        {
            if (_scheduler.IsOnTurn())
                cancel();
        },
        null);

    private void RequireTurn()
    {
        if (!_scheduler.IsOnTurn())
        {
            throw new NonDeterministicOrchestrationException(
                $"The context of orchestration '{InstanceId}' was used outside of its orchestrator's turn.");
        }
    }

    private static void RequireName(TaskName name, string parameter)
    {
        if (string.IsNullOrEmpty(name.Name))
            throw new ArgumentNullException(parameter);
    }

    private static void RefuseOptionsAsInput(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
            throw new ArgumentException("Task options were passed as the input.", nameof(input));
    }

    /// <param name="Value">The serialized status; null clears it.</param>
    internal sealed record SetStatus(string? Value);

    internal sealed record StartOver(string? Input, bool PreserveEvents);
}
