using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Understudy.LocalRuntime.Blobs;
using Understudy.LocalRuntime.Durable;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Http;
using Understudy.LocalRuntime.Invocation;
using Understudy.LocalRuntime.Queues;
using Understudy.LocalRuntime.State;
using Understudy.LocalRuntime.Timers;

namespace Understudy.LocalRuntime;

/// <summary>Hosts a Functions app in its own process, where no Functions host has started it.</summary>
public static class LocalRuntimeBuilderExtensions
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    /// <summary>
    /// Takes the values of local.settings.json as settings, as the Functions tools do before they start an app: they turn them
    /// into environment variables, and real ones win. It has to come before the app reads its settings. Does nothing in a
    /// process that the Functions host has started.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is no JSON.</exception>
    public static FunctionsApplicationBuilder AddLocalSettingsUnlessHosted(this FunctionsApplicationBuilder builder)
    {
        if (IsHosted(builder) || HostJson.Find(ContentRoot(builder), "local.settings.json") is not { } file) return builder;
        var values = new ConfigurationBuilder().AddJsonFile(file).Build()
            .GetSection("Values").AsEnumerable(makePathsRelative: true)
            .Where(static value => value.Value is not null)
            .ToDictionary(static value => value.Key.Replace("__", ":", StringComparison.Ordinal), static v => v.Value);

        IList<IConfigurationSource> sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        int index = sources.TakeWhile(static s => s is not EnvironmentVariablesConfigurationSource { Prefix: null or "" })
            .Count();
        sources.Insert(index, new MemoryConfigurationSource { InitialData = values });
        return builder;
    }

    /// <summary>
    /// Plays the Functions host's part: HTTP, timers, blob-created events, queue messages, durable orchestrations. Does
    /// nothing in a process that the Functions host has started. It has to come last, right before <c>Build</c>: what is
    /// added to the pipeline after it is never reached.
    /// </summary>
    /// <exception cref="InvalidDataException">host.json is wrong.</exception>
    /// <exception cref="InvalidOperationException">An address is wrong.</exception>
    public static FunctionsApplicationBuilder UseLocalRuntimeUnlessHosted(this FunctionsApplicationBuilder builder)
    {
        if (IsHosted(builder)) return builder;
        WorkerInternals.RemoveConnection(builder.Services);
        if (WorkerInternals.RemoveLogger(builder.Services)) builder.Logging.AddSimpleConsole();
        // The worker's integration has set its own by now.
        builder.Configuration[WebHostDefaults.ServerUrlsKey] = Urls(builder.Configuration);
        builder.Services.TryAddSingleton(static _ => ConnectionLimit.OfProcess());
        builder.Services.AddOptions<KestrelServerOptions>().Configure<ConnectionLimit>(static (kestrel, connections) =>
        {
            kestrel.AddServerHeader = false;
            connections.Apply(kestrel);
        });

        var hostJson = HostJson.Load(ContentRoot(builder), builder.Configuration);
        // Kestrel and routing log every request at Information, which is worth neither reading nor waiting for.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        foreach ((string category, LogLevel level) in hostJson.LogLevels)
            builder.Logging.AddFilter(category is "default" ? null : category, level);
        AddServices(builder.Services, hostJson);
        builder.Use(static _ => static context => ((LocalFunctionContext)context).RunFunctionAsync());
        return builder;
    }

    private static void AddServices(IServiceCollection services, HostJson hostJson)
    {
        services.AddOptions<LocalRuntimeOptions>().Configure<IConfiguration>(static (options, configuration) =>
        {
            options.DataFolder = configuration["LocalRuntime:DataFolder"] ?? options.DataFolder;
            options.MasterKey = configuration["LocalRuntime:MasterKey"] ?? options.MasterKey;
        });
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(hostJson);
        services.AddSingleton(provider => new FunctionHost(
            provider, services, provider.GetRequiredService<FunctionExecutionDelegate>()));
        services.AddSingleton<StateDatabase>();
        services.AddSingleton<QueueStore>();
        services.AddSingleton<SeenBlobs>();
        services.AddSingleton<TimerStatusStore>();
        services.AddSingleton<Listeners>();
        services.AddSingleton(MakeDurableEngine);
        services.AddSingleton(static provider => provider.GetRequiredService<FunctionHost>().DurableClient);
        // Services start in their order and stop in the opposite one: the app's own, then this, the web server last.
        ServiceDescriptor webServer = WorkerInternals.TakeWebServer(services);
        services.AddHostedService<RuntimeService>();
        services.Add(webServer);
        services.AddSingleton<FunctionKey>();
        services.AddSingleton<IStartupFilter, HttpEndpoints>();
    }

    private static DurableEngine MakeDurableEngine(IServiceProvider services)
    {
        HostJson hostJson = services.GetRequiredService<HostJson>();
        string folder = services.GetRequiredService<IOptions<LocalRuntimeOptions>>().Value
            .DataFolderIn(services.GetRequiredService<IHostEnvironment>());
        DurableEngineOptions options = new()
        {
            DatabasePath = Path.Combine(folder, hostJson.DurableHubName + ".db"),
            MaxConcurrentActivities = hostJson.MaxConcurrentActivities,
            MaxConcurrentOrchestrations = hostJson.MaxConcurrentOrchestrators,
        };
        return new DurableEngine(
            options,
            new TaskInvoker(services.GetRequiredService<FunctionHost>()),
            services.GetRequiredService<ILoggerFactory>(),
            services.GetRequiredService<TimeProvider>());
    }

    // The worker's builder hears of arguments too late to give them to the environment.
    private static string ContentRoot(FunctionsApplicationBuilder builder) =>
        builder.Configuration[HostDefaults.ContentRootKey] ?? builder.Environment.ContentRootPath;

    private static string Urls(IConfigurationRoot configuration)
    {
        string urls = configuration.Providers.OfType<CommandLineConfigurationProvider>()
            .Select(static provider => provider.TryGet(WebHostDefaults.ServerUrlsKey, out string? given) ? given : null)
            .LastOrDefault(static given => given is not null)
            ?? configuration["ASPNETCORE_URLS"] ?? DefaultUrl;
        try
        {
            foreach (string url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries)) BindingAddress.Parse(url);
            return urls;
        }
        catch (FormatException error)
        {
            throw new InvalidOperationException($"It cannot listen on '{urls}'. {error.Message}", error);
        }
    }

    // The host tells the worker where it listens.
    private static bool IsHosted(FunctionsApplicationBuilder builder) =>
        builder.Configuration["Functions:Worker:HostEndpoint"] is not null;
}
