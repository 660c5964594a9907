using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Publishing;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Puts films on their owners' channels. FilmStudio, POST /youtube/upload.</summary>
[SignedInBy(Way.Session)]
public sealed class YouTubeUploads(UploadFilmHandler upload, Publications publications, TimeProvider time)
{
    /// <summary>
    /// How long a request waits for the end of an upload: less than clients and what stands before the app have patience for
    /// (ADR 0077).
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    private static Problem Missing { get; } = new Problem.NotFound("Upload");

    /// <summary>Uploads a project's film; what takes longer than the request waits for goes on without it.</summary>
    [Creates]
    [Function("FilmStudio-Upload-Create")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/youtube/upload")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        UploadFilm command = YouTubeBodies.ReadUpload(fields, Caller.IdOf(request), NewResource.IdOf(request));
        var dialect = Dialect.Of(request.HttpContext);
        if (fields.Problem is { } invalid) return dialect.Refuse(invalid);
        Result<Publication> begun = await upload.HandleAsync(command, new DurablePipelines(client), cancellationToken);
        if (!begun.Succeeded) return dialect.Refuse(begun.Problem.At(time.GetUtcNow()));
        Publication? upToNow = begun.Value.IsFinished
            ? begun.Value
            : await WaitAsync(client, begun.Value, cancellationToken);
        return upToNow switch
        {
            null => dialect.Refuse(Missing),
            { State: PublicationState.Published } => dialect.Success(UploadedAnswer.Of(upToNow)),
            { Failure: { } failure } => dialect.Refuse(new NotPublished(failure).At(time.GetUtcNow())),
            _ => dialect.Success(UploadingAnswer.Of(upToNow), StatusCodes.Status202Accepted),
        };
    }

    /// <summary>Tells how an upload stands; beyond the contract.</summary>
    [Function("FilmStudio-Upload-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/youtube/uploads/{uploadId}")]
        HttpRequest request,
        string uploadId,
        CancellationToken cancellationToken)
    {
        Publication? found = await publications.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(uploadId), cancellationToken);
        var dialect = Dialect.Of(request.HttpContext);
        return found is null ? dialect.Refuse(Missing) : dialect.Success(UploadAnswer.Of(found));
    }

    private async Task<Publication?> WaitAsync(
        DurableTaskClient client, Publication publication, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await client.WaitForInstanceCompletionAsync(PublishVideoHandler.PipelineOf(publication.Id), either.Token);
        }
        catch (Exception ended) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested &&
            ended is OperationCanceledException or Grpc.Core.RpcException { StatusCode: Grpc.Core.StatusCode.Cancelled })
        {
            // It goes on without anybody waiting.
        }
        return await publications.FindAsync(publication.OwnerId, publication.Id, cancellationToken);
    }
}
