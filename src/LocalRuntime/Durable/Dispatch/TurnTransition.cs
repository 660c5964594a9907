using Microsoft.DurableTask.Client;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;
using Understudy.LocalRuntime.Durable.Turns;

namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>Stores a turn: what it consumed, what happened, and all that it asked for, at once.</summary>
internal sealed class TurnTransition(
    Dispatcher dispatcher, InstanceSlot slot, IReadOnlyList<InboxMessage> batch, TurnResult result) : Transition
{
    private readonly InstanceState _state = slot.State!;

    public InstanceSlot Slot => slot;

    public IReadOnlyList<InboxMessage> Batch => batch;

    public TurnResult Result => result;

    public override void Committed() => dispatcher.OnTurnStored(this);

    public override void Failed(Exception exception) => dispatcher.OnTurnLost(this, exception);

    protected override void Apply(WriteSession session)
    {
        Consume(session);
        int sequence = result.StartsOver ? 0 : _state.History.Count;
        if (result.StartsOver) session.ClearHistory(_state.Key);
        foreach (HistoryEvent item in result.Events)
            session.AppendHistory(_state.Key, sequence++, item);
        session.Update(_state.Key, result.Status, result.Now, result.CustomStatus, result.Output);
        foreach (OrchestrationAction action in result.Actions)
            Store(session, action);
        if (result.StartsOver) Send(session, _state.Key, new HistoryEvent.Started());
        if (result.Status.IsEnd()) End(session);
    }

    private void Consume(WriteSession session)
    {
        foreach (InboxMessage message in batch)
        {
            if (message.Id > 0)
                session.Consume(_state.Key, message.Id);
            else if (message.TimerId() is { } timer)
                session.EndTimer(_state.Key, timer);
        }

        if (result.EndsExecution) session.ClearTimers(_state.Key);
    }

    private void Store(WriteSession session, OrchestrationAction action)
    {
        switch (action)
        {
            case OrchestrationAction.CallActivity call:
                session.AddTask(_state.Key, call.TaskId, call.Name, call.Input);
                break;
            case OrchestrationAction.CreateTimer timer when !result.EndsExecution:
                session.AddTimer(_state.Key, timer.TaskId, timer.FireAt);
                break;
            case OrchestrationAction.CallSubOrchestrator call:
                StartChild(session, call);
                break;
            case OrchestrationAction.SendEvent send:
                SendTo(session, send.InstanceId, new HistoryEvent.EventRaised(send.Name, send.Payload));
                break;
        }
    }

    private void StartChild(WriteSession session, OrchestrationAction.CallSubOrchestrator call)
    {
        if (session.Find(call.InstanceId) is { } existing)
        {
            if (!existing.Status.IsEnd())
            {
                Send(session, _state.Key, new HistoryEvent.TaskFailed(call.TaskId, Failures.AlreadyExists(call.InstanceId)));
                return;
            }

            session.Remove(existing.Key);
        }

        ParentLink parent = new(_state.Key, call.TaskId, _state.Id, _state.Name);
        long key = session.Create(call.InstanceId, call.Name, call.Input, result.Now, parent, _state.Trace);
        Send(session, key, new HistoryEvent.Started());
    }

    private void End(WriteSession session)
    {
        session.ClearInbox(_state.Key);
        if (_state.Parent is { } parent) Send(session, parent.Key, Answer(parent.TaskId));
        if (!result.TerminatesChildren) return;
        HistoryEvent.Terminated terminated = new(result.Output, Recursive: true);
        foreach (long child in session.ChildrenOf(_state.Key))
            Send(session, child, terminated);
    }

    private HistoryEvent Answer(int taskId) => result.Status switch
    {
        OrchestrationRuntimeStatus.Completed => new HistoryEvent.TaskCompleted(taskId, result.Output),
        OrchestrationRuntimeStatus.Failed => new HistoryEvent.TaskFailed(taskId, result.Failure!),
        _ => new HistoryEvent.TaskFailed(taskId, Failures.Terminated(_state.Id)),
    };
}
