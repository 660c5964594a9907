using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>A video is cancelled by nobody but who deletes it: a deletion that was cut off is completed.</summary>
public sealed class CutOffDeletions(DeleteVideoHandler deleteVideo) : IProductWork
{
    /// <inheritdoc/>
    public Task RecoverAsync(RecoverySweep sweep, CancellationToken cancellationToken) => sweep.RepairAllAsync<Job>(
        [Filter.Equal("inputs.kind", TalkingVideo.KindName), Filter.Equal("state", JobState.Cancelled)],
        job => job.CreatedAt,
        async job =>
        {
            await deleteVideo.HandleAsync(new DeleteVideo(job.OwnerId, job.Id), sweep.Pipelines, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<bool> StopAsync(string ownerId, IPipelines pipelines, CancellationToken cancellationToken) =>
        Task.FromResult(true);
}
