using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a Functions app that hosts itself.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _builder;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];
    private bool _http;

    internal FunctionsApplicationBuilder(string[] args) => _builder = LocalHostDefaults.CreateBuilder(args);

    /// <summary>Shared by what configures the app.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_builder).Properties;

    /// <summary>The app's configuration.</summary>
    public ConfigurationManager Configuration => _builder.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => _builder.Configuration;

    /// <summary>The environment: <c>AZURE_FUNCTIONS_ENVIRONMENT</c>, or what .NET otherwise reads.</summary>
    public IHostEnvironment Environment => _builder.Environment;

    /// <summary>The app's logging.</summary>
    public ILoggingBuilder Logging => _builder.Logging;

    /// <summary>The app's metrics.</summary>
    public IMetricsBuilder Metrics => _builder.Metrics;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => _builder.Services;

    /// <summary>Finds the functions and builds the host.</summary>
    /// <exception cref="InvalidOperationException">A function is declared wrongly; the message lists them all.
    /// </exception>
    public IHost Build() => LocalHostDefaults.Build(_builder, _middleware, _http);

    /// <inheritdoc />
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_builder).ConfigureContainer(factory, configure);

    /// <inheritdoc />
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    internal void AddHttp()
    {
        if (_http)
            return;
        _http = true;
        Services.AddMvcCore();
    }
}
