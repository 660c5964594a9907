using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;
using Understudy.Functions.Http.Streaming;

namespace Understudy.Functions.Products.Clone;

/// <summary>Asking for a video and following how it is made. Clone §6.</summary>
[SignedInBy(Way.Firebase)]
public sealed class Generation(
    GenerateVideoHandler generate, Videos videos, VideoBodies bodies, SettingsDesk settings, TimeProvider time)
{
    /// <summary>Clone §6.1.</summary>
    [Function("Clone-Video-Generate")]
    [Creates]
    public async Task<IResult> Generate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/generate")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        JsonFields fields = await JsonFields.ReadAsync(request);
        GenerateVideo command = new(
            owner,
            fields.Uuid("video_model_id"),
            fields.Uuid("voice_model_id"),
            fields.OptionalLine("title", 200),
            fields.Paragraphs("input_text", 5000),
            fields.Choice("language", CloneWords.Languages),
            // The contract's default, 720p, is that of settings which nobody has changed.
            fields.OptionalChoice("resolution", CloneWords.Resolutions)
                ?? (await settings.GetAsync(owner, cancellationToken)).DefaultResolution,
            NewResource.IdOf(request));
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Result<VideoQueued> result = await generate.HandleAsync(
            command, new DurablePipelines(client), cancellationToken);
        if (!result.Succeeded) return CloneErrors.From(result.Problem);

        VideoQueued queued = result.Value;
        return CloneResults.Created(
            new VideoQueuedAnswer(
                new QueuedVideo(
                    queued.Job.Id,
                    command.Title,
                    CloneWords.VideoStates[queued.Job.State],
                    queued.QueuePosition,
                    queued.SpeechSeconds,
                    queued.Job.Cost,
                    queued.Job.CreatedAt),
                new UsageBody(queued.Usage.Used, queued.Usage.Left, queued.Usage.Base),
                WarningBody.From(queued.Warnings)),
            CloneJson.Wire.VideoQueuedAnswer);
    }

    /// <summary>Clone §6.2.</summary>
    [Function("Clone-Video-Status")]
    public async Task<IResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/generate/{id}/status")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        Job? job = await videos.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(id), cancellationToken);
        return job?.State switch
        {
            null => CloneErrors.From(Videos.Missing),
            JobState.Completed => CloneResults.Ok(
                new CompletedStatusAnswer(bodies.Completed(job)), CloneJson.Wire.CompletedStatusAnswer),
            JobState.Failed or JobState.Cancelled => CloneResults.Ok(
                new FailedStatusAnswer(VideoBodies.Failed(job)), CloneJson.Wire.FailedStatusAnswer),
            _ => CloneResults.Ok(
                new RunningStatusAnswer(await bodies.RunningAsync(job, cancellationToken)),
                CloneJson.Wire.RunningStatusAnswer),
        };
    }

    /// <summary>Live progress as server-sent events, beyond the contract.</summary>
    [Function("Clone-Video-Watch")]
    [Streams]
    public async Task<IResult> Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/generate/{id}/events")]
        HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        string videoId = CanonicalId.OrNone(id);
        Job? job = await videos.FindAsync(owner, videoId, cancellationToken);
        if (job is null) return CloneErrors.From(Videos.Missing);
        Watched<VideoEvent> watched = new(
            $"{owner}/{videoId}",
            // Its place in the queue depends on those of others.
            [owner, job.Lane],
            async gone => await videos.FindAsync(owner, videoId, gone) is { } now ? await bodies.EventAsync(now, gone) : null);
        await ServerSentEvents.SendAsync(request.HttpContext, watched, CloneJson.Wire.VideoEvent, time);
        return Results.Empty;
    }
}
