using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Clones;

/// <summary>Asks for a model and a URL to upload its source to. Clone §4.3, §5.3.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="Kind">Of looks or of a voice.</param>
/// <param name="Name">What to call it.</param>
/// <param name="Extension">The source file's extension, lower case, without a dot.</param>
/// <param name="Promise">The upload's type and size.</param>
/// <param name="SourceType">How a voice sample came about.</param>
public sealed record CreateModel(
    string OwnerId, ModelKind Kind, string Name, string Extension, UploadPromise Promise, SourceType? SourceType);

/// <summary>A model that waits for its upload.</summary>
/// <param name="Model">The model.</param>
/// <param name="UploadUrl">Where to PUT the source.</param>
/// <param name="Lifetime">How long that works.</param>
public sealed record ModelCreated(CloneModel Model, Uri UploadUrl, TimeSpan Lifetime);

/// <summary>Handles <see cref="CreateModel"/>.</summary>
public sealed class CreateModelHandler(IDocumentStore store, IMediaStore media, IIdFactory ids, TimeProvider time)
{
    /// <summary>How long an upload URL works. Clone §4.3.</summary>
    public static TimeSpan UploadLifetime { get; } = TimeSpan.FromHours(1);

    /// <summary>Creates the model, then starts its pipeline; a sweep starts it if this is cut off in between.</summary>
    public async Task<ModelCreated> HandleAsync(
        CreateModel command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string id = ids.Next();
        string folder = command.Kind == ModelKind.Video ? "videos" : "voices";
        CloneModel model = new()
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
        };
        if (await store.CreateAsync(model, cancellationToken) is null)
            throw new InvalidOperationException($"The new id {id} is taken.");
        await pipelines.StartTrainingAsync(model, cancellationToken);
        return new ModelCreated(
            model, media.SignUpload(model.Source, model.Promise, UploadLifetime), UploadLifetime);
    }
}
