using System.Text.Encodings.Web;
using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;

namespace Understudy.LocalRuntime.Durable;

/// <summary>Failures, as the engine finds, stores and passes them on.</summary>
internal static class Failures
{
    private const string FunctionNotFound = "FunctionNotFound";

    private static readonly JsonSerializerOptions _plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The failure of a task whose function does not exist. No other attempt could end differently.</summary>
    public static TaskFailureDetails NotFound(string message) => Of(FunctionNotFound, message);

    /// <summary>What an instance whose orchestrator does not exist has as its output on the Functions host.</summary>
    public static string NotFoundOutput(string message) => HostOutput(message, null);

    /// <summary>What an instance has as its output on the Functions host if its function throws outside of the orchestrator.
    /// </summary>
    public static string UnhandledOutput(string name, Exception exception) =>
        HostOutput($"Function '{name}' failed with an unhandled exception.", exception.ToString());

    public static TaskFailureDetails Terminated(string instanceId) =>
        Of("OrchestrationTerminated", $"The orchestration '{instanceId}' was terminated.");

    public static TaskFailureDetails AlreadyExists(string instanceId) => Of(
        typeof(OrchestrationAlreadyExistsException).FullName!,
        $"An Orchestration instance with the ID {instanceId} already exists.");

    /// <param name="failure">The failure. An exception of Core's own may have none.</param>
    /// <param name="reason">What is told then.</param>
    public static TaskFailureDetails FromCore(FailureDetails? failure, string? reason) => failure is null
        ? Of("(unknown)", reason ?? "")
        : new TaskFailureDetails(
            failure.ErrorType,
            failure.ErrorMessage,
            failure.StackTrace,
            failure.InnerFailure is { } inner ? FromCore(inner, null) : null,
            failure.Properties);

    public static FailureDetails ToCore(TaskFailureDetails failure) => new(
        failure.ErrorType,
        failure.ErrorMessage,
        failure.StackTrace,
        failure.InnerFailure is { } inner ? ToCore(inner) : null,
        isNonRetriable: failure.ErrorType == FunctionNotFound,
        failure.Properties);

    /// <summary>Whether an orchestrator did something else at its replay than before.</summary>
    public static bool IsDivergence(TaskFailureDetails failure) =>
        failure.ErrorType == typeof(NonDeterministicOrchestrationException).FullName;

    private static string HostOutput(string message, string? details) =>
        JsonSerializer.Serialize(new { message, details }, _plain);

    private static TaskFailureDetails Of(string type, string message) => new(type, message, null, null, null);
}
