using Microsoft.Extensions.Configuration;

namespace Understudy.Infrastructure.Telemetry;

/// <summary>Where traces and metrics go.</summary>
/// <param name="Service">Whose they are, unless <c>OTEL_SERVICE_NAME</c> says another.</param>
/// <param name="ToConsole">Whether they are written to the standard output.</param>
/// <param name="ToCollector">
/// Whether they are sent to a collector, by the OpenTelemetry protocol; which one, its SDK reads from the environment.
/// </param>
/// <param name="ApplicationInsights">
/// The connection string of Application Insights, to which traces, metrics and logs are sent then, as whoever the process is on
/// Azure; null not to.
/// </param>
public sealed record TelemetryRoute(string Service, bool ToConsole, bool ToCollector, string? ApplicationInsights)
{
    // OpenTelemetry's own name, so that what is known of other services holds here.
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // The Functions host's own name: host, app and workers tell the same resource.
    private const string Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>The sources of spans, beside those of requests that come in and go out.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The meters.</summary>
    public IReadOnlyList<string> Meters { get; init; } = [];

    /// <summary>Whether there is anybody to tell.</summary>
    public bool HasDestination => ToConsole || ToCollector || ApplicationInsights is not null;

    /// <summary>Reads what every process of an installation is told alike.</summary>
    public static TelemetryRoute Read(IConfiguration configuration, string service, bool toConsole) => new(
        service,
        toConsole,
        !string.IsNullOrWhiteSpace(configuration[Collector]),
        string.IsNullOrWhiteSpace(configuration[Insights]) ? null : configuration[Insights]);

    /// <summary>Without the connection string.</summary>
    public override string ToString() => Service;
}
