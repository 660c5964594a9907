using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>Hears from the provider of films that a task has ended. Sora §2.5.</summary>
[SignedInBy(Way.Nobody)]
public sealed class ProviderCallback(ProviderCallbacks callbacks)
{
    internal const string Route = "sora/api/videos/sora/callback";

    private static readonly Words<State> _states = new((State.Waiting, "waiting"), (State.Success, "success"), (State.Fail, "fail"));

    private enum State
    {
        Waiting,
        Success,
        Fail,
    }

    /// <summary>
    /// Proof is the secret of the task, in the address that the provider was given. What it says is read again at the provider
    /// before it counts, so a second callback changes nothing.
    /// </summary>
    [Function("Sora-ProviderCallback-Receive")]
    [LimitedTo(OpenLimit.Webhooks)]
    public async Task<IResult> Receive(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        JsonFields data = fields.Within("data");
        string taskId = data.Line("taskId", ProviderCallbacks.LongestTaskId);
        State state = data.Choice("state", _states);
        var dialect = Dialect.Of(request.HttpContext);
        if (fields.Problem is { } invalid) return dialect.Refuse(invalid);
        HeardCallback? heard = await callbacks.TakeAsync(
            request.Query["task"].ToString(), request.Query["secret"].ToString(), taskId, cancellationToken);
        if (heard is null) return dialect.Refuse(new Problem.NotFound("Task"));
        if (heard.IsNews) await new DurablePipelines(client).TellAsync(heard.JobId, RunJob.Told, cancellationToken);
        return dialect.Success(new { Success = true, Message = MessageOf(state), TaskId = heard.JobId });
    }

    private static string MessageOf(State state) => state switch
    {
        State.Success => "Task completed successfully",
        State.Fail => "Task failed",
        _ => "Task is waiting",
    };
}
