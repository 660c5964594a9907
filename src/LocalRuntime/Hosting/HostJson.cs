using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>
/// What host.json says that means something on one machine. As in Azure, configuration under
/// <c>AzureFunctionsJobHost</c> overrides the file.
/// </summary>
internal sealed class HostJson
{
    private const string HubName = "extensions:durableTask:hubName";
    private const string Queue = "extensions:serviceBus:";

    private HostJson(IConfiguration json, string? file)
    {
        if (file is not null && json["version"] != "2.0")
            throw new InvalidDataException($"host.json: version must be 2.0, not '{json["version"]}'.");
        RoutePrefix = (json["extensions:http:routePrefix"] ?? "api").Trim('/');
        DurableHubName = json[HubName] ?? "understudy";
        if (DurableHubName.Length == 0 || !DurableHubName.All(char.IsAsciiLetterOrDigit))
            throw new InvalidDataException($"host.json: {HubName} must be ASCII letters and digits.");
        MaxConcurrentActivities =
            PositiveInteger(json, "extensions:durableTask:maxConcurrentActivityFunctions", 10 * Environment.ProcessorCount);
        MaxConcurrentOrchestrators = PositiveInteger(
            json, "extensions:durableTask:maxConcurrentOrchestratorFunctions", 10 * Environment.ProcessorCount);
        MaxBlobAttempts = PositiveInteger(json, "extensions:blobs:poisonBlobThreshold", 5);
        MaxConcurrentMessages = PositiveInteger(json, Queue + "maxConcurrentCalls", 16);
        MaxDeliveryCount = PositiveInteger(json, Queue + "maxDeliveryCount", 10);
        LogLevels = [.. json.GetSection("logging:logLevel").GetChildren().Select(LogLevelOf)];
    }

    /// <summary>What stands before every route, without slashes around it.</summary>
    public string RoutePrefix { get; }

    /// <summary>The task hub's name, of letters and digits: the durable engine's file is named after it.</summary>
    public string DurableHubName { get; }

    /// <summary>How many activities run at once.</summary>
    public int MaxConcurrentActivities { get; }

    /// <summary>How many orchestrator turns run at once.</summary>
    public int MaxConcurrentOrchestrators { get; }

    /// <summary>How often a function is tried on a version of a blob.</summary>
    public int MaxBlobAttempts { get; }

    /// <summary>How many messages of one queue are handled at once.</summary>
    public int MaxConcurrentMessages { get; }

    /// <summary>How often a message is delivered before it is dead-lettered. On Azure this is a property of the queue,
    /// not of host.json, which ignores it.</summary>
    public int MaxDeliveryCount { get; }

    /// <summary>The levels of log categories; <c>default</c> means all others.</summary>
    public IReadOnlyList<(string Category, LogLevel Level)> LogLevels { get; }

    public static HostJson Load(string contentRoot, IConfiguration configuration)
    {
        ConfigurationBuilder builder = new();
        string? file = Find(contentRoot, "host.json");
        if (file is not null) builder.AddJsonFile(file);
        // A chained configuration would drop empty values, and an empty route prefix is a usual one.
        builder.AddInMemoryCollection(configuration.GetSection("AzureFunctionsJobHost")
            .AsEnumerable(makePathsRelative: true).Where(static setting => setting.Value is not null));
        return new HostJson(builder.Build(), file);
    }

    /// <summary>The file in the content root, else next to the app's assemblies, else null.</summary>
    public static string? Find(string contentRoot, string name) =>
        new[] { contentRoot, AppContext.BaseDirectory }
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static int PositiveInteger(IConfiguration json, string key, int otherwise)
    {
        if (json[key] is not { } text) return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw new InvalidDataException($"host.json: {key} must be a positive integer, not '{text}'.");
    }

    private static (string Category, LogLevel Level) LogLevelOf(IConfigurationSection section) =>
        Enum.TryParse(section.Value, ignoreCase: true, out LogLevel level)
            ? (section.Key, level)
            : throw new InvalidDataException($"host.json: '{section.Value}' is no level for {section.Path}.");
}
