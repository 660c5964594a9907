using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Understudy.LocalRuntime.Tests.Durable.FunctionsHost;

/// <summary>The functions that were observed on the Functions host.</summary>
public static class ObservedFunctions
{
    [Function("Echo")]
    public static Thing Echo([ActivityTrigger] Thing thing) => thing with { Count = thing.Count + 1 };

    [Function("Boom")]
    public static string Boom([ActivityTrigger] string how) => how == "arg"
        ? throw new ArgumentException("bad thing", nameof(how))
        : throw new InvalidOperationException("outer", new FormatException("inner"));

    [Function("P-Echo")]
    public static async Task<Thing> RunEcho([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Thing thing = context.GetInput<Thing>()!;
        context.SetCustomStatus(new { step = 1 });
        return await context.CallActivityAsync<Thing>("Echo", thing);
    }

    [Function("P-Input")]
    public static Task<Thing> RunInput([OrchestrationTrigger] TaskOrchestrationContext context, Thing thing) =>
        context.CallActivityAsync<Thing>("Echo", thing);

    [Function("P-Boom")]
    public static Task<string> RunBoom([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>("Boom", context.GetInput<string>());

    [Function("P-Catch")]
    public static async Task<string> RunCatch([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>("Boom", context.GetInput<string>());
        }
        catch (TaskFailedException e)
        {
            TaskFailureDetails failure = e.FailureDetails;
            return $"{e.Message}|{e.TaskName}|{e.TaskId}|{failure.ErrorType}|{failure.ErrorMessage}"
                + $"|inner {failure.InnerFailure?.ErrorType}|is {failure.IsCausedBy<ArgumentException>()}";
        }
    }

    [Function("P-Retry")]
    public static async Task<string> RunRetry([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallActivityAsync<string>(
                "Boom", "x", TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(50))));
        }
        catch (TaskFailedException e)
        {
            return e.Message;
        }
    }

    [Function("P-Wait")]
    public static Task<string> RunWait([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<string>("Go", TimeSpan.FromHours(1));

    [Function("P-Loop")]
    public static async Task<int> RunLoop([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        int n = context.GetInput<int>();
        if (n >= 3) return n;
        await context.CreateTimer(context.CurrentUtcDateTime.AddMilliseconds(50), CancellationToken.None);
        context.ContinueAsNew(n + 1);
        return -1;
    }

    [Function("P-Parent")]
    public static async Task<string> RunParent([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        int loops = await context.CallSubOrchestratorAsync<int>("P-Loop", 1);
        string named = await context.CallSubOrchestratorAsync<string>(
            "P-Who", null, new SubOrchestrationOptions(instanceId: context.InstanceId + ":child"));
        string failed;
        try
        {
            failed = await context.CallSubOrchestratorAsync<string>("P-Boom", "arg");
        }
        catch (TaskFailedException e)
        {
            failed = $"{e.Message}|{e.FailureDetails.ErrorType}|{e.FailureDetails.InnerFailure?.ErrorType}";
        }

        return $"{loops}; {named}; {failed}; {context.NewGuid() != context.NewGuid()}";
    }

    [Function("P-Who")]
    public static Task<string> RunWho([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(
        $"{context.Name} parent {context.Parent?.Name} {(context.Parent is null ? "no id" : "has id")} "
        + $"input {context.GetInput<object>() ?? "null"}");

    [Function("P-Illegal")]
    public static async Task<string> RunIllegal([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.Delay(10);
        return await context.CallActivityAsync<string>("Boom", "x");
    }

    public sealed record Thing(string Name, int Count, DateTimeOffset When, string? Missing);
}
