using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Http;

/// <summary>
/// Puts the HTTP functions behind ASP.NET Core's routing, in place of the worker's own pipeline, which waits for the
/// Functions host.
/// </summary>
internal sealed class HttpEndpoints(FunctionHost host, HostJson hostJson, FunctionKey key) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => Map;

    private void Map(IApplicationBuilder app)
    {
        HttpRoutes taken = new(hostJson.RoutePrefix);
        List<Endpoint> endpoints = [];
        // The Functions host takes the first route that matches, in the order of the functions' names.
        foreach (LocalFunctionDefinition function in host.Functions
            .Where(static f => f.Kind == TriggerKind.Http).OrderBy(static f => f.Name, StringComparer.OrdinalIgnoreCase))
        {
            RouteEndpointBuilder endpoint = new(
                http => RunAsync(new LocalFunctionContext(host, function, http)), taken.Add(function), order: endpoints.Count)
            {
                DisplayName = function.Name,
            };
            endpoint.Metadata.Add(function);
            if (function.HttpMethods.Count > 0) endpoint.Metadata.Add(new HttpMethodMetadata(function.HttpMethods));
            endpoints.Add(endpoint.Build());
        }

        app.Use(ConnectionLimit.AnswerAsync);
        app.UseRouting();
        app.Use((HttpContext http, RequestDelegate _) => DispatchAsync(http));
        app.UseEndpoints(routes => routes.DataSources.Add(new DefaultEndpointDataSource(endpoints)));
    }

    /// <summary>
    /// An endpoint that is no function is the router's own 405. The Functions host answers 404 to a method that no
    /// function of the route takes, and so does this one.
    /// </summary>
    private Task DispatchAsync(HttpContext http)
    {
        Endpoint? endpoint = http.GetEndpoint();
        LocalFunctionDefinition? function = endpoint?.Metadata.GetMetadata<LocalFunctionDefinition>();
        if (function is not null && (!function.NeedsKey || key.Opens(http.Request))) return endpoint!.RequestDelegate!(http);
        http.Response.StatusCode = function is null
            ? StatusCodes.Status404NotFound
            : StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static async Task RunAsync(LocalFunctionContext context)
    {
        HttpContext http = context.HttpContext!;
        try
        {
            await context.Host.RunAsync(context);
            await HttpAnswer.WriteAsync(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            FunctionLog.Aborted(context.Host.Logger, context.Definition.Name);
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            // What Kestrel found wrong with the request while the function read it, such as a body over the limit.
            FunctionLog.BadRequest(context.Host.Logger, exception, context.Definition.Name);
            http.Response.Clear();
            http.Response.StatusCode = exception.StatusCode;
        }
        catch (Exception exception)
        {
            FunctionLog.Failed(context.Host.Logger, exception, context.Definition.Name, context.InvocationId);
            if (http.Response.HasStarted)
            {
                // The status has gone out already; only a broken connection can still say that the answer is not whole.
                http.Abort();
                return;
            }

            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
