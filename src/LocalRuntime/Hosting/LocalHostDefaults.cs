using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Understudy.LocalRuntime.Blobs;
using Understudy.LocalRuntime.Durable;
using Understudy.LocalRuntime.Http;
using Understudy.LocalRuntime.Queues;
using Understudy.LocalRuntime.State;
using Understudy.LocalRuntime.Timers;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>Builds the web host that a Functions app runs in.</summary>
internal static class LocalHostDefaults
{
    private const string DefaultUrl = "http://127.0.0.1:7071";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Watching appsettings.json takes one of the few inotify instances of a user, for each host in a process.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT"),
        });
        AddLocalSettings(builder);
        builder.Services.AddOptions<LocalRuntimeOptions>().Configure<IConfiguration>(static (options, configuration) =>
            options.DataFolder = configuration["LocalRuntime:DataFolder"] ?? options.DataFolder);

        builder.Services.AddSingleton(static _ => ConnectionLimit.OfProcess());
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ApplicationServices.GetRequiredService<ConnectionLimit>().Apply(kestrel);
        });
        if (builder.Configuration["urls"] is null)
            builder.WebHost.UseUrls(DefaultUrl);

        // Kestrel and routing log every request at Information, which is worth neither reading nor waiting for.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        return builder;
    }

    public static WebApplication Build(
        WebApplicationBuilder builder,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware,
        bool http)
    {
        HostJson hostJson = HostJson.Load(builder.Environment.ContentRootPath, builder.Configuration);
        foreach ((string category, LogLevel level) in hostJson.LogLevels)
            builder.Logging.AddFilter(category is "default" ? null : category, level);

        IServiceCollection services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        // The slim builder leaves this one out; the Functions host knows it.
        services.Configure<RouteOptions>(
            static options => options.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        services.AddSingleton(hostJson);
        services.AddSingleton(provider => new FunctionHost(provider, services, middleware, http));
        services.AddSingleton<StateDatabase>();
        services.AddSingleton<QueueStore>();
        services.AddSingleton<BlobReceiptStore>();
        services.AddSingleton<TimerStatusStore>();
        services.AddSingleton<Listeners>();
        services.AddSingleton(MakeDurableEngine);
        services.AddHostedService<RuntimeService>();

        WebApplication app = builder.Build();
        HttpEndpoints.Map(app, app.Services.GetRequiredService<FunctionHost>());
        return app;
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

    /// <summary>
    /// The Functions tools turn the values of local.settings.json into environment variables, and real environment
    /// variables win over them; so they come right before those.
    /// </summary>
    private static void AddLocalSettings(WebApplicationBuilder builder)
    {
        string? file = HostJson.Find(builder.Environment.ContentRootPath, "local.settings.json");
        if (file is null)
            return;
        Dictionary<string, string?> values = new ConfigurationBuilder().AddJsonFile(file).Build()
            .GetSection("Values").AsEnumerable(makePathsRelative: true)
            .Where(static value => value.Value is not null)
            .ToDictionary(static value => value.Key.Replace("__", ":", StringComparison.Ordinal), static v => v.Value);

        IList<IConfigurationSource> sources = builder.Configuration.Sources;
        int index = sources.TakeWhile(static s => s is not EnvironmentVariablesConfigurationSource { Prefix: null or "" })
            .Count();
        sources.Insert(index, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = values,
        });
    }
}
