using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>Our engine against Microsoft's own in-process host: the same programs, the same ends.</summary>
public sealed partial class DifferentialTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _deadline = new(Limits.Wait);
    private readonly string _folder = Directory.CreateTempSubdirectory("durable-").FullName;
    private TestFunctions _functions = new();
    private DurableTaskTestHost _microsoft = null!;
    private DurableEngine _ours = null!;
    private int _programs;

    public async Task InitializeAsync()
    {
        DurableTaskTestHostOptions options = new() { Port = FreePort(), LoggerFactory = NullLoggerFactory.Instance };
        _microsoft = await DurableTaskTestHost.StartAsync(
            registry =>
            {
                registry.AddOrchestratorFunc<ProgramInput, object?>(
                    ProgramFunctions.Orchestrator,
                    (context, _) => _functions.RunOrchestratorAsync(ProgramFunctions.Orchestrator, context));
                registry.AddActivityFunc<JsonElement, object?>(
                    ProgramFunctions.Activity,
                    (context, input) => _functions.RunActivityAsync(
                        ProgramFunctions.Activity, context.InstanceId, input.GetRawText(), CancellationToken.None));
            },
            options,
            _deadline.Token);
        _ours = new DurableEngine(
            new DurableEngineOptions { DatabasePath = Path.Combine(_folder, "durable.db") },
            new Current(this),
            NullLoggerFactory.Instance,
            TimeProvider.System);
        await _ours.StartAsync(_deadline.Token);
    }

    public async Task DisposeAsync()
    {
        await _ours.DisposeAsync();
        await _microsoft.DisposeAsync();
        _deadline.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_random_program_ends_as_on_Microsofts_host() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(100),
        Prop.ForAll(ProgramGenerator.FailingPrograms(), input =>
        {
            string id = $"program-{++_programs}";
            string theirs = EndAsync(_microsoft.Client, id, input).GetAwaiter().GetResult();
            string ours = EndAsync(_ours.Client, id, input).GetAwaiter().GetResult();
            ours.ShouldBe(theirs);
        }));

    private async Task<string> EndAsync(DurableTaskClient client, string id, ProgramInput input)
    {
        _functions = ProgramFunctions.Create(() => { });
        await client.ScheduleNewOrchestrationInstanceAsync(
            ProgramFunctions.Orchestrator, input, new StartOrchestrationOptions(id), _deadline.Token);
        foreach (int iteration in Enumerable.Range(0, input.Iterations))
        {
            foreach (int awaited in input.Program.Awaited)
                await RaiseAsync(client, id, ProgramFunctions.EventName(awaited, iteration), $"e{awaited}");
        }

        OrchestrationMetadata end = await client.WaitForInstanceCompletionAsync(id, true, _deadline.Token);
        // The Functions host, which ours is like, tells a failure as the output.
        string told = $"{end.RuntimeStatus} {end.FailureDetails?.ToString() ?? end.SerializedOutput}";
        // Branches that go on side by side are numbered in the order in which they happen to do so.
        return input.IsConcurrent ? TaskNumber().Replace(told, "") : told;
    }

    private async Task RaiseAsync(DurableTaskClient client, string id, string name, string payload)
    {
        try
        {
            await client.RaiseEventAsync(id, name, payload, _deadline.Token);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.FailedPrecondition)
        {
            // The program has failed before it would have waited for this.
        }
    }

    [GeneratedRegex(@" \(#\d+\)")]
    private static partial Regex TaskNumber();

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The functions of the program that is being compared.</summary>
    private sealed class Current(DifferentialTests test) : ITaskInvoker
    {
        public Task<object?> RunOrchestratorAsync(string name, TaskOrchestrationContext context) =>
            test._functions.RunOrchestratorAsync(name, context);

        public Task<object?> RunActivityAsync(
            string name, string instanceId, string? serializedInput, CancellationToken cancellationToken) =>
            test._functions.RunActivityAsync(name, instanceId, serializedInput, cancellationToken);

        public string? MissingOrchestrator(string name) => test._functions.MissingOrchestrator(name);

        public string? MissingActivity(string name) => test._functions.MissingActivity(name);
    }
}
