using Microsoft.Extensions.Configuration;
using Understudy.EngineWorker;

namespace Understudy.Infra.Tests;

/// <summary>What a worker reads is set or has a default that is right on Azure, and nothing is set that it does not read.</summary>
public sealed class WorkerSettingsTests
{
    /// <summary>What is not set, and why.</summary>
    private static readonly Dictionary<string, string> _defaults = new()
    {
        ["MediaStorage"] = "an identity's connection is several settings, MediaStorage:…",
        ["ServiceBus"] = "likewise",
        ["EngineWorker:Concurrency"] = "one uses every core of its container",
        ["Understudy:WhisperModel"] = "none: a model is in no image unless an operator puts it there",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "of a collector, where there is one",
        ["Understudy:Telemetry"] = "none: what is sent to Application Insights, its connection string says",
    };

    /// <summary>What others than its options read.</summary>
    private static readonly Dictionary<string, string> _others = new()
    {
        ["AZURE_CLIENT_ID"] = "Azure.Identity, for Application Insights",
        ["ASPNETCORE_HTTP_PORTS"] = "its server, which the probes ask",
        ["ServiceBus:credential"] = "the Functions host wants it beside clientId, and the worker has the app's settings",
    };

    [Theory]
    [MemberData(nameof(Snapshot.Sizes), MemberType = typeof(Snapshot))]
    public void A_worker_reads_what_is_set_and_nothing_is_missing(string size)
    {
        IReadOnlyDictionary<string, string> set = Snapshot.Of(size).WorkerSettings;
        ReadSettings settings = new(Deployed.Of(set));
        var options = WorkerOptions.Read(new ConfigurationRoot([settings]));

        settings.Read.Except(set.Keys).ShouldBe(_defaults.Keys, ignoreOrder: true);
        set.Keys.Except(settings.Read).ShouldBe(_others.Keys, ignoreOrder: true);
        options.Telemetry.ApplicationInsights.ShouldNotBeNull();
        options.Blobs.ShouldNotBeNull();
    }

    /// <summary>Settings that remember which of them were asked for.</summary>
    private sealed class ReadSettings : ConfigurationProvider
    {
        public ReadSettings(Dictionary<string, string?> values) => Data = values;

        public HashSet<string> Read { get; } = [];

        public override bool TryGet(string key, out string? value)
        {
            Read.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
