namespace Understudy.Functions.Core.Telemetry;

/// <summary>Who hears how the app does.</summary>
public sealed class TelemetryOptions : ISettings
{
    /// <summary>
    /// What traces and metrics are written to beside the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names, if it names
    /// one: <c>none</c>, or <c>console</c>.
    /// </summary>
    public string Telemetry { get; set; } = "none";

    void ISettings.Check()
    {
        if (Telemetry is not ("none" or "console"))
            throw new SettingException(nameof(Telemetry), $"is '{Telemetry}'; known here: none, console");
    }
}
