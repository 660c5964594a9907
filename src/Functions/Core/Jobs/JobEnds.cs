using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Core.Jobs;

/// <summary>Waits for jobs that are so short that whoever asked for one waits for its answer.</summary>
public sealed class JobEnds(IDocumentStore store, TimeProvider time)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until a job has ended, as long as that is worth it.</summary>
    /// <returns>The job as it is then; null when it is gone.</returns>
    public async Task<Job?> WaitAsync(string ownerId, string jobId, TimeSpan patience, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = new(patience, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        while (true)
        {
            TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            // Watched first: what changes while it is read is not missed.
            using IDisposable? watch = (store as IDocumentChanges)?.Watch(ownerId, () => changed.TrySetResult());
            Job? job = (await store.FindAsync<Job>(ownerId, jobId, cancellationToken))?.Value;
            if (job is null or { IsFinished: true }) return job;
            try
            {
                await (watch is null ? Task.Delay(_pause, time, enough.Token) : changed.Task.WaitAsync(enough.Token));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return job;
            }
        }
    }
}
