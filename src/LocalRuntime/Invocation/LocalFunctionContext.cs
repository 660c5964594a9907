using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Http;

namespace Understudy.LocalRuntime.Invocation;

/// <summary>
/// One invocation. Whatever not every function asks for (id, services, items, features, trace) is made when it is
/// first asked for: this object is what a request through the runtime costs beyond plain ASP.NET Core.
/// </summary>
internal sealed class LocalFunctionContext : FunctionContext, IAsyncDisposable
{
    private readonly FunctionHost _host;
    private IReadOnlyDictionary<string, object?>? _bindingData;
    private IServiceProvider? _services;
    private AsyncServiceScope? _scope;
    private List<IDisposable>? _held;

    /// <summary>An invocation by HTTP. ASP.NET Core disposes its services.</summary>
    public LocalFunctionContext(FunctionHost host, LocalFunctionDefinition definition, HttpContext httpContext)
    {
        _host = host;
        Definition = definition;
        HttpContext = httpContext;
        CancellationToken = httpContext.RequestAborted;
    }

    /// <summary>An invocation by anything else.</summary>
    public LocalFunctionContext(
        FunctionHost host,
        LocalFunctionDefinition definition,
        object? trigger,
        IReadOnlyDictionary<string, object?> bindingData,
        CancellationToken cancellationToken)
    {
        _host = host;
        Definition = definition;
        Trigger = trigger;
        _bindingData = bindingData;
        CancellationToken = cancellationToken;
    }

    public LocalFunctionDefinition Definition { get; }

    public HttpContext? HttpContext { get; }

    /// <summary>What started the function, as its trigger made it; null with HTTP.</summary>
    public object? Trigger { get; }

    /// <summary>The request's body as the function's <c>[FromBody]</c> parameter wants it.</summary>
    public object? Body { get; private set; }

    /// <summary>What the function returned, or what middleware put in its place.</summary>
    public object? Result { get; set; }

    public FunctionHost Host => _host;

    public IServiceProvider RootServices => _host.Services;

    public override string InvocationId => field ??= Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);

    public override string FunctionId => Definition.Id;

    public override FunctionDefinition FunctionDefinition => Definition;

    public override TraceContext TraceContext => field ??= new ActivityTraceContext(Activity.Current);

    public override BindingContext BindingContext => field ??= new LocalBindingContext(BindingData);

    public override RetryContext RetryContext => NoRetry.Instance;

    public override IDictionary<object, object> Items { get => field ??= NewItems(); set; }

    public override IInvocationFeatures Features => field ??= new InvocationFeatures(this);

    public override CancellationToken CancellationToken { get; }

    public override IServiceProvider InstanceServices
    {
        get => _services ??= HttpContext?.RequestServices ?? CreateScope();
        set => _services = value;
    }

    public IReadOnlyDictionary<string, object?> BindingData =>
        _bindingData ??= HttpContext is null ? ReadOnlyDictionary<string, object?>.Empty : RequestValues.All(HttpContext);

    /// <summary>The innermost step of the pipeline.</summary>
    public async Task RunFunctionAsync()
    {
        if (Definition.BodyType is { } type) Body = await JsonBody.ReadAsync(HttpContext!, type);
        Result = await Definition.Invoke(this);
    }

    /// <summary>Keeps something until the invocation ends.</summary>
    public T Hold<T>(T disposable)
        where T : IDisposable
    {
        (_held ??= []).Add(disposable);
        return disposable;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IDisposable held in _held ?? [])
            held.Dispose();
        if (_scope is { } scope) await scope.DisposeAsync();
    }

    private Dictionary<object, object> NewItems() =>
        HttpContext is null ? [] : new() { [WorkerInternals.HttpContextKey] = HttpContext };

    private IServiceProvider CreateScope()
    {
        AsyncServiceScope scope = RootServices.CreateAsyncScope();
        _scope = scope;
        return scope.ServiceProvider;
    }
}
