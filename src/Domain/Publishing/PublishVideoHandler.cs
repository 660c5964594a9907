using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>What a person wants to be published.</summary>
/// <param name="OwnerId">Who.</param>
/// <param name="SourceId">What it is published of, in the product's words.</param>
/// <param name="Files">The files.</param>
/// <param name="Details">What is said of it.</param>
/// <param name="Id">The id of what is made, where it was chosen before; asking again with it changes nothing.</param>
public sealed record PublishVideo(string OwnerId, string SourceId, PublishedFiles Files, VideoDetails Details, string? Id);

/// <summary>Has a video published on its owner's channel.</summary>
public sealed class PublishVideoHandler(
    IDocumentStore store, ChannelConnections connections, IMediaStore media, IIdFactory ids, TimeProvider time)
{
    /// <summary>The orchestration.</summary>
    public const string Pipeline = "Core-Publication-Run";

    /// <summary>How many a person may have under way: each takes the app's bandwidth.</summary>
    public const int MostAtOnce = 5;

    /// <summary>How long it may take: a site that is not reached for a day is waited for no longer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    /// <summary>Begins it. The document comes first; the sweep starts what a crash keeps from being started.</summary>
    /// <returns>It, or a <see cref="SiteProblem"/>, <see cref="TooManyPublications"/>, or <see cref="NotPublished"/>.</returns>
    public async Task<Result<Publication>> HandleAsync(
        PublishVideo command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        Result<OpenChannel> open = await connections.OpenAsync(command.OwnerId, cancellationToken);
        if (!open.Succeeded) return open.Problem;
        if (await media.FindAsync(command.Files.Video, cancellationToken) is not { } file)
            return new NotPublished(PublicationFailure.FileMissing);
        if (await CountUnderWayAsync(command.OwnerId, cancellationToken) >= MostAtOnce)
            return new TooManyPublications(MostAtOnce);
        string id = command.Id ?? ids.Next();
        DateTimeOffset now = time.GetUtcNow();
        Stored<Publication> begun = await store.FindOrCreateAsync(
            command.OwnerId,
            id,
            () => new Publication
            {
                Id = id,
                OwnerId = command.OwnerId,
                ChannelId = open.Value.Connection.ChannelId,
                SourceId = command.SourceId,
                Files = command.Files,
                Bytes = file.Bytes,
                Details = command.Details,
                CreatedAt = now,
                DeadlineAt = now + Patience,
            },
            cancellationToken);
        await StartAsync(begun.Value, pipelines, cancellationToken);
        return begun.Value;
    }

    /// <summary>Starts what has a document already; what was started before is left as it is.</summary>
    public static Task StartAsync(Publication publication, IPipelines pipelines, CancellationToken cancellationToken) =>
        pipelines.StartAsync(
            Pipeline,
            PipelineOf(publication.Id),
            new PublicationReference(publication.OwnerId, publication.Id),
            cancellationToken);

    /// <summary>The id of a publication's orchestration.</summary>
    public static string PipelineOf(string id) => $"publish-{id}";

    private async Task<int> CountUnderWayAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.QueryAsync<Publication>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = [Filter.Among("state", PublicationState.Queued, PublicationState.Uploading)],
                Limit = MostAtOnce,
            },
            cancellationToken)).Items.Count;
}
