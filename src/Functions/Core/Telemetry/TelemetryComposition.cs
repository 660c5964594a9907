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
    // The runtime's of this machine; on Azure the worker's, and the durable extension's.
    private static readonly string[] _sources =
        [Signals.Source, DurableTraces.Source, "Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask"];

    /// <summary>Sends them where the settings say.</summary>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder, TelemetryOptions options)
    {
        var route = TelemetryRoute.Read(builder.Configuration, "understudy", options.Telemetry == "console");
        IOpenTelemetryBuilder? telemetry = builder.Services.AddTelemetry(route with
        {
            Sources = _sources,
            Meters = [Signals.Source, "Microsoft.AspNetCore.Hosting", "System.Runtime"],
        });
        // Has the host leave to the app what the app tells itself, so that nothing is told twice.
        telemetry?.UseFunctionsWorkerDefaults();
        builder.Services.AddSingleton<Figures>();
    }
}
