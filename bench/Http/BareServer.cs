using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Understudy.Bench.Http;

/// <summary>The baseline: a minimal API on Kestrel that answers a text, logging no more than the app does.</summary>
internal static class BareServer
{
    public const string Command = "serve-bare";

    /// <summary>What is asked for, here and of the function.</summary>
    public const string Path = "/hello";

    /// <summary>The answer, here and of the function.</summary>
    public const string Text = "Hello, world!";

    public static async Task<int> RunAsync(string port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls", $"http://127.0.0.1:{port}"]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        WebApplication app = builder.Build();
        app.MapGet(Path, () => Text);
        await app.RunAsync();
        return 0;
    }
}
