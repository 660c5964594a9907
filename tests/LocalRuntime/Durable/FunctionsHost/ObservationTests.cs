using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Durable;
using static Understudy.LocalRuntime.Tests.Durable.FunctionsHost.ObservedFunctions;

namespace Understudy.LocalRuntime.Tests.Durable.FunctionsHost;

/// <summary>
/// What a client sees of orchestrations, against observed.txt: what the same calls printed on the Functions host with the
/// Durable extension on Azure Storage.
/// </summary>
public sealed partial class ObservationTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _deadline = new(Limits.Wait);
    private readonly List<string> _lines = [];
    private TestApp _app = null!;

    private DurableTaskClient Client => _app.Services.GetRequiredService<DurableEngine>().Client;

    private CancellationToken Deadline => _deadline.Token;

    public async Task InitializeAsync() => _app = await TestApp.StartAsync<Holder>(
        builder => builder.Services.Configure<LocalRuntimeOptions>(options => options.FunctionTypes = [typeof(ObservedFunctions)]));

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _deadline.Dispose();
    }

    [Fact]
    public async Task A_client_sees_what_it_saw_on_the_Functions_host()
    {
        Thing thing = new("á<b>", 1, DateTimeOffset.Parse("2026-01-02T03:04:05.678+09:00", CultureInfo.InvariantCulture), null);
        await RunAsync("echo", "P-Echo", thing);
        await RunAsync("input parameter", "P-Input", thing);
        await RunAsync("boom arg", "P-Boom", "arg");
        await RunAsync("boom nested", "P-Boom", "x");
        await RunAsync("catch arg", "P-Catch", "arg");
        await RunAsync("catch nested", "P-Catch", "x");
        await RunAsync("retry", "P-Retry");
        await RunAsync("loop", "P-Loop", 0);
        await RunAsync("parent", "P-Parent", id: "pU");
        await RunAsync("who", "P-Who");
        await RunAsync("illegal await", "P-Illegal");
        await TellAsync("wait: schedule", () => ScheduleAsync("P-Wait", "in", "wU"));
        await TellAsync("wait: started", async () => Show(await Client.WaitForInstanceStartAsync("wU", true, Deadline)));
        await TellAsync("wait: schedule again while running", () => ScheduleAsync("P-Wait", "again", "wU"));
        await TellAsync("wait: event in other case", () => Sent(Client.RaiseEventAsync("wU", "go", "went", Deadline)));
        await TellAsync("wait: end", () => EndAsync("wU"));
        await TellAsync("wait: event after end", () => Sent(Client.RaiseEventAsync("wU", "Go", "late", Deadline)));
        await TellAsync("wait: schedule again after end", () => ScheduleAsync("P-Who", null, "wU"));
        await TellAsync("wait: end again", () => EndAsync("wU"));
        await TellAsync("event to nobody", () => Sent(Client.RaiseEventAsync("noneU", "Go", "x", Deadline)));
        await TellAsync("get nobody", () => GetAsync("noneU"));
        await TellAsync("terminate nobody", () => Sent(Client.TerminateInstanceAsync("noneU", "why", Deadline)));
        await TellAsync("suspend nobody", () => Sent(Client.SuspendInstanceAsync("noneU", "why", Deadline)));
        await TellAsync("purge nobody", () => PurgeAsync("noneU"));
        await TellAsync("wait for nobody", GiveUpAsync);
        await RunAsync("unknown orchestrator", "P-None", id: "xU");
        await TellAsync("terminate", TerminateAsync);
        await TellAsync("suspend, resume", SuspendAndResumeAsync);
        await TellAsync("purge one", () => PurgeAsync("sU"));
        await TellAsync("get purged", () => GetAsync("sU"));
        await TellAsync("get without inputs", async () => Show(await Client.GetInstanceAsync("pU", false, Deadline)));
        await TellAsync("query prefix", CountAsync);
        await RunAsync("odd id", "P-Who", id: "a/b#cU");
        await RunAsync("at id", "P-Who", id: "@aU");
        await RunAsync("empty id", "P-Who", id: "");

        string[] observed = await File.ReadAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Durable", "FunctionsHost", "observed.txt"), Deadline);
        _lines.ShouldBe(observed.Where(line => line.Length > 0).Select(Comparable));
    }

    // Known orchestrators are told in no particular order, and ids that nobody chose are random.
    private static string Comparable(string line) =>
        RandomId().Replace(KnownFunctions().Replace(line, "known orchestrator functions."), "<id>");

    [GeneratedRegex("known orchestrator functions: '[^.]*'\\.")]
    private static partial Regex KnownFunctions();

    [GeneratedRegex("<id 32>|(?<= )[0-9a-f]{32}(?= )")]
    private static partial Regex RandomId();

    private static string Show(OrchestrationMetadata? m) => m is null
        ? "null"
        : $"{m.Name} {m.InstanceId} {m.RuntimeStatus} in={m.SerializedInput} out={m.SerializedOutput} "
            + $"custom={m.SerializedCustomStatus} fail={m.FailureDetails?.ErrorType}/{m.FailureDetails?.ErrorMessage}//";

    private static async Task<string> Sent(Task sending)
    {
        await sending;
        return "sent";
    }

    private Task RunAsync(string what, string orchestrator, object? input = null, string? id = null) =>
        TellAsync(what, async () => await EndAsync(await ScheduleAsync(orchestrator, input, id)));

    private async Task TellAsync(string what, Func<Task<string>> act)
    {
        string told;
        try
        {
            told = await act();
        }
        catch (Exception thrown)
        {
            told = $"{thrown.GetType().FullName}: {thrown.Message}";
        }

        _lines.Add(Comparable($"{what}: {told}"));
    }

    private Task<string> ScheduleAsync(string orchestrator, object? input, string? id) =>
        Client.ScheduleNewOrchestrationInstanceAsync(
            orchestrator, input, id is null ? null : new StartOrchestrationOptions(id), Deadline);

    private async Task<string> EndAsync(string id) =>
        Show(await Client.WaitForInstanceCompletionAsync(id, true, Deadline));

    private async Task<string> GetAsync(string id) => Show(await Client.GetInstanceAsync(id, true, Deadline));

    private async Task<string> PurgeAsync(string id) =>
        $"{(await Client.PurgeInstanceAsync(id, cancellation: Deadline)).PurgedInstanceCount}";

    private async Task<string> GiveUpAsync()
    {
        using CancellationTokenSource impatient = new();
        Task<OrchestrationMetadata> wait = Client.WaitForInstanceCompletionAsync("noneU", true, impatient.Token);
        await impatient.CancelAsync();
        return Show(await wait);
    }

    private async Task<string> TerminateAsync()
    {
        await ScheduleAsync("P-Wait", null, "tU");
        await Client.WaitForInstanceStartAsync("tU", Deadline);
        await Client.TerminateInstanceAsync("tU", "because", Deadline);
        return await EndAsync("tU");
    }

    private async Task<string> SuspendAndResumeAsync()
    {
        await ScheduleAsync("P-Wait", null, "sU");
        await Client.WaitForInstanceStartAsync("sU", Deadline);
        await Client.SuspendInstanceAsync("sU", "hold", Deadline);
        OrchestrationMetadata? suspended = await Eventually.GetAsync(
            () => Client.GetInstanceAsync("sU", true, Deadline),
            instance => instance!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync("sU", "on", Deadline);
        await Client.RaiseEventAsync("sU", "Go", "ok", Deadline);
        return $"{Show(suspended)} -> {await EndAsync("sU")}";
    }

    private async Task<string> CountAsync()
    {
        int count = 0;
        await foreach (OrchestrationMetadata instance in Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "pU")))
            count++;
        return $"{count}";
    }

    private sealed class Holder;
}
