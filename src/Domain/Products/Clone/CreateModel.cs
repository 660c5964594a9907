using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>Asks for a model and a URL to upload its source to. Clone §4.3, §5.3.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="Kind">Of looks or of a voice.</param>
/// <param name="Name">What to call it.</param>
/// <param name="Extension">The source file's extension, lower case, without a dot.</param>
/// <param name="Promise">The upload's type and size.</param>
/// <param name="SourceType">How a voice sample came about.</param>
/// <param name="Id">
/// The model's id, so that a request that is repeated finds what it made before; null for a new one.
/// </param>
public sealed record CreateModel(
    string OwnerId,
    ModelKind Kind,
    string Name,
    string Extension,
    UploadPromise Promise,
    SourceType? SourceType,
    string? Id = null);

/// <summary>A model that waits for its upload.</summary>
/// <param name="Model">The model.</param>
/// <param name="UploadUrl">Where to PUT the source.</param>
/// <param name="Lifetime">How long that works.</param>
public sealed record ModelCreated(CloneModel Model, Uri UploadUrl, TimeSpan Lifetime);

/// <summary>Handles <see cref="CreateModel"/>.</summary>
public sealed class CreateModelHandler(
    IDocumentStore store, Models models, IMediaStore media, IIdFactory ids, TimeProvider time)
{
    /// <summary>How many models a person may have that are not trained yet. Several requests at once may exceed it.</summary>
    public const int MaxUnfinished = 20;

    /// <summary>How long an upload URL works. Clone §4.3.</summary>
    public static TimeSpan UploadLifetime { get; } = TimeSpan.FromHours(1);

    /// <summary>Creates the model, then starts its pipeline; a sweep starts it if this is cut off in between.</summary>
    public async Task<Result<ModelCreated>> HandleAsync(
        CreateModel command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        string id = command.Id ?? ids.Next();
        if (await store.FindAsync<CloneModel>(command.OwnerId, id, cancellationToken) is { } begun)
        {
            TimeSpan left = begun.Value.UploadExpiresAt.LeftAt(time.GetUtcNow(), UploadLifetime);
            return await StartAsync(begun.Value, left, pipelines, cancellationToken);
        }
        if (await models.CountUnfinishedAsync(command.OwnerId, cancellationToken) >= MaxUnfinished)
            return new TooManyModels(MaxUnfinished);

        DateTimeOffset now = time.GetUtcNow();
        string folder = command.Kind == ModelKind.Video ? "videos" : "voices";
        Stored<CloneModel> created = await store.FindOrCreateAsync(
            command.OwnerId,
            id,
            () => new CloneModel
            {
                Id = id,
                OwnerId = command.OwnerId,
                Kind = command.Kind,
                Name = command.Name,
                SourceType = command.SourceType,
                Source = new MediaKey(MediaKey.Uploads, $"{folder}/{command.OwnerId}/{id}/source.{command.Extension}"),
                Promise = command.Promise,
                UploadExpiresAt = now + UploadLifetime,
                CreatedAt = now,
                UpdatedAt = now,
            },
            cancellationToken);
        return await StartAsync(created.Value, UploadLifetime, pipelines, cancellationToken);
    }

    private async Task<Result<ModelCreated>> StartAsync(
        CloneModel model, TimeSpan left, IPipelines pipelines, CancellationToken cancellationToken)
    {
        await pipelines.AwaitUploadAsync(model, cancellationToken);
        TimeSpan lifetime = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        return new ModelCreated(model, media.SignUpload(model.Source, model.Promise, lifetime), lifetime);
    }
}
