using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.LocalRuntime;

namespace Understudy.Bench.Durable;

/// <summary>A Functions app with the orchestrators that are measured.</summary>
internal static class DurableServer
{
    public const string Command = "serve-durable";

    public static async Task<int> RunAsync(string port, string folder)
    {
        FunctionsApplicationBuilder builder =
            FunctionsApplication.CreateBuilder(["--urls", $"http://127.0.0.1:{port}"]);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton<ActivityStarts>();
        builder.Services.Configure<LocalRuntimeOptions>(options =>
        {
            options.FunctionTypes = [typeof(Orchestrators), typeof(BatchEndpoints), typeof(LatencyEndpoint)];
            options.DataFolder = folder;
        });
        await builder.UseLocalRuntimeUnlessHosted().Build().RunAsync();
        return 0;
    }
}
