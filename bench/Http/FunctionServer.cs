using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.LocalRuntime;

namespace Understudy.Bench.Http;

/// <summary>A Functions app of one function that answers the same text as the baseline.</summary>
internal static class FunctionServer
{
    public const string Command = "serve-function";

    public static async Task<int> RunAsync(string port)
    {
        FunctionsApplicationBuilder builder =
            FunctionsApplication.CreateBuilder(["--urls", $"http://127.0.0.1:{port}"]);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.Configure<LocalRuntimeOptions>(options => options.FunctionTypes = [typeof(HelloFunction)]);
        await builder.UseLocalRuntimeUnlessHosted().Build().RunAsync();
        return 0;
    }
}

/// <summary>A function with nothing to do.</summary>
public static class HelloFunction
{
    /// <summary>Answers a text.</summary>
    [Function("Hello")]
    public static string Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello")] HttpRequest request) => BareServer.Text;
}
