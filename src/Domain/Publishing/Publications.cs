using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>People's publications: how each stands, and looking after them.</summary>
public sealed class Publications(IDocumentStore store, TimeProvider time)
{
    // What was asked for this long ago has long been started, or never will be.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>One of a person's, or null.</summary>
    public async Task<Publication?> FindAsync(string ownerId, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<Publication>(ownerId, id, cancellationToken))?.Value;

    /// <summary>Starts what a crash kept from being started, and ends what a fault of ours has stopped for good.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(IPipelines pipelines, CancellationToken cancellationToken)
    {
        int repaired = 0;
        DateTimeOffset now = time.GetUtcNow();
        DocumentQuery open = new()
        {
            Where = [Filter.Among("state", PublicationState.Queued, PublicationState.Uploading)],
        };
        await foreach (Publication publication in store.AllAsync<Publication>(open, cancellationToken))
        {
            if (!publication.CreatedAt.IsOlderThan(_patience, now)) continue;
            PipelineState pipeline = await pipelines.FindAsync(
                PublishVideoHandler.Pipeline, PublishVideoHandler.PipelineOf(publication.Id), cancellationToken);
            if (pipeline == PipelineState.Running) continue;
            if (pipeline == PipelineState.Missing)
                await PublishVideoHandler.StartAsync(publication, pipelines, cancellationToken);
            else
            {
                await store.UpdateAsync<Publication>(
                    publication.OwnerId,
                    publication.Id,
                    each => each.VideoId is null ? each.Fail(PublicationFailure.Broken, now) : each.Publish(null, now),
                    cancellationToken);
            }
            repaired++;
        }
        return repaired;
    }
}
