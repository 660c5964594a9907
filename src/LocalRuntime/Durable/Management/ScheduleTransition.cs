using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Dispatch;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>Creates an instance, unless one of its id forbids it. Gives the status of that one, or null.</summary>
internal sealed class ScheduleTransition(Dispatcher dispatcher, NewInstance instance, DateTime now)
    : ClientTransition<OrchestrationRuntimeStatus?>(dispatcher)
{
    private OrchestrationRuntimeStatus? _obstacle;
    private long _key;

    protected override OrchestrationRuntimeStatus? Result => _obstacle;

    public override void Committed()
    {
        if (_obstacle is null && instance.StartAt is { } startAt)
            Dispatcher.AddTimer(new PendingTimer(new TimerId(_key, InboxMessage.StartTimer), now, startAt));
        base.Committed();
    }

    protected override void Apply(WriteSession session)
    {
        _obstacle = null;
        if (session.Find(instance.Id) is { } existing)
        {
            // An instance that has not ended is never replaced, whatever its caller allows: its turn may be under way.
            if (!existing.Status.IsEnd() || instance.Forbidding.Contains(existing.Status))
            {
                _obstacle = existing.Status;
                return;
            }

            session.Remove(existing.Key);
        }

        _key = session.Create(
            instance.Id, instance.Name, instance.Input, now, parent: null, instance.Trace);
        if (instance.StartAt is { } startAt)
            session.AddTimer(_key, InboxMessage.StartTimer, startAt);
        else
            Send(session, _key, new HistoryEvent.Started());
    }
}

/// <summary>An instance to create.</summary>
/// <param name="Forbidding">Statuses in which an ended instance of the same id forbids a new one.</param>
internal sealed record NewInstance(
    string Id, string Name, string? Input, DateTime? StartAt, IReadOnlyCollection<OrchestrationRuntimeStatus> Forbidding)
{
    /// <summary>What its activities belong to in traces.</summary>
    public string? Trace { get; } = DurableTraces.Begin(Name, Id);
}
