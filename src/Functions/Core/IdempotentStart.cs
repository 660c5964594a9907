using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.Functions.Core;

/// <summary>Starting, telling and ending orchestrations, so that repeating it does no harm.</summary>
internal static class IdempotentStart
{
    // Without these, one that has ended would be replaced, and run again.
    private static readonly OrchestrationRuntimeStatus[] _any =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    /// <summary>
    /// Starts an orchestration of that id, unless there is one, whether it goes on or has ended; one of another name that
    /// has failed is replaced.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="name">The orchestration.</param>
    /// <param name="id">Its id.</param>
    /// <param name="input">What it starts with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="again">Whether one that has ended is replaced.</param>
    public static async Task StartAsync(
        this DurableTaskClient client,
        string name,
        string id,
        object input,
        CancellationToken cancellationToken,
        bool again = false)
    {
        // Looking first, too: a host that does not heed the statuses replaces one that has ended.
        OrchestrationMetadata? there = await client.GetInstanceAsync(id, cancellationToken);
        again = (again && there is null or { IsCompleted: true }) || IsForgotten(there, name);
        if (there is not null && !again) return;
        StartOrchestrationOptions options = new(InstanceId: id);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                name, input, again ? options : options.WithDedupeStatuses(_any), cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // Somebody else may have started it, or the answer to this very call was lost: looking tells.
            OrchestrationMetadata? known = await client.GetInstanceAsync(id, cancellationToken);
            if (known is null || (again && known.IsCompleted)) throw;
        }
    }

    /// <summary>Sends an event to an orchestration; one that is missing or has ended needs it no more.</summary>
    public static async Task TellAsync(
        this DurableTaskClient client, string id, string eventName, CancellationToken cancellationToken)
    {
        try
        {
            await client.RaiseEventAsync(id, eventName, cancellationToken);
        }
        catch (RpcException error) when (IsGone(error))
        {
            // Nobody is there who could need it.
        }
    }

    /// <summary>Ends an orchestration; one that is missing or has ended is left as it is.</summary>
    public static async Task EndAsync(this DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        try
        {
            await client.TerminateInstanceAsync(id, cancellationToken);
        }
        catch (RpcException error) when (IsGone(error))
        {
            // It has ended by itself.
        }
    }

    // One that an earlier version began under another name failed when nobody knew that name any more, whatever was left
    // to do.
    private static bool IsForgotten(OrchestrationMetadata? there, string name) =>
        there is { RuntimeStatus: OrchestrationRuntimeStatus.Failed } && there.Name != name;

    private static bool IsGone(RpcException error) =>
        error.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition;
}
