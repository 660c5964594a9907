using System.Collections.Concurrent;
using Microsoft.DurableTask;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>The functions that run programs.</summary>
internal static class ProgramFunctions
{
    public const string Orchestrator = "Program";

    public const string Activity = "Work";

    private static readonly TaskOptions _retry = TaskOptions.FromRetryPolicy(
        new RetryPolicy(ProgramStep.Call.Attempts, TimeSpan.FromMilliseconds(1)));

    /// <summary>Functions of their own for each run.</summary>
    /// <param name="observe">Called at each instant at which a crash may be of interest.</param>
    public static TestFunctions Create(Action observe)
    {
        ConcurrentDictionary<string, int> attempts = new(StringComparer.Ordinal);
        TestFunctions functions = new();
        functions.Activity<WorkInput, string>(Activity, async (input, _) =>
        {
            observe();
            await Task.Yield();
            string name = $"a{input.Id}.{input.Iteration}";
            int attempt = attempts.AddOrUpdate(name, 1, (_, count) => count + 1);
            observe();
            return attempt > input.Failures ? name : throw new InvalidOperationException(name);
        });
        functions.Orchestrator(Orchestrator, async context =>
        {
            observe();
            ProgramInput input = context.GetInput<ProgramInput>()!;
            string results = $"{input.Results}{await RunAsync(context, input.Program, input.Iteration)};";
            observe();
            if (input.Iteration + 1 < input.Iterations)
                context.ContinueAsNew(input with { Iteration = input.Iteration + 1, Results = results });
            return results;
        });
        return functions;
    }

    /// <summary>The name of an event from outside.</summary>
    public static string EventName(int id, int iteration) => $"event-{id}-{iteration}";

    private static async Task<string> RunAsync(TaskOrchestrationContext context, ProgramStep step, int iteration)
    {
        switch (step)
        {
            case ProgramStep.Call call:
                return await CallAsync(context, call, iteration);
            case ProgramStep.Sleep sleep:
                await context.CreateTimer(TimeSpan.FromMilliseconds(sleep.Milliseconds), CancellationToken.None);
                return "slept";
            case ProgramStep.Await wait:
                return await context.WaitForExternalEvent<string>(EventName(wait.Id, iteration));
            case ProgramStep.Echo echo:
                string name = $"echo-{context.NewGuid()}";
                context.SendEvent(context.InstanceId, name, echo.Id);
                return $"echo{await context.WaitForExternalEvent<int>(name)}";
            case ProgramStep.Sequence sequence:
                List<string> results = [];
                foreach (ProgramStep inner in sequence.Steps)
                    results.Add(await RunAsync(context, inner, iteration));
                return $"({string.Join(' ', results)})";
            case ProgramStep.Parallel parallel:
                return $"[{string.Join(' ', await Task.WhenAll(parallel.Steps.Select(inner => RunAsync(context, inner, iteration))))}]";
            case ProgramStep.Race race:
                return await RaceAsync(context, race, iteration);
            case ProgramStep.Child child:
                string answer = await context.CallSubOrchestratorAsync<string>(
                    Orchestrator, new ProgramInput(child.Inner, iteration, iteration + 1, ""));
                return $"<{answer.TrimEnd(';')}>";
            case ProgramStep.Raise raise:
                throw new InvalidOperationException($"raised{raise.Id}", new FormatException("its cause"));
            case ProgramStep.Careless careless:
                return await context.CallActivityAsync<string>(
                    Activity, new WorkInput(careless.Id, iteration, int.MaxValue));
            case ProgramStep.Caught caught:
                try
                {
                    return await RunAsync(context, caught.Inner, iteration);
                }
                catch (Exception exception)
                {
                    return Describe(exception);
                }

            default:
                throw new ArgumentOutOfRangeException(nameof(step));
        }
    }

    private static string Describe(Exception exception)
    {
        string told = $"{exception.GetType()}: {exception.Message}";
        for (TaskFailureDetails? failure = (exception as TaskFailedException)?.FailureDetails;
            failure is not null;
            failure = failure.InnerFailure)
        {
            told += $" <- {failure}";
        }

        return $"{{{told}}}";
    }

    private static async Task<string> CallAsync(TaskOrchestrationContext context, ProgramStep.Call call, int iteration)
    {
        try
        {
            return await context.CallActivityAsync<string>(
                Activity, new WorkInput(call.Id, iteration, call.Failures), _retry);
        }
        catch (TaskFailedException)
        {
            return $"failed{call.Id}";
        }
    }

    private static async Task<string> RaceAsync(TaskOrchestrationContext context, ProgramStep.Race race, int iteration)
    {
        using CancellationTokenSource cancel = new();
        Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
        Task<string> inner = RunAsync(context, race.Inner, iteration);
        if (await Task.WhenAny(timer, inner) == timer) return "too late";
        // Or the timer would hold up the end.
        cancel.Cancel();
        return await inner;
    }

    private sealed record WorkInput(int Id, int Iteration, int Failures);
}
