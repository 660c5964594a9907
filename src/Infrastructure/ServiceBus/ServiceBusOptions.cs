using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Infrastructure.ServiceBus;

/// <summary>
/// Where the broker is: the settings of the connection <see cref="EngineQueues.Connection"/>, by the names that the Functions
/// host has for them.
/// </summary>
/// <param name="ConnectionString">A connection string; null when this process is known by its identity.</param>
/// <param name="Namespace">The host name of the namespace, with an identity.</param>
/// <param name="ClientId">Which of several identities; null for the only one.</param>
public sealed record ServiceBusOptions(string? ConnectionString, string? Namespace, string? ClientId)
{
    /// <summary>Reads the settings; null when there is no broker.</summary>
    /// <exception cref="InvalidDataException">They make no sense; the message holds no secret.</exception>
    public static ServiceBusOptions? Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(EngineQueues.Connection);
        string? connection = Value(section.Value);
        string? host = Value(section["fullyQualifiedNamespace"]);
        if (connection is not null && host is not null)
            throw new InvalidDataException(
                $"{EngineQueues.Connection} and {EngineQueues.Connection}:fullyQualifiedNamespace are both set; one of them is enough.");
        if (host is not null && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw new InvalidDataException(
                $"{EngineQueues.Connection}:fullyQualifiedNamespace is '{host}', which is no host name.");
        if (connection is not null && !IsConnectionString(connection))
            throw new InvalidDataException(
                $"{EngineQueues.Connection} is no connection string; one is "
                + "Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=….");
        return connection is null && host is null
            ? null
            : new ServiceBusOptions(connection, host, Value(section["clientId"]));
    }

    /// <inheritdoc/>
    public override string ToString() => Namespace ?? "a connection string";

    private static string? Value(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static bool IsConnectionString(string text)
    {
        try
        {
            var parts = ServiceBusConnectionStringProperties.Parse(text);
            return parts.SharedAccessSignature is { Length: > 0 } ||
                (parts.SharedAccessKeyName is { Length: > 0 } && parts.SharedAccessKey is { Length: > 0 });
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
