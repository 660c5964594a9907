namespace Understudy.LocalRuntime.Durable.Dispatch;

/// <summary>Runs work on the thread pool, so many at a time, the rest in order of arrival.</summary>
internal sealed class ConcurrencyGate(int limit)
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<Task>> _waiting = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _closed;

    /// <param name="work">Must not throw.</param>
    public void Enqueue(Func<Task> work)
    {
        lock (_gate)
        {
            if (_closed) return;
            if (_running == limit)
            {
                _waiting.Enqueue(work);
                return;
            }

            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static item => _ = item.Gate.RunAsync(item.Work), (Gate: this, Work: work), preferLocal: false);
    }

    /// <summary>Forgets what waits, starts nothing more, and completes when nothing runs.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _closed = true;
            _waiting.Clear();
            if (_running == 0) _idle.TrySetResult();
        }

        return _idle.Task;
    }

    private async Task RunAsync(Func<Task> work)
    {
        Func<Task>? next = work;
        while (next is not null)
        {
            await next();
            lock (_gate)
            {
                if (_waiting.TryDequeue(out next)) continue;
                _running--;
                if (_closed && _running == 0) _idle.TrySetResult();
            }
        }
    }
}
