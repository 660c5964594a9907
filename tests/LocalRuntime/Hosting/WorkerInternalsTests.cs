using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Hosting;

namespace Understudy.LocalRuntime.Tests.Hosting;

/// <summary>What the runtime leans on in Microsoft's packages is where it was; a new version may have moved it.</summary>
public sealed class WorkerInternalsTests
{
    [Theory]
    [InlineData("WorkerHostedService")]
    [InlineData("WorkerLoggerProvider")]
    [InlineData("GenericWebHostService")]
    public void What_is_taken_out_or_moved_is_registered_under_its_name(string implementation) =>
        Worker().Services.Count(service => service.ImplementationType?.Name == implementation).ShouldBe(
            1, $"{implementation} is what the local runtime takes out or moves: see {nameof(WorkerInternals)}");

    [Fact]
    public void The_feature_behind_results_and_output_bindings_has_the_members_that_are_answered() =>
        WorkerInternals.BindingsFeature.GetMethods().Select(method => method.Name).ShouldBe(
            [
                "get_TriggerMetadata", "get_InputData", "get_OutputBindingData", "get_InvocationResult", "set_InvocationResult",
                // For the worker's own output bindings, whose middleware is never reached.
                "get_OutputBindingsInfo",
            ],
            ignoreOrder: true,
            $"{WorkerInternals.BindingsFeature} has changed: {nameof(WorkerInternals.Bindings)} must follow");

    [Fact]
    public async Task Middleware_finds_request_and_result_by_the_workers_own_means()
    {
        string? path = null;
        await using TestApp app = await TestApp.StartAsync<Functions>(builder => builder.UseMiddleware(async (context, next) =>
        {
            path = context.GetHttpContext()?.Request.Path;
            await next();
            context.GetInvocationResult().Value = $"{context.GetInvocationResult().Value}!";
        }));

        (await app.Client.GetStringAsync("/api/Hello")).ShouldBe("hello!");
        path.ShouldBe("/api/Hello");
    }

    [Fact]
    public void Started_by_a_Functions_host_the_worker_stays_as_it_is()
    {
        FunctionsApplicationBuilder builder = Worker();
        builder.Configuration["Functions:Worker:HostEndpoint"] = "http://127.0.0.1:1";
        int before = builder.Services.Count;

        builder.UseLocalRuntimeUnlessHosted();

        builder.Services.Count.ShouldBe(before);
    }

    [Fact]
    public void HTTP_functions_need_the_web_application() => Should.Throw<InvalidOperationException>(
        () => FunctionsApplication.CreateBuilder([]).UseLocalRuntimeUnlessHosted()).Message
        .ShouldContain("builder.ConfigureFunctionsWebApplication()");

    private static FunctionsApplicationBuilder Worker()
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();
        return builder;
    }

    public sealed class Functions
    {
        [Function("Hello")]
        public static string Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "hello";
    }
}
