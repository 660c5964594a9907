using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Tests.Hosting;

/// <summary>Orchestrators and activities as functions; the engine itself has tests of its own.</summary>
public sealed class DurableFunctionTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_starts_an_orchestration_that_calls_activities()
    {
        await using TestApp app = await StartAsync();

        string id = await app.Client.GetStringAsync("/api/Start");

        OrchestrationMetadata end = await EndOf(app, id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        end.ReadOutputAs<string>().ShouldBe($"a:5:order-a done by Charge in order-a");
    }

    [Fact]
    public async Task An_activitys_failure_reaches_the_orchestrator()
    {
        await using TestApp app = await StartAsync();

        OrchestrationMetadata end = await RunAsync(app, "Fails");

        end.ReadOutputAs<string>().ShouldBe("Boom: System.InvalidOperationException: boom");
    }

    [Fact]
    public async Task An_input_that_is_not_of_the_activitys_type_fails_the_activity()
    {
        await using TestApp app = await StartAsync();

        OrchestrationMetadata end = await RunAsync(app, "Mismatch");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput!.ShouldContain("Charge");
    }

    [Fact]
    public async Task Middleware_runs_around_activities_and_around_every_turn_of_an_orchestrator()
    {
        await using TestApp app = await StartAsync(static builder => builder.UseMiddleware<Tracing>());

        await RunAsync(app, "Order", new Order("a", 5));

        app.Recorder.Notes.ShouldBe([
            "local.orchestrationTrigger begins", "activityTrigger begins", "activityTrigger ends",
            "local.orchestrationTrigger begins", "activityTrigger begins", "activityTrigger ends",
            "local.orchestrationTrigger begins", "local.orchestrationTrigger ends",
        ]);
    }

    [Fact]
    public async Task An_exception_of_an_orchestrators_middleware_fails_the_orchestration()
    {
        await using TestApp app = await StartAsync(static builder => builder.UseMiddleware(static (context, next) =>
            context.FunctionDefinition.Name == "Order" ? throw new InvalidOperationException("not today") : next()));

        OrchestrationMetadata end = await RunAsync(app, "Order", new Order("a", 5));

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput.ShouldBe("System.InvalidOperationException: not today");
    }

    [Fact]
    public async Task An_orchestration_goes_on_after_a_restart_of_the_host()
    {
        await using (TestApp first = await StartAsync())
        {
            await Client(first).ScheduleNewOrchestrationInstanceAsync(
                "Waits", null, new StartOrchestrationOptions("waiting"));
            await Client(first).WaitForInstanceStartAsync("waiting");
        }

        await using TestApp second = await StartAsync();
        await Client(second).RaiseEventAsync("waiting", "Approval", "yes");

        (await EndOf(second, "waiting")).ReadOutputAs<string>().ShouldBe("yes");
    }

    [Fact]
    public async Task An_activity_is_cancelled_when_the_host_stops_and_runs_again_at_the_next_start()
    {
        await using (TestApp first = await StartAsync())
        {
            await Client(first).ScheduleNewOrchestrationInstanceAsync("Lasting", null, new StartOrchestrationOptions("l"));
            await first.Recorder.NotesAsync(1);
        }

        await using TestApp second = await StartAsync();

        await second.Recorder.NotesAsync(1);
    }

    [Fact]
    public async Task The_engines_file_is_named_after_the_task_hub()
    {
        await using TestApp app = await StartAsync();

        File.Exists(Path.Combine(_folder.Path, "ClipHub.db")).ShouldBeTrue();
    }

    private static DurableTaskClient Client(TestApp app) => app.Services.GetRequiredService<DurableEngine>().Client;

    private static async Task<OrchestrationMetadata> RunAsync(TestApp app, string orchestrator, object? input = null) =>
        await EndOf(app, await Client(app).ScheduleNewOrchestrationInstanceAsync(orchestrator, input));

    private static async Task<OrchestrationMetadata> EndOf(TestApp app, string id)
    {
        using CancellationTokenSource deadline = new(Limits.Wait);
        return await Client(app).WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, deadline.Token);
    }

    private Task<TestApp> StartAsync(Action<FunctionsApplicationBuilder>? configure = null) =>
        TestApp.StartAsync<Functions>(
            configure, _folder, "AzureFunctionsJobHost:extensions:durableTask:hubName=ClipHub");

    public sealed record Order(string Id, int Amount);

    public sealed class Tracing(Recorder recorder) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            string trigger = context.FunctionDefinition.InputBindings.Values.Single().Type;
            recorder.Note($"{trigger} begins");
            await next(context);
            recorder.Note($"{trigger} ends");
        }
    }

    public sealed class Functions(Recorder recorder)
    {
        [Function("Start")]
        public static async Task<IActionResult> Start(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request,
            [DurableClient] DurableTaskClient client)
        {
            string id = await client.ScheduleNewOrchestrationInstanceAsync(
                "Order", new Order("a", 5), new StartOrchestrationOptions("order-a"));
            return new ContentResult { Content = id };
        }

        [Function("Order")]
        public static async Task<string> OfOrder([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
        {
            string described = await context.CallActivityAsync<string>("Describe", order);
            return $"{described} done by {await context.CallActivityAsync<string>("Charge", order)}";
        }

        [Function("Describe")]
        public static string Describe([ActivityTrigger] Order order, string instanceId) =>
            $"{order.Id}:{order.Amount}:{instanceId}";

        [Function("Charge")]
        public static async Task<string> Charge(
            [ActivityTrigger] Order order, FunctionContext context, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.CanBeCanceled.ShouldBeTrue();
            return $"{context.FunctionDefinition.Name} in {context.BindingContext.BindingData["instanceId"]}";
        }

        [Function("Fails")]
        public static async Task<string> Fails([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            try
            {
                await context.CallActivityAsync("Boom");
                return "";
            }
            catch (TaskFailedException exception)
            {
                TaskFailureDetails details = exception.FailureDetails;
                return $"{exception.TaskName}: {details.ErrorType}: {details.ErrorMessage}";
            }
        }

        [Function("Mismatch")]
        public static Task Mismatch([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync("Charge", "no order");

        [Function("Boom")]
        public static void Boom([ActivityTrigger] string? nothing) => throw new InvalidOperationException("boom");

        [Function("Waits")]
        public static Task<string> Waits([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.WaitForExternalEvent<string>("Approval");

        [Function("Lasting")]
        public static Task Lasting([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync("Endless");

        [Function("Endless")]
        public Task Endless([ActivityTrigger] string? nothing, CancellationToken cancellationToken)
        {
            recorder.Note("runs");
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
