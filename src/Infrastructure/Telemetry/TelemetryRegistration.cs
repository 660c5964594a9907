using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Understudy.Infrastructure.Telemetry;

/// <summary>Where traces and metrics go.</summary>
/// <param name="ToConsole">Whether they are written to the standard output.</param>
/// <param name="ToCollector">
/// Whether they are sent to a collector, by the OpenTelemetry protocol; which one, its SDK reads from the environment.
/// </param>
/// <param name="Sources">The sources of spans, beside those of requests that come in and go out.</param>
/// <param name="Meters">The meters.</param>
public sealed record TelemetryRoute(
    bool ToConsole, bool ToCollector, IReadOnlyList<string> Sources, IReadOnlyList<string> Meters);

/// <summary>Adds OpenTelemetry.</summary>
public static class TelemetryRegistration
{
    /// <summary>The name that the app has in traces unless <c>OTEL_SERVICE_NAME</c> says another.</summary>
    public const string ServiceName = "understudy";

    /// <summary>Has traces and metrics taken down and sent; without a destination nothing is taken down.</summary>
    public static void AddTelemetry(this IServiceCollection services, TelemetryRoute route)
    {
        if (route is { ToConsole: false, ToCollector: false }) return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(ServiceName)
                // What the environment says comes last, and wins.
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing =>
            {
                tracing.AddAspNetCoreInstrumentation().AddSource([.. route.Sources]);
                // What people have webhooks sent to may be a secret from its path on.
                tracing.AddHttpClientInstrumentation(calls => calls.EnrichWithHttpRequestMessage = (span, request) =>
                    span.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority)));
                if (route.ToConsole) tracing.AddConsoleExporter();
                if (route.ToCollector) tracing.AddOtlpExporter();
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter([.. route.Meters]);
                if (route.ToConsole) metrics.AddConsoleExporter();
                if (route.ToCollector) metrics.AddOtlpExporter();
            });
    }
}
