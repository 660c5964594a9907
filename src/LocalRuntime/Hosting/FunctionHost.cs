using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Durable;
using Understudy.LocalRuntime.Invocation;
using Understudy.LocalRuntime.Queues;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>The app's functions, and the one way in which each of them is run.</summary>
internal sealed class FunctionHost
{
    private readonly FunctionExecutionDelegate _pipeline;

    public FunctionHost(
        IServiceProvider services,
        IServiceCollection registrations,
        FunctionExecutionDelegate pipeline)
    {
        Services = services;
        Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Function");
        FunctionDiscovery discovery = new(services.GetRequiredService<IConfiguration>(), new FunctionActivators(registrations));
        Functions = discovery.Discover(services.GetRequiredService<IOptions<LocalRuntimeOptions>>().Value.FunctionTypes);
        _pipeline = pipeline;
    }

    public IServiceProvider Services { get; }

    public ILogger Logger { get; }

    public IReadOnlyList<LocalFunctionDefinition> Functions { get; }

    /// <summary>Where output bindings send to.</summary>
    public QueueStore Queues => field ??= Services.GetRequiredService<QueueStore>();

    public DurableTaskClient DurableClient => field ??= Services.GetRequiredService<DurableEngine>().Client;

    /// <summary>
    /// Runs middleware and function and sends what its output bindings hold. When it returns, those messages are
    /// stored.
    /// </summary>
    public Task RunAsync(LocalFunctionContext context)
    {
        Task run = _pipeline(context);
        return context.Definition.Outputs.Queues.Count == 0 ? run : SendAfterAsync(run, context);
    }

    /// <summary>Runs a function that HTTP did not start, and disposes what the invocation held.</summary>
    /// <returns>Its result.</returns>
    public async Task<object?> RunAsync(
        LocalFunctionDefinition function,
        object? trigger,
        IReadOnlyDictionary<string, object?> bindingData,
        CancellationToken cancellationToken)
    {
        LocalFunctionContext context = new(this, function, trigger, bindingData, cancellationToken);
        try
        {
            await RunAsync(context);
            return context.Result;
        }
        finally
        {
            await context.DisposeAsync();
        }
    }

    private async Task SendAfterAsync(Task run, LocalFunctionContext context)
    {
        await run;
        List<OutgoingMessage> messages = context.Definition.Outputs.MessagesOf(context.Result);
        if (messages.Count > 0) Queues.Send(messages);
    }
}
