namespace Understudy.LocalRuntime.Durable.Replay;

/// <summary>
/// Keeps an orchestrator on the one thread that runs its turn: continuations, whether by synchronization context or by
/// task scheduler, queue here and run in order. One that comes from another thread betrays a task that is not durable.
/// </summary>
internal sealed class TurnScheduler : TaskScheduler
{
    private readonly Queue<Continuation> _continuations = new();
    private readonly Queue<Action> _completions = new();
    private readonly Lock _gate = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly TurnContext _context;
    private readonly Action _foreignAfterTurn;
    private bool _over;
    private bool _foreign;

    /// <param name="foreignAfterTurn">Called at the first foreign continuation after the turn.</param>
    public TurnScheduler(Action foreignAfterTurn)
    {
        _context = new TurnContext(this);
        _foreignAfterTurn = foreignAfterTurn;
    }

    /// <summary>Whether the calling thread is running this turn. If not, that is held against the orchestrator.</summary>
    public bool IsOnTurn()
    {
        bool late;
        lock (_gate)
        {
            if (!_over && Environment.CurrentManagedThreadId == _thread)
                return true;
            late = _over && !_foreign;
            _foreign = true;
        }

        if (late)
            _foreignAfterTurn();
        return false;
    }

    /// <summary>
    /// Completes a task source from orchestrator code. It happens between continuations, with neither context nor
    /// scheduler current, so that continuations which opted out of the context stay on this thread too.
    /// </summary>
    public void Later(Action completion) => _completions.Enqueue(completion);

    /// <summary>Runs orchestrator code, then all that it set off, until nothing is left to run.</summary>
    public void Run(Action action)
    {
        Execute(action);
        Settle();
    }

    /// <summary>Runs all that is queued, until nothing is left to run.</summary>
    public void Settle()
    {
        while (true)
        {
            if (_completions.TryDequeue(out Action? completion))
                completion();
            else if (_continuations.Count > 0)
                Execute(RunQueued);
            else
                return;
        }
    }

    /// <summary>Ends the turn.</summary>
    /// <returns>Whether a continuation came from another thread.</returns>
    public bool End()
    {
        lock (_gate)
        {
            _over = true;
            return _foreign;
        }
    }

    protected override void QueueTask(Task task)
    {
        if (IsOnTurn())
            _continuations.Enqueue(new Continuation(task, null, null));
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        IsOnTurn() && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() =>
        _continuations.Select(item => item.Task).OfType<Task>();

    private void RunQueued()
    {
        while (_continuations.TryDequeue(out Continuation next))
        {
            if (next.Task is not null)
                TryExecuteTask(next.Task);
            else
                next.Callback!(next.State);
        }
    }

    private void Execute(Action action)
    {
        SynchronizationContext? outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            Task task = new(action);
            task.RunSynchronously(this);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    private readonly record struct Continuation(Task? Task, SendOrPostCallback? Callback, object? State);

    private sealed class TurnContext(TurnScheduler scheduler) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            if (scheduler.IsOnTurn())
                scheduler._continuations.Enqueue(new Continuation(null, d, state));
        }

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (!scheduler.IsOnTurn())
                throw new NonDeterministicOrchestrationException("An orchestrator runs on one thread only.");
            d(state);
        }

        public override SynchronizationContext CreateCopy() => this;
    }
}
