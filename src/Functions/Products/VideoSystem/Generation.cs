using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;
using Understudy.Functions.Http.Streaming;
using Refusal = Understudy.Functions.Http.Dialects.Refusal;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Asking for clips, and following how they are made. VideoSystem, Video Generation.</summary>
[SignedInBy(Way.Session)]
public sealed class Generation(OrderVideoHandler order, Clips clips, JobBodies bodies, TimeProvider time)
{
    private static readonly JsonTypeInfo<JobAnswer> _eventJson =
        (JsonTypeInfo<JobAnswer>)VideoSystemDialect.Wire.GetTypeInfo(typeof(JobAnswer));

    /// <summary>VideoSystem, Generate Video.</summary>
    [Creates]
    [Limited(VideoSystemProduct.GenerateLimit)]
    [Function("VideoSystem-Video-Generate")]
    public async Task<IResult> Generate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "videosystem/v1/generate/video")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        OrderVideo command = OrderBodies.Prompt(fields, Caller.IdOf(request), NewResource.IdOf(request));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<JobQueued> queued = await order.HandleAsync(command, new DurablePipelines(client), cancellationToken);
        return queued.Succeeded
            ? await bodies.AcceptedAsync(request, queued.Value, cancellationToken)
            : new Refusal(queued.Problem);
    }

    /// <summary>Looks at an order as <see cref="Generate"/> does, and tells what it will take; beyond the contract.</summary>
    [Function("VideoSystem-Video-Estimate")]
    public Task<IResult> Estimate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "videosystem/v1/generate/estimate")] HttpRequest request) =>
        request.HandleAsync(
            fields => OrderBodies.Prompt(fields, Caller.IdOf(request), id: null), order.EstimateAsync, EstimateAnswer.Of);

    /// <summary>VideoSystem, Get Generation Status.</summary>
    [Function("VideoSystem-Video-Status")]
    public async Task<IResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/generate/status/{jobId}")]
        HttpRequest request,
        string jobId,
        CancellationToken cancellationToken) => await ShowAsync(
            request,
            await clips.FindJobAsync(Caller.IdOf(request), CanonicalId.OrNone(jobId), cancellationToken),
            cancellationToken);

    /// <summary>Gives a job up; beyond the contract. Asking again changes nothing.</summary>
    [Function("VideoSystem-Video-Cancel")]
    public async Task<IResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "videosystem/v1/generate/cancel/{jobId}")]
        HttpRequest request,
        string jobId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => await ShowAsync(
            request,
            await clips.CancelAsync(
                Caller.IdOf(request), CanonicalId.OrNone(jobId), new DurablePipelines(client), cancellationToken),
            cancellationToken);

    /// <summary>Live progress as server-sent events; beyond the contract.</summary>
    [Streams]
    [Function("VideoSystem-Video-Watch")]
    public async Task<IResult> Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/generate/events/{jobId}")]
        HttpRequest request,
        string jobId,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        Result<Job> found = await clips.FindJobAsync(owner, CanonicalId.OrNone(jobId), cancellationToken);
        if (!found.Succeeded) return new Refusal(found.Problem);
        Watched<JobAnswer> watched = new(
            $"{owner}/{found.Value.Id}",
            // Its place in the queue depends on those of others.
            [owner, found.Value.Lane],
            async gone => (await clips.FindJobAsync(owner, found.Value.Id, gone)).Value is { } job
                ? await bodies.EventAsync(job, gone)
                : null);
        await ServerSentEvents.SendAsync(request.HttpContext, watched, _eventJson, time);
        return Results.Empty;
    }

    /// <summary>VideoSystem, Get Generated Clip.</summary>
    [Function("VideoSystem-Clip-Get")]
    public async Task<IResult> Clip(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/generate/clip/{clipId}")]
        HttpRequest request,
        string clipId,
        CancellationToken cancellationToken)
    {
        Result<Job> clip = await clips.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(clipId), cancellationToken);
        return clip.Succeeded
            ? Dialect.Of(request.HttpContext).Success(bodies.Clip(clip.Value))
            : new Refusal(clip.Problem);
    }

    /// <summary>Deletes a clip, whose room comes back; beyond the contract.</summary>
    [Function("VideoSystem-Clip-Delete")]
    public async Task<IResult> DeleteClip(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "videosystem/v1/generate/clip/{clipId}")]
        HttpRequest request,
        string clipId,
        CancellationToken cancellationToken)
    {
        Result<Job> deleted = await clips.DeleteAsync(Caller.IdOf(request), CanonicalId.OrNone(clipId), cancellationToken);
        return deleted.Succeeded
            ? Dialect.Of(request.HttpContext).Success(new DeletedAnswer(deleted.Value.Id))
            : new Refusal(deleted.Problem);
    }

    private async Task<IResult> ShowAsync(HttpRequest request, Result<Job> job, CancellationToken cancellationToken) =>
        job.Succeeded
            ? Dialect.Of(request.HttpContext).Success(await bodies.JobAsync(job.Value, cancellationToken))
            : new Refusal(job.Problem);
}
