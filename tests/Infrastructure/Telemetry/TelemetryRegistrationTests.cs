using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Understudy.Infrastructure.Telemetry;

namespace Understudy.Infrastructure.Tests.Telemetry;

/// <summary>What is listened to follows from where it is to go.</summary>
public sealed class TelemetryRegistrationTests
{
    private const string Connection = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://localhost/";

    private static readonly TelemetryRoute _nowhere = new("understudy", ToConsole: false, ToCollector: false, null)
    {
        Sources = ["Understudy"],
        Meters = ["Understudy"],
    };

    private readonly ServiceCollection _services = new();

    [Fact]
    public void Without_a_destination_nobody_listens()
    {
        _services.AddTelemetry(_nowhere).ShouldBeNull();

        _services.ShouldBeEmpty();
    }

    [Fact]
    public void Application_Insights_gets_traces_metrics_and_logs()
    {
        _services.AddTelemetry(_nowhere with { ApplicationInsights = Connection }).ShouldNotBeNull();

        foreach (Type provider in new[] { typeof(TracerProvider), typeof(MeterProvider), typeof(LoggerProvider) })
            _services.ShouldContain(service => service.ServiceType == provider);
    }

    /// <summary>A collector hears no logs: whoever runs one reads those from the standard output.</summary>
    [Fact]
    public void A_collector_gets_traces_and_metrics()
    {
        _services.AddTelemetry(_nowhere with { ToCollector = true }).ShouldNotBeNull();

        _services.ShouldContain(service => service.ServiceType == typeof(TracerProvider));
        _services.ShouldNotContain(service => service.ServiceType == typeof(ILoggerProvider));
    }

    [Fact]
    public void Of_what_is_not_ours_only_what_went_wrong_is_sent()
    {
        _services.AddTelemetry(_nowhere with { ApplicationInsights = Connection });
        using ServiceProvider provider = _services.BuildServiceProvider();

        LoggerFilterRule[] rules =
        [
            .. provider.GetRequiredService<IOptions<LoggerFilterOptions>>().Value.Rules
                .Where(rule => rule.ProviderName == typeof(OpenTelemetryLoggerProvider).FullName),
        ];

        rules.Select(rule => (rule.CategoryName, rule.LogLevel))
            .ShouldBe([(null, LogLevel.Warning), ("Understudy", LogLevel.Information)], ignoreOrder: true);
    }
}
