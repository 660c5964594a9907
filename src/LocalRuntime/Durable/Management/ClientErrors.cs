using Grpc.Core;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Durable.Management;

/// <summary>The errors that a client of the Functions host's durable extension meets, word for word.</summary>
internal static class ClientErrors
{
    /// <summary>Refuses ids that the extension keeps for entities.</summary>
    /// <exception cref="ArgumentException">The id begins with "@".</exception>
    public static void RequireNoEntity(string? instanceId, string parameter)
    {
        if (instanceId is ['@', ..])
        {
            throw new ArgumentException(
                "Instance IDs starting with '@' are reserved for entities, and must not be used for orchestrations, "
                + "when entity support is enabled.",
                parameter);
        }
    }

    public static RpcException NoReceiver(string instanceId) => new(new Status(StatusCode.NotFound, Missing(instanceId)));

    public static RpcException EndedReceiver() => new(new Status(
        StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running."));

    public static RpcException NoInstance(string instanceId) =>
        new(new Status(StatusCode.NotFound, $"ArgumentException: {Missing(instanceId)}"));

    /// <param name="verb">terminate, suspend or resume.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="status">The status that forbids it.</param>
    public static RpcException Cannot(string verb, string instanceId, OrchestrationRuntimeStatus status) => new(new Status(
        StatusCode.FailedPrecondition,
        $"InvalidOperationException: Cannot {verb} the orchestration instance {instanceId} because instance is in the "
        + $"{status} state."));

    public static OperationCanceledException Canceled(string operation, OperationCanceledException cause) =>
        new($"The {operation} operation was canceled.", cause, cause.CancellationToken);

    private static string Missing(string instanceId) =>
        $"No instance with ID '{instanceId}' was found. (Parameter 'instanceId')";
}
