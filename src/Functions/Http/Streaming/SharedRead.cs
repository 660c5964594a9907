using Understudy.Domain.Persistence;

namespace Understudy.Functions.Http.Streaming;

/// <summary>One thing that is watched, by any number of people; who has joined leaves by disposing of it once.</summary>
internal sealed class SharedRead<T> : IDisposable
{
    // However often something changes, it is read no more often than this.
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    private readonly Watched<T> _watched;
    private readonly IDocumentChanges? _changes;
    private readonly TimeProvider _time;
    private readonly Action<SharedRead<T>> _left;
    private readonly CancellationTokenSource _end = new();
    private int _watchers = 1;
    private Moment _now = new();
    private TaskCompletionSource _changed = NewSignal();

    public SharedRead(Watched<T> watched, IDocumentChanges? changes, TimeProvider time, Action<SharedRead<T>> left)
    {
        _watched = watched;
        _changes = changes;
        _time = time;
        _left = left;
        _ = RunAsync();
    }

    /// <summary>Whether anybody watches.</summary>
    public bool HasWatchers => Volatile.Read(ref _watchers) > 0;

    /// <summary>Joins, unless the last has left, or there is nothing more to come.</summary>
    public bool TryJoin()
    {
        if (!HasWatchers || _now.IsOver) return false;
        Interlocked.Increment(ref _watchers);
        return true;
    }

    /// <summary>The state once it is another moment than that one; null for the first.</summary>
    public async Task<Moment> AfterAsync(Moment? seen, CancellationToken cancellationToken)
    {
        Moment now = Volatile.Read(ref _now);
        if (now.IsRead && now != seen) return now;
        await now.Passed.WaitAsync(cancellationToken);
        return Volatile.Read(ref _now);
    }

    /// <summary>Stops reading.</summary>
    public void End() => _end.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _watchers) == 0) _left(this);
    }

    private async Task RunAsync()
    {
        // Whoever began it goes on at once.
        await Task.Yield();
        IDisposable[] watches =
            [.. _watched.Partitions.Select(partition => _changes?.Watch(partition, Wake)).OfType<IDisposable>()];
        try
        {
            await ReadOnAsync();
        }
        catch (Exception failure)
        {
            // Those who watch fail with it, and whoever asks again begins anew.
            Publish(new Moment(failure));
        }
        finally
        {
            foreach (IDisposable watch in watches) watch.Dispose();
        }
    }

    private async Task ReadOnAsync()
    {
        TimeSpan pause = _pace;
        while (true)
        {
            Volatile.Write(ref _changed, NewSignal());
            WatchedState<T>? state = await _watched.Read(_end.Token);
            if (!_now.IsRead || state?.Version != _now.State?.Version)
            {
                Publish(new Moment(state));
                pause = _pace;
            }
            if (state is null or { IsLast: true }) return;
            // One change seldom comes alone: what belongs together is there when it is read.
            if (_changes is not null) await Volatile.Read(ref _changed).Task.WaitAsync(_end.Token);
            await Task.Delay(pause, _time, _end.Token);
            if (_changes is null && pause < _longestPause) pause *= 2;
        }
    }

    private void Wake() => Volatile.Read(ref _changed).TrySetResult();

    private void Publish(Moment moment)
    {
        Moment before = _now;
        Volatile.Write(ref _now, moment);
        before.Pass();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A state, until the next one.</summary>
    internal sealed class Moment
    {
        private readonly TaskCompletionSource _passed = NewSignal();
        private readonly Exception? _failure;

        /// <summary>Before anything was read.</summary>
        public Moment()
        {
        }

        public Moment(WatchedState<T>? state)
        {
            State = state;
            IsRead = true;
        }

        public Moment(Exception failure)
        {
            _failure = failure;
            IsRead = true;
        }

        public bool IsRead { get; }

        public bool IsOver => IsRead && (_failure is not null || State is null or { IsLast: true });

        public Task Passed => _passed.Task;

        /// <summary>The state; null when the thing is gone.</summary>
        /// <exception cref="InvalidOperationException">It could not be read.</exception>
        public WatchedState<T>? State =>
            _failure is null ? field : throw new InvalidOperationException("It could not be read.", _failure);

        public void Pass() => _passed.TrySetResult();
    }
}
