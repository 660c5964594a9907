using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>What Clone keeps about a person besides jobs: models with their sources.</summary>
public sealed class CloneData(IDocumentStore store, IMediaStore media) : IPersonalData
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
    }

    /// <inheritdoc/>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        await store.EraseAllAsync<CloneModel>(ownerId, cancellationToken);
        foreach (string folder in new[] { "videos", "voices" })
            await media.DeleteAllAsync(new MediaKey(MediaKey.Uploads, $"{folder}/{ownerId}/"), cancellationToken);
        await media.DeleteAllAsync(new MediaKey(MediaKey.Library, $"models/{ownerId}/"), cancellationToken);
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
}
