using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Http;

/// <summary>Puts the HTTP functions behind ASP.NET Core's routing.</summary>
internal static class HttpEndpoints
{
    public static void Map(WebApplication app, FunctionHost host)
    {
        HttpRoutes routes = new(app.Services.GetRequiredService<HostJson>().RoutePrefix);
        List<Endpoint> endpoints = [];
        foreach (LocalFunctionDefinition function in host.Functions.Where(static f => f.Kind == TriggerKind.Http))
        {
            RouteEndpointBuilder endpoint = new(
                http => RunAsync(new LocalFunctionContext(host, function, http)), routes.Add(function), order: 0)
            {
                DisplayName = function.Name,
            };
            endpoint.Metadata.Add(function);
            if (function.HttpMethods.Count > 0)
                endpoint.Metadata.Add(new HttpMethodMetadata(function.HttpMethods));
            endpoints.Add(endpoint.Build());
        }

        ((IEndpointRouteBuilder)app).DataSources.Add(new DefaultEndpointDataSource(endpoints));
        app.Use(ConnectionLimit.AnswerAsync);
        app.UseRouting();
        app.Run(DispatchAsync);
    }

    /// <summary>
    /// An endpoint that is no function is the router's own 405. The Functions host answers 404 to a method that no
    /// function of the route takes, and so does this one.
    /// </summary>
    private static Task DispatchAsync(HttpContext http)
    {
        Endpoint? endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<LocalFunctionDefinition>() is not null)
            return endpoint.RequestDelegate!(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
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
