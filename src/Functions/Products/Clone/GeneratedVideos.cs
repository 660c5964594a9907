using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>The videos that were generated. Clone §7.</summary>
[SignedInBy(Way.Firebase)]
public sealed class GeneratedVideos(
    Videos videos,
    VideoBodies bodies,
    GenerateVideoHandler generate,
    DeleteVideoHandler deleteVideo,
    IMediaStore media)
{
    /// <summary>Clone §7.1.</summary>
    [Function("Clone-Video-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/videos")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        VideoFilter filter = new(
            query.Choice("status", CloneWords.VideoStates),
            query.Uuid("video_model_id"),
            query.Uuid("voice_model_id"),
            query.Choice("sort", CloneWords.Sorts) == VideoSort.Title,
            query.Choice("order", CloneWords.Orders) == SortOrder.Ascending);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        if (query.Problem is { } invalid) return CloneErrors.From(invalid);

        string owner = Caller.IdOf(request);
        DocumentPage<Job> page = await videos.ListAsync(owner, filter, paging, cancellationToken);
        Job[] jobs = [.. page.Items.Select(item => item.Value)];
        IReadOnlyDictionary<string, CloneModel> models = await videos.ModelsOfAsync(owner, jobs, cancellationToken);
        return CloneResults.Ok(
            new VideosAnswer([.. jobs.Select(job => bodies.Item(job, models))], CloneResults.Page(paging, page.Total)),
            CloneJson.Wire.VideosAnswer);
    }

    /// <summary>Clone §7.2.</summary>
    [Function("Clone-Video-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/videos/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        Job? job = await videos.FindAsync(owner, CanonicalId.OrNone(id), cancellationToken);
        if (job is null) return CloneErrors.From(Videos.Missing);
        return CloneResults.Ok(
            new VideoAnswer(bodies.Details(job, await videos.ModelsOfAsync(owner, [job], cancellationToken))),
            CloneJson.Wire.VideoAnswer);
    }

    /// <summary>Clone §7.3.</summary>
    [Function("Clone-Video-Download")]
    public async Task<IResult> Download(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/videos/{id}/download")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        Job? job = await videos.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(id), cancellationToken);
        if (job is null) return CloneErrors.From(Videos.Missing);
        if (job.Outputs?.Video is not { } video) return CloneErrors.From(new VideoNotReady());
        string fileName = VideoBodies.FileName(job);
        return CloneResults.Ok(
            new DownloadAnswer(
                media.SignDownload(video, CloneResults.LinkLifetime, fileName),
                fileName,
                (int)CloneResults.LinkLifetime.TotalSeconds),
            CloneJson.Wire.DownloadAnswer);
    }

    /// <summary>Clone §7.4.</summary>
    [Function("Clone-Video-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/v1/videos/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Problem? problem = await deleteVideo.HandleAsync(
            new DeleteVideo(Caller.IdOf(request), CanonicalId.OrNone(id)),
            new DurablePipelines(client),
            cancellationToken);
        return problem is null
            ? CloneResults.Message("Video deleted successfully")
            : CloneErrors.From(problem);
    }

    /// <summary>Clone §7.5. Any of the original's settings may be overridden.</summary>
    [Function("Clone-Video-Regenerate")]
    [Creates]
    public async Task<IResult> Regenerate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/videos/{id}/regenerate")]
        HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        Job? original = await videos.FindAsync(owner, CanonicalId.OrNone(id), cancellationToken);
        if (original is null) return CloneErrors.From(Videos.Missing);
        TalkingVideo inputs = VideoBodies.Inputs(original);
        JsonFields fields = await JsonFields.ReadAsync(request, mayBeEmpty: true);
        GenerateVideo command = new(
            owner,
            inputs.VideoModelId,
            inputs.VoiceModelId,
            fields.OptionalLine("title", 200) ?? inputs.Title,
            fields.OptionalParagraphs("input_text", 5000) ?? inputs.Text,
            fields.OptionalChoice("language", CloneWords.Languages) ?? inputs.Language,
            fields.OptionalChoice("resolution", CloneWords.Resolutions) ?? inputs.Resolution,
            NewResource.IdOf(request));
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);

        Result<VideoQueued> result = await generate.HandleAsync(
            command, new DurablePipelines(client), cancellationToken);
        if (!result.Succeeded) return CloneErrors.From(result.Problem);
        Job job = result.Value.Job;
        return CloneResults.Created(
            new RegeneratedAnswer(
                new RegeneratedVideo(
                    job.Id,
                    command.Title,
                    CloneWords.VideoStates[job.State],
                    result.Value.QueuePosition,
                    job.CreatedAt),
                WarningBody.From(result.Value.Warnings)),
            CloneJson.Wire.RegeneratedAnswer);
    }
}
