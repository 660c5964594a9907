using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
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
    bool ToConsole, bool ToCollector, IReadOnlyList<string> Sources, IReadOnlyList<string> Meters)
{
    /// <summary>
    /// The connection string of Application Insights, to which traces, metrics and logs are sent then, as whoever the process
    /// is on Azure; null not to.
    /// </summary>
    public string? ApplicationInsights { get; init; }

    /// <summary>Whether there is anybody to tell.</summary>
    public bool HasDestination => ToConsole || ToCollector || ApplicationInsights is not null;
}

/// <summary>Adds OpenTelemetry.</summary>
public static class TelemetryRegistration
{
    /// <summary>The name that the app has in traces unless <c>OTEL_SERVICE_NAME</c> says another.</summary>
    public const string ServiceName = "understudy";

    /// <summary>Has traces and metrics taken down and sent; without a destination nothing is taken down.</summary>
    /// <returns>What more can be set of it; null without a destination.</returns>
    public static IOpenTelemetryBuilder? AddTelemetry(this IServiceCollection services, TelemetryRoute route)
    {
        if (!route.HasDestination) return null;
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
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
        if (route.ApplicationInsights is { } connection) telemetry.SendToApplicationInsights(connection);
        return telemetry;
    }

    private static void SendToApplicationInsights(this OpenTelemetryBuilder telemetry, string connection)
    {
        // The identity that AZURE_CLIENT_ID names: the resource takes nothing from anybody else.
        TokenCredential credential = new DefaultAzureCredential();
        telemetry.UseAzureMonitorExporter(options =>
        {
            options.ConnectionString = connection;
            options.Credential = credential;
            // Someone may miss a span of many; a figure or a line about money, nobody.
            options.TracesPerSecond = 5;
            options.EnableTraceBasedLogsSampler = false;
        });
        telemetry.Services.Configure<OpenTelemetryLoggerOptions>(logs => logs.IncludeFormattedMessage = true);
        // As host.json has it for the host: of what is not ours, only what went wrong.
        telemetry.Services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("Understudy", LogLevel.Information));
    }
}
