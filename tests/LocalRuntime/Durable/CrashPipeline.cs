using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>
/// A process that runs one long orchestration and may be killed at any instant. Arguments: the database, and a file to
/// which each activity appends its number as it begins; it also writes a line as a sign of life. It goes no further than it is
/// allowed to: each line that it reads is the number of activities that may begin.
/// </summary>
internal static class CrashPipeline
{
    public const string InstanceId = "pipeline";
    public const int Sequential = 300;
    public const int Parallel = 20;
    public const int InChild = 10;
    public const int Steps = Sequential + Parallel + InChild;

    public static async Task<int> Main(string[] arguments)
    {
        string log = arguments[1];
        SemaphoreSlim allowed = new(0);
        _ = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is { } more)
                allowed.Release(int.Parse(more, CultureInfo.InvariantCulture));
        });
        TestFunctions functions = Declare(log, allowed);
        await using DurableEngine engine = new(
            new DurableEngineOptions { DatabasePath = arguments[0] }, functions, NullLoggerFactory.Instance, TimeProvider.System);
        await engine.StartAsync(CancellationToken.None);
        try
        {
            await engine.Client.ScheduleNewOrchestrationInstanceAsync(
                "Pipeline",
                new StartOrchestrationOptions(InstanceId).WithDedupeStatuses(Enum.GetValues<OrchestrationRuntimeStatus>()));
        }
        catch (InvalidOperationException)
        {
            // An earlier process has scheduled it.
        }

        OrchestrationMetadata end = await engine.Client.WaitForInstanceCompletionAsync(InstanceId, CancellationToken.None);
        return end.RuntimeStatus == OrchestrationRuntimeStatus.Completed ? 0 : 1;
    }

    private static TestFunctions Declare(string log, SemaphoreSlim allowed)
    {
        Lock gate = new();
        TestFunctions functions = new();
        functions.Activity<int, int>("Step", async (number, _) =>
        {
            await allowed.WaitAsync(CancellationToken.None);
            lock (gate)
            {
                File.AppendAllText(log, $"{number}\n");
                Console.Out.WriteLine("step");
            }

            await Task.Delay(2, CancellationToken.None);
            return number;
        });
        functions.Orchestrator("Pipeline", async context =>
        {
            int sum = 0;
            foreach (int number in Enumerable.Range(0, Sequential))
                sum += await context.CallActivityAsync<int>("Step", number);
            await context.CreateTimer(TimeSpan.FromMilliseconds(5), CancellationToken.None);
            sum += (await Task.WhenAll(Enumerable.Range(Sequential, Parallel).Select(
                number => context.CallActivityAsync<int>("Step", number)))).Sum();
            context.SendEvent(context.InstanceId, "Continue", sum);
            sum = await context.WaitForExternalEvent<int>("Continue");
            return sum + await context.CallSubOrchestratorAsync<int>("Child");
        });
        functions.Orchestrator("Child", async context =>
        {
            int sum = 0;
            foreach (int number in Enumerable.Range(Sequential + Parallel, InChild))
                sum += await context.CallActivityAsync<int>("Step", number);
            return sum;
        });
        return functions;
    }
}
