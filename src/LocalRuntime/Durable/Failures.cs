using Microsoft.DurableTask;

namespace Understudy.LocalRuntime.Durable;

/// <summary>Failures that the engine itself finds.</summary>
internal static class Failures
{
    private const string ActivityNotFound = "ActivityTaskNotFound";
    private const string OrchestratorNotFound = "OrchestratorTaskNotFound";

    public static TaskFailureDetails NoActivity(string name) =>
        Of(ActivityNotFound, $"There is no activity function named '{name}'.");

    public static TaskFailureDetails NoOrchestrator(string name) =>
        Of(OrchestratorNotFound, $"There is no orchestrator function named '{name}'.");

    public static TaskFailureDetails Terminated(string instanceId) =>
        Of("OrchestrationTerminated", $"The orchestration '{instanceId}' was terminated.");

    public static TaskFailureDetails AlreadyExists(string instanceId) => Of(
        typeof(InvalidOperationException).FullName!,
        $"An orchestration with the id '{instanceId}' already exists and has not ended.");

    /// <summary>Describes an exception and what caused it: of a task that failed, the failure that it tells of.</summary>
    public static TaskFailureDetails From(Exception exception) => exception is TaskFailedException failed
        ? TaskFailureDetails.FromException(failed) with { InnerFailure = failed.FailureDetails }
        : TaskFailureDetails.FromException(exception);

    /// <summary>Whether another attempt could end differently.</summary>
    public static bool IsRetriable(TaskFailureDetails failure) =>
        failure.ErrorType is not (ActivityNotFound or OrchestratorNotFound);

    private static TaskFailureDetails Of(string type, string message) => new(type, message, null, null, null);
}
