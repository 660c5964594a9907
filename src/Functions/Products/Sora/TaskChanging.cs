using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Idempotency;

namespace Understudy.Functions.Products.Sora;

/// <summary>Cancelling tasks, and trying them again. Sora §3.3, §3.4.</summary>
[SignedInBy(Way.Session)]
public sealed class TaskChanging(Tasks tasks)
{
    /// <summary>Sora §3.3.</summary>
    [Function("Sora-Task-Cancel")]
    public async Task<IResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "sora/api/tasks/{taskId}")] HttpRequest request,
        string taskId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Result<Job> cancelled = await tasks.CancelAsync(
            Caller.IdOf(request), CanonicalId.OrNone(taskId), new DurablePipelines(client), cancellationToken);
        return cancelled.Succeeded
            ? SoraDialect.Instance.Success(new MessageAnswer("Task cancelled successfully"))
            : SoraDialect.Instance.Refuse(cancelled.Problem);
    }

    /// <summary>Sora §3.4.</summary>
    [Creates]
    [Function("Sora-Task-Retry")]
    public async Task<IResult> Retry(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/tasks/{taskId}/retry")] HttpRequest request,
        string taskId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Result<VideoOrdered> retried = await tasks.RetryAsync(
            Caller.IdOf(request),
            CanonicalId.OrNone(taskId),
            NewResource.IdOf(request),
            new DurablePipelines(client),
            cancellationToken);
        return retried.Succeeded
            ? SoraDialect.Instance.Success(new TaskRetriedAnswer(
                "Task retry initiated",
                retried.Value.Job.Id,
                CanonicalId.OrNone(taskId),
                retried.Value.Job.Cost,
                retried.Value.CreditsLeft))
            : SoraDialect.Instance.Refuse(retried.Problem);
    }
}

/// <summary>A task that is tried again. Sora §3.4.</summary>
/// <param name="Message">For people.</param>
/// <param name="TaskId">The new one.</param>
/// <param name="OriginalTaskId">The one that failed.</param>
/// <param name="CreditsEstimated">How many credits were taken; beyond the contract.</param>
/// <param name="CreditsRemaining">How many are left; beyond the contract.</param>
internal sealed record TaskRetriedAnswer(
    string Message, string TaskId, string OriginalTaskId, int CreditsEstimated, int CreditsRemaining);
