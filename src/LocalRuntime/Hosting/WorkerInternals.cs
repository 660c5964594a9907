using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>
/// What the local runtime leans on that Microsoft's packages do not promise. All of it is here; a test tells which of it
/// a new version has moved.
/// </summary>
internal static class WorkerInternals
{
    /// <summary>
    /// The key of the <see cref="FunctionContext.Items"/> under which <c>FunctionContext.GetHttpContext()</c> of the ASP.NET
    /// Core integration looks for the request (its internal <c>Constants.HttpContextKey</c>).
    /// </summary>
    public const string HttpContextKey = "HttpRequestContext";

    /// <summary>
    /// The type of an HTTP trigger's binding. The integration's middleware waits for the host to hand over the request of
    /// any <c>httpTrigger</c>; functions of another type pass it.
    /// </summary>
    public const string HttpTrigger = "local.httpTrigger";

    /// <summary>
    /// The type of an orchestration trigger's binding. The Durable extension's middleware expects the host's history in
    /// any <c>orchestrationTrigger</c>; functions of another type pass it.
    /// </summary>
    public const string OrchestrationTrigger = "local.orchestrationTrigger";

    /// <summary>
    /// The feature that <c>FunctionContext.GetInvocationResult()</c> and <c>GetOutputBindings()</c> read: an internal interface
    /// of Microsoft.Azure.Functions.Worker.Core.
    /// </summary>
    public static Type BindingsFeature { get; } = typeof(FunctionContext).Assembly.GetType(
        "Microsoft.Azure.Functions.Worker.Context.Features.IFunctionBindingsFeature", throwOnError: true)!;

    /// <summary>Takes out the service that connects to the Functions host over gRPC.</summary>
    /// <exception cref="InvalidOperationException">It is not there under its name.</exception>
    public static void RemoveConnection(IServiceCollection services) => _ = Take(services, "WorkerHostedService")
        ?? throw new InvalidOperationException(
            "Microsoft.Azure.Functions.Worker has no WorkerHostedService any more: the local runtime must follow.");

    /// <summary>Takes out the logger that writes into that connection; false when the app has taken it out itself.</summary>
    public static bool RemoveLogger(IServiceCollection services) => Take(services, "WorkerLoggerProvider") is not null;

    /// <summary>Takes out the service that is ASP.NET Core's web server.</summary>
    /// <exception cref="InvalidOperationException">It is not there; the app has not called ConfigureFunctionsWebApplication.</exception>
    public static ServiceDescriptor TakeWebServer(IServiceCollection services) => Take(services, "GenericWebHostService")
        ?? throw new InvalidOperationException(
            "There is no web server: builder.ConfigureFunctionsWebApplication() has to be called before.");

    /// <summary>Makes the bindings feature of an invocation, whose result is that of the context.</summary>
    public static object BindingsOf(LocalFunctionContext context)
    {
        object proxy = DispatchProxy.Create(BindingsFeature, typeof(Bindings));
        ((Bindings)proxy).Context = context;
        return proxy;
    }

    /// <summary>Takes out a service, however often it is there, by the name of its internal class; null when it is not.</summary>
    private static ServiceDescriptor? Take(IServiceCollection services, string implementation)
    {
        ServiceDescriptor[] found = [.. services.Where(service => service.ImplementationType?.Name == implementation)];
        foreach (ServiceDescriptor service in found) services.Remove(service);
        return found.LastOrDefault();
    }

    /// <summary>Answers the members of the internal interface by their names. Public, because a proxy derives from it.</summary>
    public class Bindings : DispatchProxy
    {
        private Dictionary<string, object?>? _outputs;

        internal LocalFunctionContext? Context { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod?.Name)
            {
                case "get_InvocationResult":
                    return Context!.Result;
                case "set_InvocationResult":
                    Context!.Result = args![0];
                    return null;
                case "get_InputData" or "get_TriggerMetadata":
                    return Context!.BindingData;
                case "get_OutputBindingData":
                    return _outputs ??= [];
                default:
                    throw new NotSupportedException($"The local runtime has no {targetMethod?.Name} of an invocation.");
            }
        }
    }
}
