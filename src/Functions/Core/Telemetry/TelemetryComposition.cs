using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using OpenTelemetry;
using Understudy.Domain.Common;
using Understudy.Infrastructure.Telemetry;
using Understudy.LocalRuntime.Durable;

namespace Understudy.Functions.Core.Telemetry;

/// <summary>Adds traces and metrics to the app.</summary>
internal static class TelemetryComposition
{
    // OpenTelemetry's own name, so that what is known of other services holds here.
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The Functions host's own name: host and app tell the same resource.
    private const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    // The runtime's of this machine; on Azure the worker's, and the durable extension's.
    private static readonly string[] _sources =
        [Signals.Source, DurableTraces.Source, "Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask"];

    /// <summary>Sends them where the settings say.</summary>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder, TelemetryOptions options)
    {
        string? insights = builder.Configuration[ApplicationInsights];
        IOpenTelemetryBuilder? telemetry = builder.Services.AddTelemetry(new TelemetryRoute(
            options.Telemetry == "console",
            !string.IsNullOrWhiteSpace(builder.Configuration[Collector]),
            _sources,
            [Signals.Source, "Microsoft.AspNetCore.Hosting", "System.Runtime"])
        {
            ApplicationInsights = string.IsNullOrWhiteSpace(insights) ? null : insights,
        });
        // Has the host leave to the app what the app tells itself, so that nothing is told twice.
        telemetry?.UseFunctionsWorkerDefaults();
        builder.Services.AddSingleton<Figures>();
    }
}
