using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Finds jobs whose pipeline is missing, because a request was cut off between writing the document and starting the
/// pipeline, and starts it; and jobs whose pipeline ended without ending them, and fails them. Products do the same for what
/// comes before their jobs. So nothing hangs, and no hold stays.
/// </summary>
public sealed class Recovery(
    IDocumentStore store,
    JobKinds kinds,
    JobTurns turns,
    JobSettlement settlement,
    IEnumerable<IProductWork> products,
    TimeProvider time)
{
    /// <summary>Looks through all unfinished work; what cannot be put right keeps nothing else from it.</summary>
    /// <returns>How many pieces of work were put right.</returns>
    /// <exception cref="AggregateException">Some could not be.</exception>
    public async Task<int> SweepAsync(IPipelines pipelines, CancellationToken cancellationToken)
    {
        RecoverySweep sweep = new(store, pipelines, time);
        foreach (IProductWork product in products) await product.RecoverAsync(sweep, cancellationToken);
        foreach (JobState state in new[] { JobState.Queued, JobState.Processing })
        {
            await sweep.RepairAllAsync<Job>(
                [Filter.Equal("state", state)],
                job => job.CreatedAt,
                job => RepairAsync(job, pipelines, cancellationToken),
                cancellationToken);
        }
        // Before what is said of faults: one piece of work that cannot be put right must not keep the lanes from it.
        int left = await turns.SweepAsync(pipelines, cancellationToken);
        return sweep.Repaired + left;
    }

    private async Task<bool> RepairAsync(Job job, IPipelines pipelines, CancellationToken cancellationToken)
    {
        JobReference reference = kinds.ReferenceOf(job);
        switch (await pipelines.FindAsync(job.Id, cancellationToken))
        {
            case PipelineState.Missing:
                await pipelines.StartAsync(reference, cancellationToken);
                return true;
            case PipelineState.Outdated:
                await pipelines.RestartAsync(reference, cancellationToken);
                return true;
            case PipelineState.Over:
                // Its end would be kept silent if the sweep were cut off after it.
                await pipelines.AnnounceAsync(reference, cancellationToken);
                await settlement.AbandonAsync(reference, cancellationToken);
                return true;
            default:
                return false;
        }
    }
}

/// <summary>One look through all unfinished work.</summary>
public sealed class RecoverySweep(IDocumentStore store, IPipelines pipelines, TimeProvider time)
{
    // A request that is this old has long started its pipeline, or never will.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    private readonly List<Exception> _faults = [];
    private int _repaired;

    /// <summary>The pipelines.</summary>
    public IPipelines Pipelines => pipelines;

    /// <summary>How many pieces of work were put right.</summary>
    /// <exception cref="AggregateException">Some could not be.</exception>
    internal int Repaired => _faults.Count == 0 ? _repaired : throw new AggregateException(_faults);

    /// <summary>
    /// Looks at all documents that match and are not quite new; what cannot be put right keeps nothing else from it.
    /// </summary>
    /// <param name="where">Which documents.</param>
    /// <param name="createdAt">When one was created.</param>
    /// <param name="repair">Looks at one; whether anything had to be put right.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RepairAllAsync<T>(
        IReadOnlyList<Filter> where,
        Func<T, DateTimeOffset> createdAt,
        Func<T, Task<bool>> repair,
        CancellationToken cancellationToken)
        where T : class, IDocument
    {
        await foreach (T document in store.AllAsync<T>(new DocumentQuery { Where = where }, cancellationToken))
        {
            if (!createdAt(document).IsOlderThan(_patience, time.GetUtcNow())) continue;
            try
            {
                if (await repair(document)) _repaired++;
            }
            // Also what gave up by itself, waiting for a pipeline that does not end.
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                _faults.Add(fault);
            }
        }
    }
}
