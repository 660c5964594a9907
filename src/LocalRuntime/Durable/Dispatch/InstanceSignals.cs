namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>Tells who waits for an instance that its status has changed, so that nobody polls.</summary>
internal sealed class InstanceSignals
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<TaskCompletionSource>> _waiters = new(StringComparer.Ordinal);

    /// <summary>
    /// Evaluates a condition now and after each change of the instance's status, until it gives a value.
    /// </summary>
    public async Task<T> UntilAsync<T>(string instanceId, Func<T?> evaluate, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Add(instanceId, change);
            try
            {
                if (evaluate() is { } value) return value;
                await change.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Remove(instanceId, change);
            }
        }
    }

    public void Raise(string instanceId)
    {
        lock (_gate)
        {
            if (_waiters.TryGetValue(instanceId, out List<TaskCompletionSource>? waiting))
                waiting.ForEach(waiter => waiter.TrySetResult());
        }
    }

    /// <summary>Ends every wait: nothing will change any more.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (TaskCompletionSource waiter in _waiters.Values.SelectMany(waiting => waiting))
                waiter.TrySetException(new ObjectDisposedException(nameof(DurableEngine), "The durable engine has stopped."));
        }
    }

    private void Add(string instanceId, TaskCompletionSource waiter)
    {
        lock (_gate)
        {
            if (!_waiters.TryGetValue(instanceId, out List<TaskCompletionSource>? waiting))
                _waiters.Add(instanceId, waiting = []);
            waiting.Add(waiter);
        }
    }

    private void Remove(string instanceId, TaskCompletionSource waiter)
    {
        lock (_gate)
        {
            if (_waiters.TryGetValue(instanceId, out List<TaskCompletionSource>? waiting)
                && waiting.Remove(waiter) && waiting.Count == 0)
            {
                _waiters.Remove(instanceId);
            }
        }
    }
}
