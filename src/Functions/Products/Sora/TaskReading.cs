using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>How tasks stand. Sora §2.4, §3.1, §3.2.</summary>
[Limited(SoraLimits.Tasks)]
[SignedInBy(Way.ApiKey, Way.Session)]
public sealed class TaskReading(Tasks tasks, TaskBodies bodies)
{
    /// <summary>Sora §2.4.</summary>
    [Function("Sora-Video-Status")]
    public async Task<IResult> Status(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/videos/tasks/{taskId}")]
        HttpRequest request,
        string taskId,
        CancellationToken cancellationToken) =>
        await tasks.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(taskId), cancellationToken) is { } job
            ? SoraDialect.Instance.Success(await bodies.StatusAsync(job, cancellationToken))
            : new Refusal(Tasks.Missing);

    /// <summary>Sora §3.1.</summary>
    [Function("Sora-Task-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/tasks/{taskId}")] HttpRequest request,
        string taskId,
        CancellationToken cancellationToken) =>
        await tasks.FindAsync(Caller.IdOf(request), CanonicalId.OrNone(taskId), cancellationToken) is { } job
            ? SoraDialect.Instance.Success(bodies.Task(job))
            : new Refusal(Tasks.Missing);

    /// <summary>Sora §3.2.</summary>
    [SignedInBy(Way.Session)]
    [Function("Sora-Task-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/tasks/user/tasks")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 10, maxLimit: 100, "page_size");
        TaskState? status = query.Choice("status", SoraWords.TaskStatuses);
        if (query.Problem is { } invalid) return new Refusal(invalid);
        DocumentPage<Job> page = await tasks.ListAsync(Caller.IdOf(request), status, paging, cancellationToken);
        return SoraDialect.Instance.Page(
            "tasks", [.. page.Items.Select(item => bodies.Task(item.Value))], paging, page.Total ?? 0);
    }
}
