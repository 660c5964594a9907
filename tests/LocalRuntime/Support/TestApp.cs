using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Understudy.LocalRuntime.Tests.Support;

/// <summary>A Functions app on a test server, in a data folder of its own unless it is given one.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TempFolder? _ownFolder;

    private TestApp(IHost host, TempFolder? ownFolder)
    {
        _host = host;
        _ownFolder = ownFolder;
    }

    public IServiceProvider Services => _host.Services;

    public Recorder Recorder => Services.GetRequiredService<Recorder>();

    public HttpClient Client => field ??= _host.GetTestClient();

    /// <summary>Builds and starts an app with the functions of one class.</summary>
    public static async Task<TestApp> StartAsync<TFunctions>(
        Action<FunctionsApplicationBuilder>? configure = null, TempFolder? folder = null, params string[] settings)
    {
        TempFolder? ownFolder = folder is null ? new TempFolder() : null;
        FunctionsApplicationBuilder builder = Builder([typeof(TFunctions)], (folder ?? ownFolder!).Path, settings);
        configure?.Invoke(builder);
        TestApp app = new(builder.UseLocalRuntimeUnlessHosted().Build(), ownFolder);
        await app._host.StartAsync();
        return app;
    }

    public static FunctionsApplicationBuilder Builder(
        IReadOnlyCollection<Type> functions, string dataFolder, params IEnumerable<string> settings)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder([]);
        builder.ConfigureFunctionsWebApplication();
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting =>
            KeyValuePair.Create(setting[..setting.IndexOf('=')], (string?)setting[(setting.IndexOf('=') + 1)..])));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer, TestServer>();
        builder.Services.AddSingleton<Recorder>();
        builder.Services.Configure<LocalRuntimeOptions>(options =>
        {
            options.FunctionTypes = functions;
            options.DataFolder = dataFolder;
        });
        return builder;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _ownFolder?.Dispose();
    }
}
