namespace Understudy.LocalRuntime.Durable.Histories;

/// <summary>An event on its way to an instance.</summary>
/// <param name="Id">
/// Its row in the inbox, numbered in the order of commits; 0 if it has none, because another row (a timer's) or nothing
/// stands for it.
/// </param>
/// <param name="Event">What happened.</param>
internal readonly record struct InboxMessage(long Id, HistoryEvent Event)
{
    /// <summary>The task id of the timer that starts a scheduled instance.</summary>
    public const int StartTimer = -1;

    /// <summary>The message of a timer that fired: its row stands for it until it is consumed.</summary>
    public static InboxMessage OfTimer(int taskId) =>
        new(0, taskId == StartTimer ? new HistoryEvent.Started() : new HistoryEvent.TimerFired(taskId));

    /// <summary>A message that dies with the process.</summary>
    public static InboxMessage Unstored(HistoryEvent item) => new(0, item);

    /// <summary>The timer whose row stands for this message, if one does.</summary>
    public int? TimerId() => (Id, Event) switch
    {
        (0, HistoryEvent.Started) => StartTimer,
        (0, HistoryEvent.TimerFired fired) => fired.TaskId,
        _ => null,
    };
}
