using System.Text.Json.Serialization.Metadata;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Streaming;
using Refusal = Understudy.Functions.Http.Dialects.Refusal;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>How jobs stand, and giving them up. FilmStudio, AI Job Service.</summary>
[SignedInBy(Way.Session)]
public sealed class AiJobReading(FilmJobs jobs, AiJobBodies bodies, TimeProvider time)
{
    private static readonly JsonTypeInfo<JobAnswer> _eventJson =
        (JsonTypeInfo<JobAnswer>)FilmStudioDialect.Instance.Json.GetTypeInfo(typeof(JobAnswer));

    /// <summary>FilmStudio, GET /ai/jobs/:id/status.</summary>
    [Function("FilmStudio-Job-Status")]
    public async Task<IResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/ai/jobs/{jobId}/status")]
        HttpRequest request,
        string jobId,
        CancellationToken cancellationToken) => await ShowAsync(
            await jobs.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(jobId), cancellationToken), cancellationToken);

    /// <summary>Live progress as server-sent events; beyond the contract.</summary>
    [Streams]
    [Function("FilmStudio-Job-Watch")]
    public async Task<IResult> Events(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/ai/jobs/{jobId}/events")]
        HttpRequest request,
        string jobId,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        Result<Job> found = await jobs.FindAsync(owner, CanonicalId.OrNone(jobId), cancellationToken);
        if (!found.Succeeded) return new Refusal(found.Problem);
        Watched<JobAnswer> watched = new(
            $"{owner}/{found.Value.Id}",
            // Its place in the queue depends on those of others.
            [owner, found.Value.Lane],
            async gone => (await jobs.FindAsync(owner, found.Value.Id, gone)).Value is { } job
                ? await bodies.EventAsync(job, gone)
                : null);
        await ServerSentEvents.SendAsync(request.HttpContext, watched, _eventJson, time);
        return Results.Empty;
    }

    /// <summary>Gives a job up; beyond the contract. Asking again changes nothing.</summary>
    [Function("FilmStudio-Job-Cancel")]
    public async Task<IResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/ai/jobs/{jobId}/cancel")] HttpRequest request,
        string jobId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => await ShowAsync(
            await jobs.CancelAsync(
                Caller.IdOf(request), CanonicalId.OrNone(jobId), new DurablePipelines(client), cancellationToken),
            cancellationToken);

    /// <summary>Deletes a job with what it made; beyond the contract.</summary>
    [Function("FilmStudio-Job-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "filmstudio/api/ai/jobs/{jobId}")] HttpRequest request,
        string jobId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Result<Job> deleted = await jobs.DeleteAsync(
            Caller.IdOf(request), CanonicalId.OrNone(jobId), new DurablePipelines(client), cancellationToken);
        return deleted.Succeeded
            ? FilmStudioDialect.Instance.Success(new MessageAnswer("Job deleted successfully"))
            : new Refusal(deleted.Problem);
    }

    private async Task<IResult> ShowAsync(Result<Job> job, CancellationToken cancellationToken) => job.Succeeded
        ? FilmStudioDialect.Instance.Success(await bodies.JobAsync(job.Value, cancellationToken))
        : new Refusal(job.Problem);
}
