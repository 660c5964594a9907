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

/// <summary>Adds OpenTelemetry.</summary>
public static class TelemetryRegistration
{
    /// <summary>Has traces and metrics taken down and sent; without a destination nothing is taken down.</summary>
    /// <returns>What more can be set of it; null without a destination.</returns>
    public static IOpenTelemetryBuilder? AddTelemetry(this IServiceCollection services, TelemetryRoute route)
    {
        if (!route.HasDestination) return null;
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService(route.Service)
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
