using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Finds work whose pipeline is missing, because a request was cut off between writing the document and starting the
/// pipeline, and starts it; work whose pipeline ended without ending it, and fails it; and a video whose deletion was
/// cut off, and deletes it. So nothing hangs, and no hold stays.
/// </summary>
public sealed class Recovery(
    IDocumentStore store, Lanes lanes, Training training, VideoMaking making, DeleteVideoHandler deleteVideo, TimeProvider time)
{
    // A request that is this old has long started its pipeline, or never will.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    /// <summary>Looks through all unfinished work; what cannot be put right keeps nothing else from it.</summary>
    /// <returns>How many pieces of work were put right.</returns>
    /// <exception cref="AggregateException">Some could not be.</exception>
    public async Task<int> SweepAsync(IPipelines pipelines, CancellationToken cancellationToken)
    {
        int repaired = await lanes.SweepAsync(cancellationToken);
        List<Exception> faults = [];
        foreach (ModelState state in new[] { ModelState.Pending, ModelState.Uploading, ModelState.Processing })
            await foreach (CloneModel model in AllAsync<CloneModel>(state, cancellationToken))
                if (IsOld(model.CreatedAt)) await AttemptAsync(() => RepairAsync(model, pipelines, cancellationToken));
        foreach (JobState state in new[] { JobState.Queued, JobState.Processing, JobState.Cancelled })
            await foreach (Job job in AllAsync<Job>(state, cancellationToken))
                if (IsOld(job.CreatedAt)) await AttemptAsync(() => RepairAsync(job, pipelines, cancellationToken));
        return faults.Count == 0 ? repaired : throw new AggregateException(faults);

        bool IsOld(DateTimeOffset createdAt) => createdAt.IsOlderThan(_patience, time.GetUtcNow());

        async Task AttemptAsync(Func<Task<bool>> repair)
        {
            try
            {
                if (await repair()) repaired++;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);
            }
        }
    }

    private async Task<bool> RepairAsync(
        CloneModel model, IPipelines pipelines, CancellationToken cancellationToken)
    {
        switch (await pipelines.FindAsync(model.Id, cancellationToken))
        {
            case PipelineState.Missing:
                await pipelines.StartTrainingAsync(model, cancellationToken);
                return true;
            case PipelineState.Over:
                // Its end would be kept silent if the sweep were cut off after it.
                await pipelines.AnnounceAsync(model.OwnerId, model.Id, cancellationToken);
                await training.FailAsync(model.OwnerId, model.Id, JobFailure.EngineCrashed, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    private async Task<bool> RepairAsync(Job job, IPipelines pipelines, CancellationToken cancellationToken)
    {
        // Training is found by its model.
        if (job.Inputs is not JobInputs.TalkingVideo) return false;
        if (job.State == JobState.Cancelled)
        {
            await deleteVideo.HandleAsync(new DeleteVideo(job.OwnerId, job.Id), pipelines, cancellationToken);
            return true;
        }
        switch (await pipelines.FindAsync(job.Id, cancellationToken))
        {
            case PipelineState.Missing:
                await pipelines.StartVideoAsync(job, cancellationToken);
                return true;
            case PipelineState.Over:
                await pipelines.AnnounceAsync(job.OwnerId, job.Id, cancellationToken);
                await making.AbandonAsync(job.OwnerId, job.Id, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    private IAsyncEnumerable<T> AllAsync<T>(Enum state, CancellationToken cancellationToken)
        where T : class, IDocument =>
        store.AllAsync<T>(new DocumentQuery { Where = [Filter.Equal("state", state)] }, cancellationToken);
}
