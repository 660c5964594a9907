using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>What clones keep about a person: models with their sources, and videos.</summary>
public sealed class CloneData(IDocumentStore store, IMediaStore media, Lanes lanes, TimeProvider time) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (CloneModel model in store.ReadAllAsync<CloneModel>(ownerId, cancellationToken))
        {
            string path = $"models/{(model.Kind == ModelKind.Video ? "video" : "voice")}/{model.Id}";
            yield return new PersonalItem.Data($"{path}.json", Describe(model));
            yield return new PersonalItem.File($"{path}{Path.GetExtension(model.Source.Name)}", model.Source);
            if (model.Thumbnail is not null) yield return new PersonalItem.File($"{path}.jpg", model.Thumbnail);
        }
        await foreach (Job job in store.ReadAllAsync<Job>(ownerId, cancellationToken))
        {
            // A training is told by its model.
            if (job.Inputs is not JobInputs.TalkingVideo video) continue;
            string path = $"videos/{job.Id}";
            yield return new PersonalItem.Data($"{path}.json", Describe(job, video));
            if (job.Outputs?.Video is { } made) yield return new PersonalItem.File($"{path}.mp4", made);
            if (job.Outputs?.Thumbnail is { } still) yield return new PersonalItem.File($"{path}.jpg", still);
            if (job.Outputs?.Captions is { } captions) yield return new PersonalItem.File($"{path}.vtt", captions);
        }
    }

    /// <summary>
    /// Gives up whatever is being made or trained, so that nobody writes any more when the rest is erased.
    /// </summary>
    /// <returns>Whether nothing goes on any more; ask again a little later otherwise.</returns>
    public async Task<bool> StopAsync(string ownerId, IPipelines pipelines, CancellationToken cancellationToken)
    {
        bool quiet = true;
        DateTimeOffset now = time.GetUtcNow();
        // Failed and not cancelled: no sweep takes up what has failed.
        await foreach (CloneModel model in store.ReadAllAsync<CloneModel>(ownerId, cancellationToken))
        {
            await store.UpdateAsync<CloneModel>(
                ownerId, model.Id, m => m.Fail(JobFailure.Unwanted, now), cancellationToken);
            quiet &= await IsOverAsync(model.Id);
        }
        await foreach (Job job in store.ReadAllAsync<Job>(ownerId, cancellationToken))
        {
            await store.UpdateAsync<Job>(ownerId, job.Id, j => j.Fail(JobFailure.Unwanted, now), cancellationToken);
            quiet &= await IsOverAsync(job.Id);
        }
        return quiet;

        async Task<bool> IsOverAsync(string id)
        {
            if (await pipelines.FindAsync(id, cancellationToken) != PipelineState.Running) return true;
            await pipelines.CancelAsync(id, cancellationToken);
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        await foreach (Job job in store.ReadAllAsync<Job>(ownerId, cancellationToken))
            await lanes.LeaveAsync(job, cancellationToken);
        await store.EraseAllAsync<Job>(ownerId, cancellationToken);
        await store.EraseAllAsync<CloneModel>(ownerId, cancellationToken);
        foreach (string folder in new[] { "videos", "voices" })
            await media.DeleteAllAsync(new MediaKey(MediaKey.Uploads, $"{folder}/{ownerId}/"), cancellationToken);
        foreach (string folder in new[] { "models", "videos" })
            await media.DeleteAllAsync(new MediaKey(MediaKey.Library, $"{folder}/{ownerId}/"), cancellationToken);
    }

    private static object Describe(CloneModel model) => new
    {
        model.Id,
        model.Kind,
        model.Name,
        model.SourceType,
        model.State,
        FileSizeBytes = model.Promise.Bytes,
        model.Promise.ContentType,
        model.DurationSeconds,
        Failure = model.Failure?.Message,
        model.ProcessingStartedAt,
        model.ProcessingCompletedAt,
        model.CreatedAt,
        model.UpdatedAt,
    };

    private static object Describe(Job job, JobInputs.TalkingVideo video) => new
    {
        job.Id,
        video.Title,
        video.Text,
        video.Language,
        video.Resolution,
        video.VideoModelId,
        video.VoiceModelId,
        job.State,
        Minutes = job.Charged,
        job.Outputs?.DurationSeconds,
        FileSizeBytes = job.Outputs?.Bytes,
        Failure = job.Failure?.Message,
        job.CreatedAt,
        job.StartedAt,
        job.FinishedAt,
    };
}
