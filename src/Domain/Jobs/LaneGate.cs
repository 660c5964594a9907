using System.Collections.Concurrent;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Lets jobs wait in this process until it is their turn, for an engine that works in this process. The lane decides, and
/// it goes on where a crash cut it off; nothing is kept here but who listens.
/// </summary>
public sealed class LaneGate : IDisposable
{
    // Turns that somebody else gives are seen by then.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();
    private readonly ConcurrentDictionary<string, int> _capacities = new();
    private readonly Lanes _lanes;
    private readonly TimeProvider _time;

    /// <summary>Makes a gate that opens as the lanes say.</summary>
    public LaneGate(Lanes lanes, TimeProvider time)
    {
        _lanes = lanes;
        _time = time;
        _lanes.Changed += OnChanged;
    }

    /// <summary>Waits until it is a job's turn; it has to leave the lane when it has ended.</summary>
    /// <param name="job">A job that is in its lane.</param>
    /// <param name="capacity">How many of the lane's jobs may be worked on at once.</param>
    /// <param name="cancellationToken">Gives up waiting; the job stays in its lane.</param>
    /// <exception cref="OperationCanceledException">It was given up, here or by <see cref="Cancel"/>.</exception>
    public async Task WaitAsync(Job job, int capacity, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _capacities[job.Lane] = capacity;
        _waiting[job.Id] = turn;
        try
        {
            // One that was cut off at work has its turn still.
            if (await _lanes.HasTurnAsync(job, cancellationToken)) return;
            while (true)
            {
                await LookAsync(job.Lane, cancellationToken);
                try
                {
                    await turn.Task.WaitAsync(_patience, _time, cancellationToken);
                    return;
                }
                catch (TimeoutException)
                {
                    // Looks again.
                }
            }
        }
        finally
        {
            _waiting.TryRemove(KeyValuePair.Create(job.Id, turn));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lanes.Changed -= OnChanged;

    /// <summary>Ends the waiting of a job that is no longer wanted.</summary>
    public void Cancel(string jobId)
    {
        if (_waiting.TryGetValue(jobId, out TaskCompletionSource? turn)) turn.TrySetCanceled();
    }

    private void OnChanged(string lane) => _ = LookQuietlyAsync(lane);

    private async Task LookQuietlyAsync(string lane)
    {
        try
        {
            await LookAsync(lane, CancellationToken.None);
        }
        catch (Exception)
        {
            // Those who wait look again after a while, and what is broken then is theirs to tell.
        }
    }

    private async Task LookAsync(string lane, CancellationToken cancellationToken)
    {
        if (!_capacities.TryGetValue(lane, out int capacity)) return;
        foreach (LaneTurn next in await _lanes.NextAsync(lane, capacity, cancellationToken))
            if (_waiting.TryGetValue(next.JobId, out TaskCompletionSource? turn)) turn.TrySetResult();
    }
}
